using System.Text.Json;
using QLStake.Contracts;
using QLStake.Hosting;
using QLStake.Protocol.Messages;

namespace QLStake.RateLimitGuard;

/// <summary>What to do about a refund. An approval still has to be signed.</summary>
internal abstract record RefundRuling
{
    private RefundRuling() { }

    /// <param name="Expires">Seconds since 1970, hub time.</param>
    internal sealed record Sign(B256 Root, ulong Expires) : RefundRuling;

    internal sealed record Withhold(string Reason, DateTimeOffset At) : RefundRuling;

    internal sealed record Close : RefundRuling;
}

/// <summary>
/// Whether a stake may be given back: only what this guard itself has rejected, only what is proven to be locked and not
/// consumed, and not while an approval of its mint still counts.
/// </summary>
internal static class RefundGuard
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LastRetry = TimeSpan.FromMinutes(1);

    /// <summary>The same asking again is silent: what is withheld is looked at again by itself.</summary>
    public static IEnumerable<object> Take(Refund refund, ApproveRefund message, DateTimeOffset now)
    {
        var fingerprint = Keccak.Hash(JsonSerializer.SerializeToUtf8Bytes(message, MessageJson.Options));
        return refund.Asking?.Fingerprint == fingerprint || refund.Asking?.Round > message.Round
            ? []
            :
            [
                new RefundAsked(
                    message.StakeId,
                    message.Round,
                    message.Item,
                    message.Root,
                    message.Proof,
                    message.Evidence,
                    message.Reason,
                    fingerprint,
                    now
                ),
            ];
    }

    /// <param name="now">Host time: drives when to look again, never whether to sign.</param>
    public static RefundRuling Decide(
        Policy policy,
        Refund refund,
        Mint mint,
        Verification verification,
        DateTimeOffset now
    ) =>
        verification switch
        {
            Verification.Consumed => new RefundRuling.Close(),
            _ when mint.Standing != MintStanding.Rejected => Withhold(
                refund,
                $"This guard has not rejected the stake: it is {mint.Standing}.",
                now
            ),
            // Whoever asks about a root that was never sent gets a stake rejected: that says nothing about the real one.
            _ when mint.Decision is not { Verdict: HoldVerdict.Reject } && mint.Asking?.Root != refund.Asking?.Root =>
                Withhold(
                    refund,
                    $"This guard rejected the stake under root {mint.Asking?.Root}, not under {refund.Asking?.Root}.",
                    now
                ),
            Verification.Proven proven when mint.Expires is { } until && until >= Seconds(proven.HubTime) => Withhold(
                refund,
                $"An approval of its mint counts until {DateTimeOffset.FromUnixTimeSeconds((long)until):u}.",
                now
            ),
            Verification.Proven proven => new RefundRuling.Sign(
                refund.Asking!.Root,
                Seconds(proven.HubTime + policy.ApprovalLifetime)
            ),
            Verification.NotYetProvable missing => Withhold(refund, $"Not provable yet: {missing.Missing}.", now),
            Verification.NoSuchLock absent => Withhold(refund, $"There is nothing to give back: {absent.Found}.", now),
            Verification.Contradicted contradicted => Withhold(refund, contradicted.What, now),
            _ => throw new InvalidOperationException($"Expected a known verification, found {verification}."),
        };

    /// <summary>As events of the refund's stream.</summary>
    /// <param name="signature">Of an approval, 65 bytes as 0x-hex; null for any other ruling.</param>
    public static object Write(Refund refund, RefundRuling ruling, Address guardian, string? signature)
    {
        var (stake, round) = (refund.Asking!.StakeId, refund.Asking.Round);
        return ruling switch
        {
            RefundRuling.Sign sign => new RefundSigned(
                stake,
                round,
                guardian,
                sign.Root,
                sign.Expires,
                signature ?? throw new ArgumentNullException(nameof(signature), "An approval is written down signed.")
            ),
            RefundRuling.Withhold withheld => new RefundWithheld(
                stake,
                round,
                guardian,
                withheld.Reason,
                refund.Looks + 1,
                withheld.At,
                News: refund.Reason != withheld.Reason
            ),
            _ => new RefundFoundConsumed(stake, round),
        };
    }

    private static ulong Seconds(DateTimeOffset at) => checked((ulong)at.ToUnixTimeSeconds());

    private static RefundRuling.Withhold Withhold(Refund refund, string reason, DateTimeOffset now)
    {
        var pause = FirstRetry * Math.Pow(2, Math.Min(refund.Looks, 16));
        return new(reason, now + (pause < LastRetry ? pause : LastRetry));
    }
}
