using QLStake.Contracts;
using QLStake.Hosting;
using QLStake.MessageRouter;

await QLStakeService.RunAsync(
    ServiceNames.MessageRouter,
    args,
    service =>
    {
        service.Services.AddSingleton(RouterSettings.Read(service.Configuration));
        service
            .Services.AddSingleton<ChainConsumer>()
            .AddSingleton<VerdictConsumer>()
            .AddSingleton<ExecutionConsumer>();
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
        service
            .Stores(RouterStore.Configure)
            .Shows(RouterStore.Show)
            .Ships(RouterMessages.Map())
            .Reads(RouterMessages.Take)
            .Wakes(wakes =>
                wakes
                    .On<Stake, StakeWake>()
                    .On<Release, ReleaseWake>()
                    .On<HubStatus, HubWake>()
                    .On<Rewards, RewardsWake>()
            )
            .Serves(StakeEndpoints.Map)
            .Serves(TransferEndpoints.Map)
            .Serves(ReleaseEndpoints.Map)
            .Serves(RewardsEndpoints.Map);
    }
);
