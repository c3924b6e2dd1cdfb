using QLStake.Contracts;
using QLStake.Hosting;
using QLStake.MessageRouter;

var service = QLStakeService.Create(ServiceNames.MessageRouter, args);
service.Services.AddSingleton(RouterSettings.Read(service.Configuration));
service.Services.AddSingleton<ChainConsumer>().AddSingleton<VerdictConsumer>().AddSingleton<ExecutionConsumer>();
service
    .Services.AddSingleton<StakeWake>()
    .AddSingleton<StakeQueries>()
    .AddSingleton<TransferQueries>()
    .AddSingleton<ReleaseWake>()
    .AddSingleton<RewardsWake>()
    .AddSingleton<HubWake>()
    .AddSingleton<HeartbeatConsumer>()
    .AddSingleton<ReleaseQueries>()
    .AddSingleton<RefundConsumer>()
    .AddSingleton<OperationConsumer>()
    .AddSingleton<AssetUnits>();
await service
    .Stores(RouterStore.Configure)
    .Shows(RouterStore.Show)
    .Ships(RouterMessages.Map())
    .Reads(RouterMessages.Take)
    .Wakes(wakes =>
        wakes.On<Stake, StakeWake>().On<Release, ReleaseWake>().On<HubStatus, HubWake>().On<Rewards, RewardsWake>()
    )
    .Serves(StakeEndpoints.Map)
    .Serves(TransferEndpoints.Map)
    .Serves(ReleaseEndpoints.Map)
    .Serves(RewardsEndpoints.Map)
    .RunAsync();
