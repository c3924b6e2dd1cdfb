using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Protocol.Messages;

namespace QLStake.RateLimitGuard;

/// <summary>A human decided about a held mint, in writing and signed.</summary>
internal sealed record HoldDecided(
    StakeId StakeId,
    int Round,
    HoldVerdict Verdict,
    Address Operator,
    string Reason,
    ulong SignedAt,
    string Signature,
    DateTimeOffset At
);

/// <summary>Who may decide about held mints.</summary>
internal sealed record Operators(IReadOnlyList<Address> Addresses)
{
    /// <summary>A decision's signature is good for this long, so that an old one cannot be played again.</summary>
    public static TimeSpan Freshness { get; } = TimeSpan.FromMinutes(10);

    /// <summary>What is wrong with a decision whoever signed it, or null.</summary>
    public string? Problem(HoldDecision decision, Address signer, DateTimeOffset now)
    {
        if (decision.Reason.Trim().Length is 0 or > 500)
            return "Expected a reason of 1 to 500 characters, which is kept with the decision.";
        if (
            (now - DateTimeOffset.FromUnixTimeSeconds((long)Math.Min(decision.At, uint.MaxValue))).Duration()
            > Freshness
        )
            return $"Expected a decision signed within {Freshness.TotalMinutes} minutes, found one of {decision.At}. Sign it anew.";
        return Addresses.Contains(signer)
            ? null
            : $"Expected the signature of an operator (QLStake:Guard:Operators), found one of {signer} or of another text.";
    }
}

/// <summary>What a decision changes. The same decision again is silent.</summary>
internal static class HoldRule
{
    /// <param name="refusal">Why it changes nothing, where it should have.</param>
    public static IEnumerable<object> Decide(
        Mint mint,
        HoldDecision decision,
        Address signer,
        string signature,
        Address guardian,
        B256 policy,
        DateTimeOffset now,
        out string? refusal
    )
    {
        refusal = null;
        // One that is held again after its release, by a contradiction, is decided again; a signature counts once.
        if (
            mint.Decision is { } known
            && known.Verdict == decision.Verdict
            && (mint.Standing != MintStanding.Held || known.Signature == signature)
        )
            return [];
        if (mint.Standing != MintStanding.Held || mint.Asking is not { } asking)
        {
            refusal =
                $"Expected a held mint, found {decision.StakeId} {mint.Standing}. Only what is held is decided by hand.";
            return [];
        }
        var decided = new HoldDecided(
            decision.StakeId,
            asking.Round,
            decision.Verdict,
            signer,
            decision.Reason,
            decision.At,
            signature,
            now
        );
        return decision.Verdict == HoldVerdict.Release
            ? [decided]
            : [decided, new Rejected(decision.StakeId, asking.Round, guardian, Words(decided), policy)];
    }

    public static string Words(HoldDecided decided) => $"Rejected by {decided.Operator}: {decided.Reason}";
}
