using System.Buffers.Binary;
using QLStake.Contracts;

namespace QLStake.IntegrationTests.MessageRouter;

/// <summary>Numbered stakes from Avalanche to Ethereum, and what the chains, the guard and the executor say about them.</summary>
internal static class Stakes
{
    public static readonly ChainSelector Avalanche = new(14767482510784806043);
    public static readonly ChainSelector Ethereum = new(16015286601757825753);
    public static readonly Lane Lane = new(Avalanche, Ethereum);
    public static readonly Address Satellite = AddressOf(1);
    public static readonly Address Hub = AddressOf(2);
    public static readonly Address Guardian = AddressOf(3);
    private const ulong Start = 1_780_000_000;

    public static StakeId Id(int n) => new(Hash(1, n));

    public static MessageId Message(int n) => new(Hash(2, n));

    public static Address Receiver(int n) => AddressOf(1000 + n);

    public static B256 LockTx(int n) => Hash(3, (int)LockHeight(n));

    public static ulong LockHeight(int n) => 1000 + (ulong)n;

    public static ulong SequenceNumber(int n) => 70_000 + (ulong)n;

    public static BlockObserved Lock(int n)
    {
        var item = new StakeItem(Lane, Satellite, Hub, Address.Zero, new(5000), Receiver(n), AddressOf(4), (ulong)n, 0);
        return Block(
            Avalanche,
            LockHeight(n),
            new StakeLocked(Id(n), item, AddressOf(4), Address.Zero, new(10), new(2)),
            new MessageSent(Message(n), Lane, SequenceNumber(n), Satellite, Hub, 200_000),
            new RootSent(Message(n), Id(n).Value, MessageKind.Stake, Address.Zero, 1, new(5000), Ethereum, Hub)
        );
    }

    public static BlockObserved Commit(int n) =>
        Block(Ethereum, Height(n), new RootCommitted(Lane, SequenceNumber(n), SequenceNumber(n), Hash(4, n)));

    public static BlockObserved Arrive(int n) =>
        Block(
            Ethereum,
            Height(n) + 1,
            new MessageExecuted(Message(n), Lane, SequenceNumber(n), ExecutionState.Success, "0x", 90_000),
            new RootReceived(
                Message(n),
                Id(n).Value,
                Avalanche,
                Satellite,
                MessageKind.Stake,
                Address.Zero,
                1,
                new(5000)
            )
        );

    public static BlockObserved Mint(int n) =>
        Block(
            Ethereum,
            Height(n) + 2,
            new Minted(Id(n), Id(n).Value, Receiver(n), Address.Zero, new(5000), new(4990), Hash(5, 0))
        );

    public static ChainReorged Orphan(BlockObserved block) =>
        new(block.Chain, new(block.Block.Number - 1, Hash(6, 0), Start), [block.Block.Hash]);

    public static ChainFinalized Final(ChainSelector chain, ulong height) => new(chain, new(height, Hash(7, 0), Start));

    public static MintApproved Approval(int n, int round = 1) =>
        new(Id(n), round, Guardian, Id(n).Value, Start + 3600, Hash(5, 0), "0xabcd");

    public static MintSubmitted Submitted(int n) => new(Id(n), 1, Hash(8, n), $"batch-{n}");

    public static ulong Height(int n) => 5000 + 10 * (ulong)n;

    private static BlockObserved Block(ChainSelector chain, ulong number, params Fact[] facts) =>
        new(
            chain,
            new(number, Hash(9, (int)number), Start + number),
            [
                .. facts.Select(
                    (fact, i) => new ChainFact(Hash(3, (int)number), (uint)i, new(21_000, new(5), Guardian), fact)
                ),
            ]
        );

    private static Address AddressOf(int n)
    {
        Span<byte> bytes = stackalloc byte[20];
        BinaryPrimitives.WriteInt32BigEndian(bytes[16..], n);
        return Address.FromSpan(bytes);
    }

    private static B256 Hash(int kind, int n)
    {
        Span<byte> bytes = stackalloc byte[32];
        BinaryPrimitives.WriteInt32BigEndian(bytes, kind);
        BinaryPrimitives.WriteInt32BigEndian(bytes[28..], n);
        return B256.FromSpan(bytes);
    }
}
