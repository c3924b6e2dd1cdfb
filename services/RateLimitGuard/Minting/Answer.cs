using QLStake.Contracts;

namespace QLStake.RateLimitGuard;

/// <summary>Writes a ruling down as events. A verdict that says what the last one said is kept at home.</summary>
internal static class Answer
{
    /// <param name="signature">Of the approval, 65 bytes as 0x-hex; null for any other ruling.</param>
    public static IEnumerable<object> Of(
        Mint mint,
        Verification verification,
        CapacityReserved? reservation,
        Ruling ruling,
        Address guardian,
        B256 policy,
        string? signature
    )
    {
        var asking = mint.Asking!;
        var (stake, round) = (asking.StakeId, asking.Round);
        if (verification is Verification.Proven proven)
            yield return new LockProven(stake, round, proven.HubTime, proven.SourceFinalized);
        if (reservation is not null)
            yield return reservation;
        yield return ruling switch
        {
            Ruling.Approve approve => new Approved(
                stake,
                round,
                guardian,
                approve.Root,
                approve.Expires,
                policy,
                signature ?? throw new ArgumentNullException(nameof(signature), "An approval is written down signed.")
            ),
            Ruling.Defer defer => new Deferred(
                stake,
                round,
                guardian,
                defer.Until,
                defer.Reason,
                policy,
                defer.WakeAt,
                News: mint.Standing != MintStanding.Deferred
            ),
            Ruling.Hold hold => new Held(stake, round, guardian, hold.Reason, policy),
            Ruling.Reject reject => new Rejected(stake, round, guardian, reject.Reason, policy),
            Ruling.LookAgain again => new ProofMissing(
                stake,
                round,
                guardian,
                again.Missing,
                mint.Looks + 1,
                again.LockAbsentSince,
                again.At,
                News: mint.Standing != MintStanding.Unprovable || mint.Reason != again.Missing
            ),
            Ruling.Close => new LeafFoundConsumed(stake, round),
            _ => throw new InvalidOperationException($"Expected a known ruling, found {ruling}."),
        };
    }
}
