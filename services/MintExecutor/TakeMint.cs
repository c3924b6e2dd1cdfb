using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.MintExecutor;

/// <summary>Puts an approved mint into the queue.</summary>
internal sealed class TakeMint(WorkSignal signal) : IConsume<ExecuteMint>
{
    public async Task ConsumeAsync(ExecuteMint message, Delivery delivery, Streams streams, CancellationToken ct)
    {
        var problem = MintCalls.Problem(message);
        await streams.DecideAsync<QueuedMint>(
            QueuedMint.Stream(message.StakeId),
            mint => QueueRule.Take(mint, message, problem, delivery.Now),
            ct
        );
        signal.Raise();
    }
}
