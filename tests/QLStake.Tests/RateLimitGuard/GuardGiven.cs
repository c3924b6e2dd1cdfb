using QLStake.Contracts;
using QLStake.Protocol.Messages;
using QLStake.RateLimitGuard;

namespace QLStake.Tests.RateLimitGuard;

/// <summary>A lane, a policy and stakes to ask about.</summary>
internal static class GuardGiven
{
    public static readonly Lane Lane = new(new(14767482510784806043), new(16015286601757825753));
    public static readonly Address Satellite = Address.Parse("0x00000000000000000000000000000000000000a1");
    public static readonly Address Hub = Address.Parse("0x00000000000000000000000000000000000000b1");
    public static readonly Address Signer = Address.Parse("0x00000000000000000000000000000000000000c1");
    public static readonly DateTimeOffset HubTime = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
    public static readonly DateTimeOffset Now = HubTime.AddSeconds(3);

    public static LaneLimits Limits(ulong capacity = 100, ulong refill = 10, ulong cap = 60) =>
        new(Lane, Address.Zero, new(capacity), new(refill), new(cap));

    public static Policy Policy(params LaneLimits[] lanes) => new(TimeSpan.FromMinutes(30), lanes);

    public static StakeItem Item(ulong amount, ulong nonce = 1) =>
        new(Lane, Satellite, Hub, Address.Zero, new(amount), Signer, Signer, nonce, Index: 0);

    public static ApproveMint Asked(ulong amount = 50, ulong nonce = 1, int round = 1)
    {
        var item = Item(amount, nonce);
        var id = Leaf.IdOf(item);
        return new(
            id,
            round,
            item,
            id.Value,
            [],
            new(default, 7, new(5, default, 1_799_999_000), default, LeafCount: 1)
        );
    }

    public static Mint Taken(ApproveMint message, Mint? before = null) =>
        Fold(
            before ?? Mint.Initial,
            QLStake.RateLimitGuard.Asking.Take(
                before ?? Mint.Initial,
                message,
                AskingRule.Problem(message),
                Signer,
                Now
            )
        );

    public static Mint Fold(Mint mint, IEnumerable<object> events) =>
        events.Aggregate(mint, (state, @event) => state.Apply(@event));

    public static Verification Proven(DateTimeOffset? hubTime = null) =>
        new Verification.Proven(hubTime ?? HubTime, SourceFinalized: 9);

    /// <summary>Decides and folds, as the wake does.</summary>
    public static (Mint Mint, Bucket Bucket, Ruling Ruling, IReadOnlyList<object> Events) Answered(
        Policy policy,
        Bucket bucket,
        Mint mint,
        Verification verification,
        DateTimeOffset? now = null
    )
    {
        var (reservation, ruling) = MintGuard.Decide(policy, bucket, mint, verification, now ?? Now);
        var events = Answer.Of(mint, verification, reservation, ruling, Signer, policy.Hash, "0x").ToList();
        return (Fold(mint, events), reservation is null ? bucket : bucket.Apply(reservation), ruling, events);
    }
}
