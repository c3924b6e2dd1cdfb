using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.RateLimitGuard;

/// <summary>Which events leave the guard: its verdicts, and what keeps it from one.</summary>
internal static class GuardMessages
{
    public static ShippingMap Map { get; } =
        new ShippingMap(ServiceNames.RateLimitGuard)
            .Ship<Approved>(e => new MintApproved(
                e.StakeId,
                e.Round,
                e.Guardian,
                e.Root,
                e.Expires,
                e.PolicyHash,
                e.Signature
            ))
            .Ship<Deferred>(e => e.News ? new MintDeferred(e.StakeId, e.Round, e.Guardian, e.Until, e.Reason) : null)
            .Ship<Held>(e => new MintHeld(e.StakeId, e.Round, e.Guardian, e.Reason))
            .Ship<Rejected>(e => new MintRejected(e.StakeId, e.Round, e.Guardian, e.Reason))
            .Ship<ProofMissing>(e =>
                e.News ? new MintNotYetProvable(e.StakeId, e.Round, e.Guardian, e.RetryAt, e.Missing) : null
            )
            .Ship<AskingRefuted>(e => new MintNotYetProvable(e.StakeId, e.Round, e.Guardian, e.RetryAt, e.Reason));
}
