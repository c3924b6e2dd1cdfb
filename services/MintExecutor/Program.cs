using QLStake.Contracts;
using QLStake.Hosting;
using QLStake.MintExecutor;

await QLStakeService.RunAsync(
    ServiceNames.MintExecutor,
    args,
    service =>
    {
        service.Services.AddExecutor(service.Configuration);
        service
            .Stores(ExecutorStore.Configure)
            .Shows(ExecutorStore.Show)
            .Ships(ExecutorMessages.Map)
            .Reads(inbox =>
                inbox
                    .From(ServiceNames.MessageRouter)
                    .On<ExecuteMint, TakeMint>()
                    .On<ExecuteRefund, TakeOperation>()
                    .On<ExecuteRelease, TakeOperation>()
                    .On<ExecuteRest, TakeOperation>()
                    .On<ExecuteHeartbeat, TakeOperation>()
                    .On<ExecuteRewards, TakeOperation>()
            )
            .Serves(ExecutorEndpoints.Map);
    }
);
