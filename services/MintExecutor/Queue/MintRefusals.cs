using QLStake.Evm;
using QLStake.Protocol.Bindings;

namespace QLStake.MintExecutor;

/// <summary>Why the hub passes an entry over.</summary>
internal static class MintRefusals
{
    /// <summary>
    /// Reads why the hub passed an entry over (<c>MintOutcome.reason</c>, <c>MintSkipped.reason</c>). No reason at all means
    /// that the entry ran out of gas, never that it was minted.
    /// </summary>
    /// <param name="hubTime">Time of the hub's newest block, in which its moments are counted.</param>
    /// <param name="now">Host time.</param>
    public static Outcome Read(ReadOnlyMemory<byte> reason, DateTimeOffset hubTime, DateTimeOffset now) =>
        reason.IsEmpty
            ? new Outcome.Delay("no reason given: out of gas (QLStake:Executor:GasPerMint)", null)
            : RevertReason.Read(reason.Span, QLStakeHub.DecodeError) switch
            {
                QLStakeHub.LeafConsumedError => new Outcome.Consumed(Final: false),
                QLStakeHub.PausedError => Paused(now),
                QLStakeHub.TargetHeldError held => new Outcome.Delay(
                    $"TargetHeld: guardians hold {held.Target}",
                    new ChainClock(hubTime, now).At(ChainClock.Moment(held.Until))
                ),
                QLStakeHub.ApprovalExpiredError expired => new Outcome.Return(
                    $"ApprovalExpired: at {ChainClock.Moment(expired.Expires):u}"
                ),
                QLStakeHub.PolicyRevokedError revoked => new Outcome.Return($"PolicyRevoked: {revoked.PolicyHash}"),
                QLStakeHub.NotEnoughApprovalsError few => new Outcome.Return(
                    $"NotEnoughApprovals: {few.Valid} of {few.Needed}"
                ),
                QLStakeHub.InvalidProofError wrong => new Outcome.Return($"InvalidProof: for root {wrong.Root}"),
                QLStakeHub.AssetMismatchError wrong => new Outcome.Return(
                    $"AssetMismatch: expected {wrong.Expected}, found {wrong.Found}"
                ),
                QLStakeHub.BucketExceededError full => Full(full, hubTime, now),
                QLStakeHub.RootUnknownError unknown => new Outcome.Delay($"RootUnknown: {unknown.Root}", null),
                QLStakeHub.ApprovalTooLongError early => new Outcome.Delay(
                    $"ApprovalTooLong: until {early.Expires}",
                    null
                ),
                QLStakeHub.MintFailedError failed => new Outcome.Delay($"MintFailed: {Words(failed.Reason)}", null),
                { } other => new Outcome.Delay(RevertWords.Name(other), null),
                null => new Outcome.Delay(RevertReason.Describe(reason), null),
            };

    /// <summary>The whole batch was refused because minting is paused.</summary>
    public static Outcome.Delay Paused(DateTimeOffset now) =>
        new("MintingPaused", now + TimeSpan.FromSeconds(2), UntilUnpaused: true);

    private static Outcome.Delay Full(
        QLStakeHub.BucketExceededError full,
        DateTimeOffset hubTime,
        DateTimeOffset now
    ) =>
        full.RetryAt.BitLength > 40
            ? new(
                $"BucketExceeded: more than the hub's bucket ever holds; it has {full.Available}",
                now + TimeSpan.FromMinutes(5)
            )
            : new(
                $"BucketExceeded: the hub's bucket has {full.Available}",
                new ChainClock(hubTime, now).At(ChainClock.Moment((ulong)full.RetryAt))
            );

    private static string Words(byte[] reason) =>
        RevertReason.Read(reason, QLStakeHub.DecodeError) is { } known
            ? RevertWords.Name(known)
            : RevertReason.Describe(reason);
}
