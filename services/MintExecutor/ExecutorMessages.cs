using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.MintExecutor;

/// <summary>Which events leave the executor. What it does by itself nobody has asked for, so nobody is answered.</summary>
internal static class ExecutorMessages
{
    public static ShippingMap Map { get; } =
        new ShippingMap(ServiceNames.MintExecutor)
            .Ship<MintSent>(e => new MintSubmitted(e.StakeId, e.Round, e.TxHash, e.BatchId))
            .Ship<MintDelayed>(e => e.News ? new MintPostponed(e.StakeId, e.Round, e.Reason, e.RetryAt) : null)
            .Ship<MintGivenBack>(e => new MintReturned(e.StakeId, e.Round, e.Reason))
            .Ship<OperationSent>(e =>
                e.Operation.IsAsked() ? new OperationSubmitted(e.Operation.Id, e.Operation.Round, e.TxHash) : null
            )
            .Ship<OperationDelayed>(e =>
                e.News && e.Operation.IsAsked()
                    ? new OperationPostponed(e.Operation.Id, e.Operation.Round, e.Reason, e.Told)
                    : null
            )
            .Ship<OperationGivenBack>(e => new OperationReturned(e.Operation.Id, e.Operation.Round, e.Reason));
}
