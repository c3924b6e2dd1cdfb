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
            .Ship<RefundSigned>(e => new RefundApproved(e.StakeId, e.Round, e.Guardian, e.Root, e.Expires, e.Signature))
            .Ship<RefundWithheld>(e =>
                e.News ? new RefundRefused(e.StakeId, e.Round, e.Guardian, e.Reason, e.RetryAt) : null
            )
            .Ship<HeartbeatGiven>(e => new HeartbeatSigned(e.Chain, e.Hub, e.At, e.Guardian, e.Signature))
            .Ship<AskingRefuted>(e => new MintNotYetProvable(e.StakeId, e.Round, e.Guardian, e.RetryAt, e.Reason));
}
