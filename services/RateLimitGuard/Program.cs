using QLStake.Contracts;
using QLStake.Hosting;
using QLStake.RateLimitGuard;

var service = QLStakeService.Create(ServiceNames.RateLimitGuard, args);
service.Services.AddGuard(service.Configuration);
await service
    .Stores(GuardStore.Configure)
    .Shows(GuardStore.Show)
    .Ships(GuardMessages.Map)
    .Reads(inbox => inbox.From(ServiceNames.MessageRouter).On<ApproveMint, AskForMint>())
    .Wakes(wakes => wakes.OnSight<Mint, MintSight, AnswerMint>())
    .Serves(GuardEndpoints.Map)
    .RunAsync();
