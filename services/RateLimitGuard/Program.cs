using QLStake.Contracts;
using QLStake.Hosting;
using QLStake.RateLimitGuard;

var service = QLStakeService.Create(ServiceNames.RateLimitGuard, args);
var chains = GuardedChains.Read(service.Configuration, TimeProvider.System);
service
    .Services.AddSingleton(chains)
    .AddSingleton(PolicySettings.Read(service.Configuration))
    .AddSingleton(GuardKey.Read(service.Configuration, chains))
    .AddSingleton<LockVerifier>()
    .AddSingleton<AskForMint>()
    .AddSingleton<AnswerMint>();
await service
    .Stores(GuardStore.Configure)
    .Ships(GuardMessages.Map)
    .Reads(inbox => inbox.From(ServiceNames.MessageRouter).On<ApproveMint, AskForMint>())
    .Wakes(wakes => wakes.OnSight<Mint, MintSight, AnswerMint>())
    .Serves(GuardEndpoints.Map)
    .RunAsync();
