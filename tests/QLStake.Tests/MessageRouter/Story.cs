using QLStake.Contracts;
using QLStake.MessageRouter;

namespace QLStake.Tests.MessageRouter;

/// <summary>One stake from Avalanche to Ethereum, and everything that can be said about it.</summary>
internal static class Story
{
    public static readonly ChainSelector Avalanche = new(14767482510784806043);
    public static readonly ChainSelector Ethereum = new(16015286601757825753);
    public static readonly Lane Lane = new(Avalanche, Ethereum);
    public static readonly Address Satellite = Address.FromSpan(Repeat(20, 0xA1));
    public static readonly Address Hub = Address.FromSpan(Repeat(20, 0xB1));
    public static readonly Address Alice = Address.FromSpan(Repeat(20, 0xC1));
    public static readonly Address Bob = Address.FromSpan(Repeat(20, 0xC2));
    public static readonly Address[] Guardians =
    [
        .. Enumerable.Range(1, 5).Select(i => Address.FromSpan(Repeat(20, (byte)i))),
    ];
    public static readonly StakeId Id = new(Hash(1));
    public static readonly MessageId Message = new(Hash(2));
    public static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
    public static readonly StakeItem Item = new(Lane, Satellite, Hub, Address.Zero, new(1000), Bob, Alice, 7, 0);

    public static readonly string StakeStream = StreamNames.Of(Id);
    public static readonly string RootStream = StreamNames.Of(Message);

    public static readonly RouterSettings OneGuard = Settings(1, 1);

    public static RouterSettings Settings(int k, int n) =>
        new(
            Guardians[..n],
            k,
            TimeSpan.FromSeconds(30),
            TimeSpan.FromMinutes(10),
            TimeSpan.FromSeconds(1),
            new Dictionary<ChainSelector, Address> { [Avalanche] = Satellite }
        )
        {
            Chains = new HashSet<ChainSelector> { Avalanche, Ethereum },
            Hubs = new Dictionary<ChainSelector, Address> { [Ethereum] = Hub },
        };

    public static B256 Hash(int n)
    {
        Span<byte> bytes = stackalloc byte[32];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(bytes[28..], n);
        return B256.FromSpan(bytes);
    }

    public static BlockRef Block(ulong number, int hash) =>
        new(number, Hash(hash), (ulong)Noon.ToUnixTimeSeconds() + number);

    public static Fact Locked => new StakeLocked(Id, Item, Alice, Address.Zero, new(10), new(2));
    public static Fact Sent =>
        new RootSent(Message, Id.Value, MessageKind.Stake, Address.Zero, 1, new(1000), Ethereum, Hub);
    public static Fact Accepted => new MessageSent(Message, Lane, 300, Satellite, Hub, 200_000);
    public static Fact Committed => new RootCommitted(Lane, 250, 301, Hash(9));
    public static Fact Received =>
        new RootReceived(Message, Id.Value, Avalanche, Satellite, MessageKind.Stake, Address.Zero, 1, new(1000));
    public static Fact Minted => new Minted(Id, Id.Value, Bob, Address.Zero, new(1000), new(990), Hash(8));

    public static Fact Executed(ExecutionState state = ExecutionState.Success) =>
        new MessageExecuted(Message, Lane, 300, state, state == ExecutionState.Failure ? "0x1234" : "0x", 90_000);

    public static BlockObserved Observed(ChainSelector chain, ulong number, int hash, params Fact[] facts) =>
        new(
            chain,
            Block(number, hash),
            [.. facts.Select((fact, i) => new ChainFact(Hash(5000 + hash), (uint)i, new(21_000, new(5), Alice), fact))]
        );

    public static BlockObserved LockBlock(int hash = 100) => Observed(Avalanche, 10, hash, Locked, Accepted, Sent);

    public static BlockObserved CommitBlock(int hash = 200) => Observed(Ethereum, 50, hash, Committed);

    public static BlockObserved ArrivalBlock(int hash = 201) => Observed(Ethereum, 51, hash, Executed(), Received);

    public static BlockObserved MintBlock(int hash = 202) => Observed(Ethereum, 52, hash, Minted);

    public static ChainFinalized FinalTo(ChainSelector chain, ulong number) => new(chain, Block(number, 9000));

    public static ChainReorged Orphaned(ChainSelector chain, params int[] hashes) =>
        new(chain, Block(1, 9001), [.. hashes.Select(Hash)]);

    public static VerdictGiven Approval(int guardian, long position, int round = 1, ulong expires = 5000) =>
        Verdict(guardian, VerdictKind.Approved, position, round) with
        {
            Approval = new(Id, round, Guardians[guardian], Id.Value, expires, Hash(8), "0xab"),
        };

    public static VerdictGiven Verdict(int guardian, VerdictKind kind, long position, int round = 1) =>
        new(
            Guardians[guardian],
            round,
            kind,
            kind == VerdictKind.Approved ? null : $"{kind}",
            kind is VerdictKind.Deferred or VerdictKind.NotYetProvable ? Noon.AddMinutes(5 + guardian) : null,
            null,
            position,
            Noon
        );

    public static ExecutionReported Report(ReportKind kind, long position, int round = 1) =>
        new(
            round,
            kind,
            kind == ReportKind.Submitted ? Hash(7) : null,
            kind == ReportKind.Submitted ? "batch-1" : null,
            kind == ReportKind.Submitted ? null : "MintingPaused()",
            kind == ReportKind.Submitted ? null : Noon.AddMinutes(1),
            position,
            Noon
        );

    private static byte[] Repeat(int length, byte value) => [.. Enumerable.Repeat(value, length)];
}
