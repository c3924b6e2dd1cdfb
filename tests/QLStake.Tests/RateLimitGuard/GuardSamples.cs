using QLStake.Protocol.Messages;
using QLStake.RateLimitGuard;
using static QLStake.Tests.RateLimitGuard.GuardGiven;

namespace QLStake.Tests.RateLimitGuard;

/// <summary>One event of each kind, as the frozen files hold them.</summary>
internal static class GuardSamples
{
    public static IReadOnlyList<object> Events { get; } = [.. Make()];

    private static IEnumerable<object> Make()
    {
        var asking = Taken(Asked()).Asking!;
        var (stake, hash) = (asking.StakeId, Keccak.Empty);
        yield return asking;
        yield return new AskingRefuted(stake, 1, Signer, hash, "The proof does not lead there.", Now);
        yield return new LockProven(stake, 1, HubTime, SourceFinalized: 9);
        yield return new ProofMissing(stake, 1, Signer, "the hub has not received it", 2, Now, Now, News: true);
        yield return new CapacityReserved(stake, new(50UL), HubTime.AddSeconds(2), new(120UL), HubTime);
        yield return new CapacityGivenBack(stake, new(50UL), new(70UL));
        yield return new Approved(stake, 1, Signer, asking.Root, 1_800_001_800, hash, "0x1234");
        yield return new Deferred(stake, 1, Signer, HubTime.AddSeconds(2), "full", hash, Now, News: true);
        yield return new Held(stake, 1, Signer, "above the cap", hash);
        yield return new Rejected(stake, 1, Signer, "No such lock", hash);
        yield return new LeafFoundConsumed(stake, 1);
        yield return new HoldStands(stake, 1, 2, Now);
        yield return new HoldDecided(
            stake,
            1,
            HoldVerdict.Reject,
            Signer,
            "a sanctioned receiver",
            1_800_000_000,
            "0x1234",
            Now
        );
        yield return new RefundAsked(
            stake,
            1,
            asking.Item,
            asking.Root,
            asking.Proof,
            asking.Evidence,
            "above the cap",
            hash,
            Now
        );
        yield return new RefundSigned(stake, 1, Signer, asking.Root, 1_800_001_800, "0x1234");
        yield return new MintRuledOut(stake);
        yield return new RefundWithheld(stake, 1, Signer, "not rejected", 2, Now, News: true);
        yield return new RefundFoundConsumed(stake, 1);
        yield return new HeartbeatWanted(Lane.Destination, Hub, 1_800_000_000, Now);
        yield return new HeartbeatGiven(Lane.Destination, Hub, 1_800_000_000, Signer, "0x1234");
        yield return new HeartbeatWithheld(Lane.Destination, 1_800_000_000, "no quorum");
    }
}
