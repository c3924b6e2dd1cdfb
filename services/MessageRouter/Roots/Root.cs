using System.Text.Json.Serialization;
using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.MessageRouter;

/// <summary>The root left in a block that is final on its source chain, and with it the locks of all its leaves.</summary>
/// <param name="UpTo">The finalized height that covered it.</param>
public sealed record RootFinalized(ChainSelector Chain, ulong UpTo, DateTimeOffset At);

/// <summary>The batch whose leaves left in this root is found.</summary>
/// <param name="Batch">Its stream.</param>
public sealed record RootBound(string Batch);

/// <summary>
/// A CCIP message of ours and the root it carries: stream <c>root-{messageId}</c>. What happens to the message is
/// written here once, however many stakes it holds.
/// </summary>
/// <param name="Batch">The stream of the batch it left from; null for a root that left alone.</param>
public sealed record Root(
    SeenBlocks Seen,
    ulong? FinalizedTo,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Batch = null
) : IState<Root>, IShown
{
    public static Root Initial { get; } = new(SeenBlocks.None, null);

    [JsonIgnore]
    public Seen<RootSent>? Sent => Seen.Latest<RootSent>();

    [JsonIgnore]
    public Seen<MessageSent>? Message => Seen.Latest<MessageSent>();

    [JsonIgnore]
    public Seen<RootCommitted>? Committed => Seen.Latest<RootCommitted>();

    /// <summary>The last execution attempt.</summary>
    [JsonIgnore]
    public Seen<MessageExecuted>? Executed => Seen.Latest<MessageExecuted>();

    /// <summary>The hub's record of the root; one of another root than was sent is none.</summary>
    [JsonIgnore]
    public Seen<RootReceived>? Received =>
        Seen.Latest<RootReceived>() is { } received && (Sent is not { } sent || received.Fact.Root == sent.Fact.Root)
            ? received
            : null;

    /// <summary>Final is a comparison: in a canonical block at or below the finalized height.</summary>
    [JsonIgnore]
    public bool IsFinal => Sent is { } sent && FinalizedTo >= sent.Block.Number;

    /// <summary>Its stakes may be minted once the guards agree.</summary>
    [JsonIgnore]
    public bool IsReady => IsFinal && Received is not null && Message is not null;

    [JsonIgnore]
    public MessageKind Kind => Sent?.Fact.Kind ?? Received?.Fact.Kind ?? MessageKind.Hello;

    /// <summary>Its leaves were queued, so they stand in a batch. Refunds always are.</summary>
    [JsonIgnore]
    public bool IsOfBatch => Kind == MessageKind.Refund || Seen.Latest<BatchFlushed>() is not null;

    /// <summary>A root of one is its leaf, and a stake's leaf is its id. Those of a batch stand in the batch.</summary>
    [JsonIgnore]
    public IReadOnlyList<StakeId> Leaves =>
        Kind != MessageKind.Stake ? []
        : Sent is { Fact: { Count: 1, Root: var sent } } ? [new(sent)]
        : Received is { Fact: { Count: 1, Root: var received } } ? [new(received)]
        : [];

    public Root Apply(object @event) =>
        @event switch
        {
            RootFinalized final => this with { FinalizedTo = Math.Max(FinalizedTo ?? 0, final.UpTo) },
            RootBound bound => this with { Batch = bound.Batch },
            _ => this with { Seen = Seen.Apply(@event) },
        };

    public static IEnumerable<object> Bind(Root root, string batch) =>
        root.Batch == batch ? [] : [new RootBound(batch)];

    public IEnumerable<object> Documents(string stream) => [new RootView(stream, this)];

    public IEnumerable<object> Remains(string stream) => Aliases.Of(this);

    /// <summary>Silent unless the root's block is covered for the first time.</summary>
    public static IEnumerable<object> Finalize(Root root, ChainSelector chain, ulong upTo, DateTimeOffset now) =>
        root.Sent is { } sent && sent.Chain == chain && sent.Block.Number <= upTo && !root.IsFinal
            ? [new RootFinalized(chain, upTo, now)]
            : [];
}

/// <summary>A root as a row.</summary>
public sealed record RootView(string Id, Root Root);
