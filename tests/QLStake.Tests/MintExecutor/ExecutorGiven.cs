using QLStake.Contracts;
using QLStake.Evm;
using QLStake.MintExecutor;
using QLStake.Protocol.Messages;

namespace QLStake.Tests.MintExecutor;

/// <summary>Orders, batches and what a chain says of them.</summary>
internal static class ExecutorGiven
{
    public static readonly Lane Lane = new(new(14767482510784806043), new(16015286601757825753));
    public static readonly Address Account = Address.Parse("0x00000000000000000000000000000000000000e1");
    public static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static ExecuteMint Order(ulong nonce = 1, int round = 1)
    {
        var address = Address.Parse("0x00000000000000000000000000000000000000a1");
        var item = new StakeItem(Lane, address, address, Address.Zero, new(5UL), address, address, nonce, Index: 0);
        var id = Leaf.IdOf(item);
        return new(id, round, item, id.Value, [], []);
    }

    public static QueuedMint Fold(QueuedMint mint, IEnumerable<object> events) =>
        events.Aggregate(mint, (state, @event) => state.Apply(@event));

    public static QueuedMint Queued(int round = 1) =>
        Fold(QueuedMint.Initial, QueueRule.Take(QueuedMint.Initial, Order(round: round), null, Now));

    public static QueuedMint Claimed(string batch = "b1") => Fold(Queued(), QueueRule.Claim(Queued(), batch, Now));

    public static Attempt Attempt(byte number, ulong gwei = 10) =>
        new(Hash(number), "0x", new((U256)gwei * 1_000_000_000UL), new(1_000_000_000UL));

    public static Batch Prepared(ulong nonce = 7, string id = "b1") =>
        Batch.Initial.Apply(
            new BatchPrepared(id, Lane.Destination, Account, nonce, [new(Order().StakeId, 1)], Attempt(1), Now)
        );

    public static Batch Sent(ulong nonce = 7) => Prepared(nonce).Apply(new BatchSent("b1", Hash(1), Now));

    public static Batch Mined(TransactionReceipt receipt, ulong nonce = 7) =>
        Sent(nonce)
            .Apply(
                new BatchMined("b1", receipt.TransactionHash, receipt.BlockNumber, receipt.BlockHash, true, 1, new(1UL))
            );

    public static TransactionReceipt Receipt(byte transaction = 1, ulong block = 100, byte fork = 0) =>
        new(
            Hash(transaction),
            0,
            Keccak.Hash([(byte)block, fork]),
            block,
            Account,
            Account,
            null,
            true,
            100_000,
            1UL,
            null,
            []
        );

    public static B256 Hash(byte number) => Keccak.Hash([number]);
}
