using QLStake.Contracts;
using QLStake.MessageRouter;
using QLStake.Protocol.Messages;

namespace QLStake.Tests.MessageRouter;

/// <summary>Stakes that share a message: queued on Avalanche in blocks of their own, flushed, and on their way.</summary>
internal sealed class ManyStory(int count, uint generation = 0, int message = 2)
{
    public static B256 Key { get; } = BatchKey.Of(MessageKind.Stake, Story.Ethereum, Story.Hub, Address.Zero);

    public IReadOnlyList<StakeItem> Items { get; } =
    [
        .. Enumerable
            .Range(0, count)
            .Select(index => Story.Item with { Nonce = 100ul * generation + (ulong)index, Index = (uint)index }),
    ];

    public MessageId Message { get; } = new(Story.Hash(message));

    public LeafTree Tree => new([.. Items.Select(item => Leaf.IdOf(item).Value)]);

    public string RootStream => StreamNames.Of(Message);

    public string BatchStream => StreamNames.OfBatch(Story.Avalanche, Story.Satellite, Key, generation);

    public Fact Sent =>
        new RootSent(
            Message,
            Tree.Root,
            MessageKind.Stake,
            Address.Zero,
            (uint)count,
            new(1000ul * (ulong)count),
            Story.Ethereum,
            Story.Hub
        );

    /// <summary>The block in which one of them is queued.</summary>
    public BlockObserved Queued(int index) =>
        Story.Observed(Story.Avalanche, 1 + (ulong)index, 1000 + index, QueuedFact(index));

    public Fact QueuedFact(int index) =>
        new StakeQueued(Leaf.IdOf(Items[index]), Items[index], Story.Alice, Key, generation, new(10), new(2));

    /// <summary>The block in which the batch leaves.</summary>
    public BlockObserved Flushed(int hash = 100) =>
        Story.Observed(
            Story.Avalanche,
            (ulong)count + 10,
            hash,
            new BatchFlushed(Key, Tree.Root, Story.Bob, new(40), new(30)),
            new MessageSent(Message, Story.Lane, 300, Story.Satellite, Story.Hub, 200_000),
            Sent
        );

    public BlockObserved Arrived(int hash = 201) =>
        Story.Observed(
            Story.Ethereum,
            51,
            hash,
            new MessageExecuted(Message, Story.Lane, 300, ExecutionState.Success, "0x", 90_000),
            new RootReceived(
                Message,
                Tree.Root,
                Story.Avalanche,
                Story.Satellite,
                MessageKind.Stake,
                Address.Zero,
                (uint)count,
                new(1000ul * (ulong)count)
            )
        );

    public ChainFinalized Final => Story.FinalTo(Story.Avalanche, (ulong)count + 10);

    /// <summary>All of it, up to the asking of the guards.</summary>
    public Given Play(Given given)
    {
        for (var index = 0; index < count; index++)
            given.When(Queued(index));
        return given.When(Flushed()).When(Story.CommitBlock()).When(Arrived()).When(Final);
    }
}
