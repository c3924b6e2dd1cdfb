using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.MessageRouter;

/// <summary>
/// 256 sequence numbers of a lane: where a message of ours and the commits and executions that name only its number
/// find each other, whichever comes first. Stream <c>sequences-{lane}-{page}</c>.
/// </summary>
public sealed record SequencePage(SeenBlocks Seen) : IState<SequencePage>
{
    public const ulong Size = 256;

    public static SequencePage Initial { get; } = new(SeenBlocks.None);

    public SequencePage Apply(object @event) => new(Seen.Apply(@event));

    public static ulong PageOf(ulong sequenceNumber) => sequenceNumber / Size;

    /// <summary>Our messages on this page.</summary>
    public IEnumerable<ICcipMessage> Messages() => Of(Seen.Canonical.SelectMany(block => block.Facts));

    public static IEnumerable<ICcipMessage> Of(IEnumerable<ChainFact> facts) =>
        facts.Select(fact => fact.Fact).OfType<ICcipMessage>();

    /// <summary>What has to be taken back from a message that comes back after a reorg of its own.</summary>
    public IEnumerable<BlockOrphaned> Orphaned() =>
        from block in Seen.Blocks
        where block.Value.Block is null
        select new BlockOrphaned(block.Value.Chain, block.Key, block.Value.Position);

    /// <summary>What the destination chain says about a sequence number, block by block.</summary>
    public IEnumerable<FactsObserved> ArrivalsOf(ulong sequenceNumber) =>
        from block in Seen.Canonical
        let facts = block.Facts.Where(fact => Concerns(fact.Fact, sequenceNumber)).ToList()
        where facts.Count > 0
        select new FactsObserved(block.Chain, block.Block!, block.Position, facts);

    private static bool Concerns(Fact fact, ulong sequenceNumber) =>
        fact switch
        {
            RootCommitted commit => commit.MinSequenceNumber <= sequenceNumber
                && sequenceNumber <= commit.MaxSequenceNumber,
            MessageExecuted executed => executed.SequenceNumber == sequenceNumber,
            _ => false,
        };
}
