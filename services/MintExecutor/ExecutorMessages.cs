using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.MintExecutor;

/// <summary>Which events leave the executor.</summary>
internal static class ExecutorMessages
{
    public static ShippingMap Map { get; } =
        new ShippingMap(ServiceNames.MintExecutor)
            .Ship<MintSent>(e => new MintSubmitted(e.StakeId, e.Round, e.TxHash, e.BatchId))
            .Ship<MintDelayed>(e => e.News ? new MintPostponed(e.StakeId, e.Round, e.Reason, e.RetryAt) : null)
            .Ship<MintGivenBack>(e => new MintReturned(e.StakeId, e.Round, e.Reason));
}
