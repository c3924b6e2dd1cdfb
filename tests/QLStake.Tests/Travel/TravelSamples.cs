using QLStake.ChainWatcher;
using QLStake.Contracts;
using QLStake.Hosting;
using QLStake.Tests.MessageRouter;

namespace QLStake.Tests.Travel;

/// <summary>One of everything that travels between services or is kept by what they all share, by its wire name.</summary>
internal static class TravelSamples
{
    private static readonly B256 Tx = Story.Hash(40);
    private static readonly MintApproved Approved = new(
        Story.Id,
        1,
        Story.Guardians[0],
        Story.Id.Value,
        1_769_860_800,
        Story.Hash(8),
        "0x1b"
    );
    private static readonly Cursor Cursor = new("7", 12, Story.Hash(12), 1_769_860_000, 10);

    public static IReadOnlyList<Fact> Facts { get; } =
    [
        Story.Locked,
        new StakeLocked(Story.Id, Story.Item, Story.Alice, Story.Bob, new(10), new(2), new(3)),
        Story.Sent,
        Story.Accepted,
        Story.Committed,
        Story.Executed(),
        Story.Received,
        Story.Minted,
        new MintSkipped(Story.Id, "0x1234"),
        new MintsPaused(Story.Alice, Story.Noon),
        new MintsUnpaused(Story.Alice),
        new TransferSent(
            Story.Message,
            Story.Lane,
            300,
            Story.Alice,
            Story.Bob,
            Story.Hub,
            new(500),
            4,
            0,
            Story.Alice,
            new(3)
        ),
        new TransferArrived(Story.Message, Story.Lane, Story.Satellite, Story.Bob, new(500)),
        new MessageSent(Story.Message, Story.Lane, 300, Story.Satellite, Story.Hub, 200_000, Story.Alice, new(9)),
        new StakeQueued(Story.Id, Story.Item, Story.Alice, Story.Hash(7), 3, new(10), new(2)),
        new BatchFlushed(Story.Hash(7), Story.Hash(8), Story.Alice, new(40), new(30)),
        new StakeRefunded(Story.Id, Story.Hash(6), Story.Id.Value, Back, Story.Hash(7), 3),
        new Redeemed(Story.Hash(6), Story.Alice, Story.Bob, new(990), Back),
        new Released(Story.Hash(6), Story.Hash(8), Story.Bob, Address.Zero, new(1000)),
        new StakeReturned(Story.Id, Story.Hash(6), Story.Alice, Address.Zero, new(1000)),
        new StakeReturned(Story.Id, null, Story.Alice, Address.Zero, new(1000)),
        new PaidOut(Story.Hash(6), Story.Alice, Address.Zero, new(600)),
        new PayoutFailed(Story.Hash(6), Story.Alice, Address.Zero, new(600)),
        new RestWaits(Story.Hash(6), new(400)),
        new Claimed(Story.Alice, Address.Zero, Story.Bob, new(600)),
        new RewardsFunded(Story.Hash(6), Story.Alice, Story.Item, new(10)),
        new RewardsCredited(Story.Hash(6), Story.Hash(6), Story.Bob, new(1000), Story.Noon),
        new QuorumSeen(Story.Noon),
        new BackingLost(Story.Bob, Story.Avalanche, Story.Alice, Address.Zero, new(7)),
        new FloatMoved(MoneyFlow.In, Story.Alice, new(5)),
        new SubsidyMoved(MoneyFlow.Out, Story.Alice, new(5)),
        new FeesWithdrawn(Address.Zero, Story.Alice, new(5)),
        new LossRecorded(Address.Zero, new(7)),
        new TokenPriced(Story.Bob, 15_000_000_000_000_000_000UL),
    ];

    private static ReleaseItem Back =>
        new(
            new(Story.Ethereum, Story.Avalanche),
            Story.Hub,
            Story.Satellite,
            Address.Zero,
            new(1000),
            Story.Alice,
            Story.Alice,
            7,
            2
        );

    private static HeartbeatSigned Beat => new(Story.Ethereum, Story.Hub, 1_769_860_800, Story.Guardians[0], "0x1b");

    private static RefundApproved Refund => new(Story.Id, 1, Story.Guardians[0], Story.Id.Value, 1_769_860_800, "0x1b");

    public static IReadOnlyDictionary<string, object> Messages { get; } =
        new object[]
        {
            new BlockObserved(
                Story.Avalanche,
                Story.Block(10, 100),
                [new(Tx, 3, new(21_000, new(5), Story.Alice), Story.Locked)]
            ),
            new ChainFinalized(Story.Avalanche, Story.Block(10, 100)),
            new ChainReorged(Story.Avalanche, Story.Block(9, 99), [Story.Hash(100)]),
            new ApproveMint(
                Story.Id,
                1,
                Story.Item,
                Story.Id.Value,
                [Story.Hash(5)],
                new(Story.Message, 300, Story.Block(10, 100), Tx, 1)
            ),
            Approved,
            new MintDeferred(Story.Id, 1, Story.Guardians[0], Story.Noon, "full"),
            new MintHeld(Story.Id, 1, Story.Guardians[0], "above the cap"),
            new MintRejected(Story.Id, 1, Story.Guardians[0], "no such lock"),
            new MintNotYetProvable(Story.Id, 1, Story.Guardians[0], Story.Noon, "the root"),
            new ExecuteMint(Story.Id, 1, Story.Item, Story.Id.Value, [Story.Hash(5)], [Approved]),
            new MintSubmitted(Story.Id, 1, Tx, "batch"),
            new MintPostponed(Story.Id, 1, "paused", Story.Noon),
            new MintReturned(Story.Id, 1, "expired"),
            new ApproveRefund(
                Story.Id,
                1,
                Story.Item,
                Story.Id.Value,
                [Story.Hash(5)],
                new(Story.Message, 300, Story.Block(10, 100), Tx, 1),
                "above the cap"
            ),
            Refund,
            new RefundRefused(Story.Id, 1, Story.Guardians[0], "not rejected", Story.Noon),
            new SignHeartbeat(Story.Ethereum, Story.Hub, 1_769_860_800),
            Beat,
            new ExecuteRefund(Story.Id, 1, Story.Item, Story.Id.Value, [Story.Hash(5)], [Refund]),
            new ExecuteRelease(
                Story.Hash(6),
                1,
                Back,
                Story.Hash(8),
                [Story.Hash(5)],
                new(Story.Item, Story.Id.Value, [])
            ),
            new ExecuteRest(Story.Hash(6), 2, Story.Avalanche, Story.Satellite),
            new ExecuteRewards(Story.Hash(6), 1, Story.Item, Story.Hash(6), [Approved]),
            new ExecuteHeartbeat(Story.Ethereum, Story.Hub, 1_769_860_800, [Beat]),
            new OperationSubmitted("release-0x06", 1, Tx),
            new OperationPostponed("release-0x06", 1, "held", Story.Noon),
            new OperationReturned("refund-0x01", 1, "expired"),
        }.ToDictionary(message => MessageNames.Of(message.GetType()));

    /// <summary>Events that stay at home but are read for as long as their logs, by type; the watcher's others are messages.</summary>
    public static IReadOnlyDictionary<Type, object> Kept { get; } =
        new object[]
        {
            new EpochClosed(Story.Avalanche, "20260131", Cursor, [Story.Block(11, 11)]),
            new EntryParked(7, 5, "block-observed.v1", "why", "cause", Story.Noon),
            new EntryReplayed(7, Story.Noon),
        }.ToDictionary(kept => kept.GetType());
}
