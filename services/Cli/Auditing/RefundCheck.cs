using QLStake.Hosting;
using QLStake.Protocol.Messages;
using QLStake.RateLimitGuard;

namespace QLStake.Cli;

/// <summary>Decides every signed refund again, by the guard's own rule, from what its streams said until then.</summary>
/// <param name="policies">The policies that are known, by their hash.</param>
internal sealed class RefundCheck(
    IReadOnlyDictionary<B256, Policy> policies,
    SignatureCheck signatures,
    AuditNotes notes
)
{
    // Of the hub's clock before ours. Without a bound a later end would excuse a mint that still counted.
    private static readonly TimeSpan AheadAtMost = TimeSpan.FromMinutes(15);

    private readonly Dictionary<string, Refund> refunds = [];

    /// <param name="mint">What the guard knew of the stake's mint then.</param>
    public void Take(StoredEvent stored, object @event, Mint mint)
    {
        var refund = refunds.GetValueOrDefault(stored.Stream, Refund.Initial);
        if (@event is RefundSigned signed && notes.Scope.Covers(stored.At))
        {
            Check(stored, refund, mint, signed);
        }

        refunds[stored.Stream] = refund.Apply(@event);
    }

    private void Check(StoredEvent stored, Refund refund, Mint mint, RefundSigned signed)
    {
        notes.Examine();
        if (refund.Asking is not { } asking)
        {
            notes.Find(stored.Sequence, stored.Stream, "A refund was signed that nobody had asked for.");
            return;
        }

        signatures.Recovers(
            stored,
            asking.Item,
            domain => new RefundApproval(signed.StakeId, signed.Root, signed.Expires).Digest(domain),
            signed.Signature,
            signed.Guardian,
            "a refund's approval"
        );
        var problems = policies.Values.Select(policy => Problem(policy, refund, mint, signed, stored.At)).ToList();
        if (problems.Count == 0)
        {
            notes.Note("No policy is known here: refunds were not decided again. Give one with --policy.");
        }
        else if (problems.TrueForAll(problem => problem is not null))
        {
            notes.Find(stored.Sequence, stored.Stream, problems[0]!);
        }
    }

    private static string? Problem(Policy policy, Refund refund, Mint mint, RefundSigned signed, DateTimeOffset at)
    {
        // The hub's time is not written down; the expiry was reckoned from it.
        var hubTime = DateTimeOffset.FromUnixTimeSeconds(checked((long)signed.Expires)) - policy.ApprovalLifetime;
        if (hubTime > at + AheadAtMost)
        {
            return $"Expected a refund that counts for {policy.ApprovalLifetime} from {at:u}, found one until {hubTime + policy.ApprovalLifetime:u}.";
        }

        var ruling = RefundGuard.Decide(policy, refund, mint, new Verification.Proven(hubTime, 0), at);
        return ruling switch
        {
            RefundRuling.Sign sign when sign.Root == signed.Root => null,
            RefundRuling.Sign sign => $"Expected a refund under root {sign.Root}, found one under {signed.Root}.",
            RefundRuling.Withhold withheld => $"A refund was signed that had to be withheld: {withheld.Reason}",
            _ => $"Expected a decision about a refund, found {ruling}.",
        };
    }
}
