using System.Text.Json.Serialization;
using QLStake.Contracts;
using QLStake.Hosting;
using QLStake.Protocol.Messages;

namespace QLStake.MessageRouter;

/// <summary>A leaf in its batch: a stake's on a satellite, a refund's on a hub.</summary>
public sealed record BatchLeaf(B256 Hash, uint Index, StakeId Stake);

/// <summary>
/// One generation of a contract's open batch: stream <c>batch-{selector}-{contract}-{key}-{generation}</c>. Its leaves stand
/// here once, and so does the root they left in.
/// </summary>
public sealed record Batch(SeenBlocks Seen) : IState<Batch>, IShown
{
    public static Batch Initial { get; } = new(SeenBlocks.None);

    /// <summary>In the order of their index.</summary>
    [JsonIgnore]
    public IReadOnlyList<BatchLeaf> Leaves =>
        [
            .. Seen.All<StakeQueued>()
                .Select(seen => new BatchLeaf(seen.Fact.StakeId.Value, seen.Fact.Item.Index, seen.Fact.StakeId))
                .Concat(
                    Seen.All<StakeRefunded>()
                        .Select(seen => new BatchLeaf(seen.Fact.RefundLeaf, seen.Fact.Item.Index, seen.Fact.StakeId))
                )
                .OrderBy(leaf => leaf.Index),
        ];

    /// <summary>The root its leaves left in; null while it is open.</summary>
    [JsonIgnore]
    public Seen<RootSent>? Sent => Seen.Latest<RootSent>();

    public Batch Apply(object @event) => new(Seen.Apply(@event));

    /// <summary>The tree of all leaves, or null while one of them is not seen.</summary>
    public LeafTree? Tree()
    {
        var leaves = Leaves;
        return leaves.Count > 0 && leaves.Select((leaf, place) => leaf.Index == place).All(inPlace => inPlace)
            ? new([.. leaves.Select(leaf => leaf.Hash)])
            : null;
    }

    /// <summary>Whether these leaves are what left in a root.</summary>
    public bool Is(RootSent sent) => Tree() is { } tree && tree.Count == sent.Count && tree.Root == sent.Root;

    public IEnumerable<object> Documents(string stream) => [BatchView.Of(stream, this)];
}

/// <summary>A batch as a row.</summary>
/// <param name="Id">Its stream.</param>
/// <param name="OpenedAt">The block time of its first leaf.</param>
/// <param name="Root">The stream of the message it left in; null while it is open.</param>
public sealed record BatchView(string Id, int Leaves, DateTimeOffset? OpenedAt, string? Root)
{
    public static BatchView Of(string stream, Batch batch) =>
        new(
            stream,
            batch.Leaves.Count,
            batch.Seen.Canonical.Select(block => (DateTimeOffset?)BlockTime.Of(block.Block!)).Min(),
            batch.Sent is { } sent ? StreamNames.Of(sent.Fact.MessageId) : null
        );
}
