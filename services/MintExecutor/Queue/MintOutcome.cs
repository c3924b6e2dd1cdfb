using QLStake.Evm;
using QLStake.Evm.Abi;
using QLStake.Protocol.Bindings;

namespace QLStake.MintExecutor;

/// <summary>What became, or would become, of one entry of a batch.</summary>
internal abstract record MintOutcome
{
    private MintOutcome() { }

    internal sealed record Minted : MintOutcome;

    /// <summary>The leaf is consumed, by an earlier batch or by someone else.</summary>
    internal sealed record Consumed(bool Final) : MintOutcome;

    /// <summary>Later it may be minted.</summary>
    /// <param name="Until">Host time; null for the usual pause.</param>
    internal sealed record Delay(string Reason, DateTimeOffset? Until, bool UntilUnpaused = false) : MintOutcome;

    /// <summary>Not with these approvals, or not as it was handed over.</summary>
    internal sealed record Return(string Reason) : MintOutcome;

    /// <summary>
    /// Reads why the hub passed an entry over (<c>MintOutcome.reason</c>, <c>MintSkipped.reason</c>). No reason at all means
    /// that the entry ran out of gas, never that it was minted.
    /// </summary>
    /// <param name="hubTime">Time of the hub's newest block, in which its moments are counted.</param>
    /// <param name="now">Host time.</param>
    public static MintOutcome Refused(ReadOnlyMemory<byte> reason, DateTimeOffset hubTime, DateTimeOffset now) =>
        reason.IsEmpty
            ? new Delay("no reason given: out of gas (QLStake:Executor:GasPerMint)", null)
            : RevertReason.Read(reason.Span, QLStakeHub.DecodeError) switch
            {
                QLStakeHub.LeafConsumedError => new Consumed(Final: false),
                QLStakeHub.PausedError => Paused(now),
                QLStakeHub.TargetHeldError held => new Delay(
                    $"TargetHeld: guardians hold {held.Target}",
                    now + Longest(Moment(held.Until) - hubTime, TimeSpan.FromSeconds(1))
                ),
                QLStakeHub.ApprovalExpiredError expired => new Return(
                    $"ApprovalExpired: at {Moment(expired.Expires):u}"
                ),
                QLStakeHub.PolicyRevokedError revoked => new Return($"PolicyRevoked: {revoked.PolicyHash}"),
                QLStakeHub.NotEnoughApprovalsError few => new Return(
                    $"NotEnoughApprovals: {few.Valid} of {few.Needed}"
                ),
                QLStakeHub.InvalidProofError wrong => new Return($"InvalidProof: for root {wrong.Root}"),
                QLStakeHub.AssetMismatchError wrong => new Return(
                    $"AssetMismatch: expected {wrong.Expected}, found {wrong.Found}"
                ),
                QLStakeHub.BucketExceededError full => Full(full, hubTime, now),
                QLStakeHub.RootUnknownError unknown => new Delay($"RootUnknown: {unknown.Root}", null),
                QLStakeHub.ApprovalTooLongError early => new Delay($"ApprovalTooLong: until {early.Expires}", null),
                QLStakeHub.MintFailedError failed => new Delay($"MintFailed: {Words(failed.Reason)}", null),
                { } other => new Delay(Name(other), null),
                null => new Delay(RevertReason.Describe(reason), null),
            };

    /// <summary>The whole batch was refused because minting is paused.</summary>
    public static Delay Paused(DateTimeOffset now) =>
        new("MintingPaused", now + TimeSpan.FromSeconds(2), UntilUnpaused: true);

    private static Delay Full(QLStakeHub.BucketExceededError full, DateTimeOffset hubTime, DateTimeOffset now) =>
        full.RetryAt.BitLength > 40
            ? new(
                $"BucketExceeded: more than the hub's bucket ever holds; it has {full.Available}",
                now + TimeSpan.FromMinutes(5)
            )
            : new(
                $"BucketExceeded: the hub's bucket has {full.Available}",
                now + Longest(Moment((ulong)full.RetryAt) - hubTime, TimeSpan.FromSeconds(1))
            );

    private static TimeSpan Longest(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private static DateTimeOffset Moment(ulong seconds) =>
        DateTimeOffset.FromUnixTimeSeconds((long)Math.Min(seconds, 253_402_300_799));

    private static string Words(byte[] reason) =>
        RevertReason.Read(reason, QLStakeHub.DecodeError) is { } known ? Name(known) : RevertReason.Describe(reason);

    /// <summary>The error as Solidity names it, with its arguments.</summary>
    private static string Name(IAbiError error)
    {
        var text = error.ToString() ?? error.GetType().Name;
        return text.Replace("Error {", " {", StringComparison.Ordinal);
    }
}
