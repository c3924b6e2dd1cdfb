using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.RateLimitGuard;

/// <summary>Notes what is asked; answering needs the chains and is the wake's business.</summary>
internal sealed class AskForMint(Guardian guardian) : IConsume<ApproveMint>
{
    public async Task ConsumeAsync(ApproveMint message, Delivery delivery, Streams streams, CancellationToken ct)
    {
        var problem = AskingRule.Problem(message);
        await streams.DecideAsync<Mint>(
            Mint.Stream(message.StakeId),
            mint => Asking.Take(mint, message, problem, guardian.Address, delivery.Now),
            ct
        );
    }
}
