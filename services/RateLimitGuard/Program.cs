using QLStake.Contracts;
using QLStake.Hosting;
using QLStake.RateLimitGuard;

await QLStakeService.RunAsync(
    ServiceNames.RateLimitGuard,
    args,
    service =>
    {
        service.Services.AddGuard(service.Configuration);
        service
            .Stores(GuardStore.Configure)
            .Shows(GuardStore.Show)
            .Ships(GuardMessages.Map)
            .Reads(inbox =>
                inbox
                    .From(ServiceNames.MessageRouter)
                    .On<ApproveMint, AskForMint>()
                    .On<ApproveRefund, AskForRefund>()
                    .On<SignHeartbeat, AskForHeartbeat>()
            )
            .Wakes(wakes =>
                wakes
                    .OnSight<Mint, MintSight, AnswerMint>()
                    .OnSight<Refund, MintSight, AnswerRefund>()
                    .OnSight<Heartbeat, HubClock, AnswerHeartbeat>()
            )
            .Serves(GuardEndpoints.Map)
            .Serves(HoldEndpoints.Map);
    }
);
