using QLStake.Evm;
using QLStake.Evm.Abi;
using QLStake.Protocol.Bindings;
using QLStake.Protocol.Messages;

namespace QLStake.MintExecutor;

/// <summary>Why a contract refuses a call: it is done already, it can be done later, or never as it is.</summary>
internal static class OperationRefusals
{
    /// <summary>A hold or a pause may be lifted before it lapses: it is looked at again this often.</summary>
    private static readonly TimeSpan Lifted = TimeSpan.FromSeconds(30);

    /// <summary>No chain's clock gets there: contracts say 2^256-1 for never.</summary>
    private const int LongestMoment = 40;

    /// <param name="reason">Revert data.</param>
    /// <param name="byHub">Whose errors they are: the hub's or a satellite's.</param>
    public static Outcome Read(ReadOnlyMemory<byte> reason, bool byHub, ChainClock clock) =>
        byHub
            ? Hub(RevertReason.Read(reason.Span, QLStakeHub.DecodeError), reason, clock)
            : Satellite(RevertReason.Read(reason.Span, QLStakeSatellite.DecodeError), reason, clock);

    /// <summary>What the contract says it would cost, where that was not sent along; else null.</summary>
    public static U256? Needed(ReadOnlyMemory<byte> reason, bool byHub) =>
        byHub
            ? (RevertReason.Read(reason.Span, QLStakeHub.DecodeError) as QLStakeHub.ValueTooLowError)?.Needed
            : (
                RevertReason.Read(reason.Span, QLStakeSatellite.DecodeError) as QLStakeSatellite.ValueTooLowError
            )?.Needed;

    private static Outcome Hub(IAbiError? error, ReadOnlyMemory<byte> reason, ChainClock clock) =>
        error switch
        {
            QLStakeHub.LeafConsumedError or QLStakeHub.BatchEmptyError => new Outcome.Consumed(Final: false),
            QLStakeHub.HeartbeatOutOfTimeError beat => beat.At > beat.LastQuorumAt
                ? new Outcome.Delay($"HeartbeatOutOfTime: {beat.At} is ahead of the chain", clock.At(Moment(beat.At)))
                : new Outcome.Consumed(Final: false),
            QLStakeHub.NoSharesError => new Outcome.Delay("NoShares: nobody holds what the rewards would back", null),
            QLStakeHub.PolicyRevokedError revoked => new Outcome.Return($"PolicyRevoked: {revoked.PolicyHash}"),
            QLStakeHub.ApprovalExpiredError expired => new Outcome.Return(
                $"ApprovalExpired: at {Moment(expired.Expires):u}"
            ),
            QLStakeHub.ApprovalTooLongError early => new Outcome.Return(
                $"ApprovalTooLong: until {Moment(early.Expires):u}, expected at most {Moment(early.Latest):u}"
            ),
            QLStakeHub.NotEnoughApprovalsError few => new Outcome.Return(
                $"NotEnoughApprovals: {few.Valid} of {few.Needed}"
            ),
            QLStakeHub.InvalidProofError wrong => new Outcome.Return($"InvalidProof: for root {wrong.Root}"),
            QLStakeHub.AssetMismatchError wrong => new Outcome.Return(
                $"AssetMismatch: expected {wrong.Expected}, found {wrong.Found}"
            ),
            QLStakeHub.RootUnknownError unknown => new Outcome.Delay($"RootUnknown: {unknown.Root}", null),
            QLStakeHub.TargetHeldError held => Held(held.Target, held.Until, clock),
            QLStakeHub.PausedError paused => Paused(paused.Scope, paused.Until, clock),
            QLStakeHub.BucketExceededError full => Full(full.Available, full.RetryAt, clock),
            QLStakeHub.TooEarlyError early => new Outcome.Delay("TooEarly", At(early.From, clock)),
            _ => Other(error, reason),
        };

    private static Outcome Satellite(IAbiError? error, ReadOnlyMemory<byte> reason, ChainClock clock) =>
        error switch
        {
            QLStakeSatellite.LeafConsumedError
            or QLStakeSatellite.StakeReturnedAlreadyError
            or QLStakeSatellite.NothingToPayError
            or QLStakeSatellite.BatchEmptyError => new Outcome.Consumed(Final: false),
            QLStakeSatellite.InvalidProofError wrong => new Outcome.Return($"InvalidProof: for root {wrong.Root}"),
            QLStakeSatellite.AssetMismatchError wrong => new Outcome.Return(
                $"AssetMismatch: expected {wrong.Expected}, found {wrong.Found}"
            ),
            QLStakeSatellite.RefundMismatchError wrong => new Outcome.Return(
                $"RefundMismatch: refund {wrong.Refund} does not give stake {wrong.StakeId} back"
            ),
            QLStakeSatellite.RootUnknownError unknown => new Outcome.Delay($"RootUnknown: {unknown.Root}", null),
            QLStakeSatellite.TargetHeldError held => Held(held.Target, held.Until, clock),
            QLStakeSatellite.PausedError paused => Paused(paused.Scope, paused.Until, clock),
            QLStakeSatellite.BucketExceededError full => Full(full.Held, full.RetryAt, clock),
            _ => Other(error, reason),
        };

    private static Outcome.Delay Held(B256 target, ulong until, ChainClock clock) =>
        UntilLifted($"TargetHeld: guardians hold {target}", clock.At(Moment(until)), clock);

    private static Outcome.Delay Paused(byte scope, ulong until, ChainClock clock) =>
        UntilLifted($"Paused: {Scope(scope)}", clock.At(Moment(until)), clock);

    private static string Scope(byte scope) =>
        scope switch
        {
            PauseScope.Stakes => "stakes",
            PauseScope.Releases => "releases",
            PauseScope.Mints => "mints",
            PauseScope.Redemptions => "redemptions",
            _ => $"scope {scope}",
        };

    private static Outcome.Delay UntilLifted(string reason, DateTimeOffset lapses, ChainClock clock) =>
        new(reason, lapses < clock.Host + Lifted ? lapses : clock.Host + Lifted) { Named = lapses };

    private static Outcome.Delay Full(U256 held, U256 retryAt, ChainClock clock) =>
        retryAt.BitLength > LongestMoment
            ? new($"BucketExceeded: more than the bucket ever holds; it has {held}", clock.Host.AddMinutes(5))
            : new($"BucketExceeded: the bucket has {held}", At(retryAt, clock));

    private static Outcome.Delay Other(IAbiError? error, ReadOnlyMemory<byte> reason) =>
        new(error is null ? RevertWords.Describe(reason) : RevertWords.Name(error), null);

    private static DateTimeOffset At(U256 seconds, ChainClock clock) =>
        clock.At(Moment(seconds.BitLength > LongestMoment ? ulong.MaxValue : (ulong)seconds));

    private static DateTimeOffset Moment(ulong seconds) => ChainClock.Moment(seconds);
}
