using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Hosting;
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

    public static TState Fold<TState>(TState state, IEnumerable<object> events)
        where TState : class, IState<TState> => events.Aggregate(state, (folded, @event) => folded.Apply(@event));

    public static QueuedMint Queued(int round = 1) =>
        Fold(QueuedMint.Initial, QueueRule.Take(QueuedMint.Initial, Order(round: round), null, Now));

    public static QueuedMint Claimed(string batch = "b1") => Fold(Queued(), QueueRule.Claim(Queued(), batch, Now));

    public static OperationOrder OperationOrder(OperationKind kind = OperationKind.Release, int round = 1) =>
        new(new(kind, "operation-1", round), Lane.Source, Account, "0x1234");

    public static QueuedOperation QueuedOperation(int round = 1) =>
        Fold(
            QLStake.MintExecutor.QueuedOperation.Initial,
            QueueRule.Take(QLStake.MintExecutor.QueuedOperation.Initial, OperationOrder(round: round), null, Now)
        );

    public static QueuedOperation ClaimedOperation(string batch = "b1") =>
        Fold(QueuedOperation(), QueueRule.Claim(QueuedOperation(), batch, Now));

    public static Batch PreparedOperation(ulong nonce = 7, string id = "b1") =>
        Batch.Initial.Apply(
            new BatchPrepared(id, Lane.Source, Account, nonce, [], Attempt(1), Now)
            {
                Operation = OperationOrder().Name,
            }
        );

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
