using System.Collections.Immutable;
using QLStake.Contracts;
using QLStake.Hosting;
using QLStake.Protocol.Messages;

namespace QLStake.RateLimitGuard;

internal enum MintStanding
{
    Unknown,
    Looking,
    Unprovable,
    Deferred,
    Held,
    Rejected,
    Approved,
    Consumed,
}

/// <summary>What the guard knows of one stake.</summary>
/// <param name="Asking">What is to be answered, or was last.</param>
/// <param name="Known">Fingerprints of all askings taken in.</param>
/// <param name="Reservation">Its place in the lane's bucket; it has at most one, for good unless it is rejected.</param>
/// <param name="SignedRoot">What an approval was signed for: no other root is ever signed.</param>
/// <param name="Looks">Looks in a row that changed nothing.</param>
/// <param name="Reason">Why it is not approved.</param>
/// <param name="Decision">What a human decided when it was held.</param>
/// <param name="IsRefunded">A refund was signed: a mint never is, from then on.</param>
internal sealed record Mint(
    MintStanding Standing,
    MintAsked? Asking,
    ImmutableHashSet<B256> Known,
    CapacityReserved? Reservation,
    B256? SignedRoot,
    int Looks,
    DateTimeOffset? LockAbsentSince,
    string? Reason,
    ulong? Expires,
    DateTimeOffset? WakeAt,
    HoldDecided? Decision = null,
    bool IsRefunded = false
) : IState<Mint>, IWaits, IShown
{
    public static Mint Initial { get; } =
        new(MintStanding.Unknown, null, ImmutableHashSet<B256>.Empty, null, null, 0, null, null, null, null);

    public const string Prefix = "mint-";

    public static string Stream(StakeId stake) => $"{Prefix}{stake}";

    public Mint Apply(object @event) =>
        @event switch
        {
            MintAsked asked => this with
            {
                Standing = MintStanding.Looking,
                Asking = asked,
                Known = Known.Add(asked.Fingerprint),
                Looks = 0,
                LockAbsentSince = null,
                Reason = null,
                WakeAt = asked.At,
            },
            AskingRefuted refuted => this with { Known = Known.Add(refuted.Fingerprint), Reason = refuted.Reason },
            LockProven => this with { Looks = 0, LockAbsentSince = null },
            ProofMissing missing => this with
            {
                Standing = MintStanding.Unprovable,
                Looks = missing.Looks,
                LockAbsentSince = missing.LockAbsentSince,
                Reason = missing.Missing,
                WakeAt = missing.RetryAt,
            },
            CapacityReserved reserved => this with { Reservation = reserved },
            CapacityGivenBack => this with { Reservation = null },
            Approved approved => Answered(MintStanding.Approved, null) with
            {
                SignedRoot = approved.Root,
                // A policy of shorter approvals ends none that was signed before.
                Expires = Math.Max(Expires ?? 0, approved.Expires),
            },
            Deferred deferred => Answered(MintStanding.Deferred, deferred.Reason) with { WakeAt = deferred.WakeAt },
            Held held => Answered(MintStanding.Held, held.Reason),
            Rejected rejected => Answered(MintStanding.Rejected, rejected.Reason),
            HoldStands stands => this with { Looks = stands.Looks, WakeAt = stands.LookAt },
            HoldDecided decided => this with
            {
                Decision = decided,
                Standing = decided.Verdict == HoldVerdict.Release ? MintStanding.Looking : Standing,
                WakeAt = decided.Verdict == HoldVerdict.Release ? decided.At : WakeAt,
            },
            MintRuledOut => this with { IsRefunded = true },
            LeafFoundConsumed => Answered(MintStanding.Consumed, null),
            _ => this,
        };

    public IEnumerable<object> Documents(string stream) =>
        Asking is null
            ? [new MintView(stream, Standing, null, null, Reason, null, null, Looks)]
            :
            [
                new MintView(
                    stream,
                    Standing,
                    Asking.Round,
                    Asking.Item,
                    Reason,
                    Reservation?.Until,
                    Standing is MintStanding.Approved ? Expires : null,
                    Looks
                )
                {
                    AskedAt = Asking.At,
                },
            ];

    private Mint Answered(MintStanding standing, string? reason) =>
        this with
        {
            Standing = standing,
            Reason = reason,
            WakeAt = null,
        };
}
