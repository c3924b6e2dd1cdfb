using System.Globalization;
using System.Text.Json.Serialization;
using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.MessageRouter;

/// <summary>The arrival is in a final block of the destination: the end of a transfer's way.</summary>
public sealed record TransferFinalized(ChainSelector Chain, ulong UpTo, DateTimeOffset At);

/// <summary>Where a transfer is on its way.</summary>
public enum TransferState
{
    /// <summary>No burn holds: not seen yet, or its block was orphaned.</summary>
    NotSent,
    Sent,
    Committed,
    ExecutionFailed,
    Executed,
    Arrived,
    Finalized,
}

/// <summary>
/// The liquid token on its way from one chain to another through CCIP's own pools, whoever sent it: stream
/// <c>transfer-{messageId}</c>. Nothing of ours decides on it; it is followed, and explained.
/// </summary>
public sealed record Transfer(SeenBlocks Seen, TransferFinalized? Final) : IState<Transfer>, IShown
{
    public static Transfer Initial { get; } = new(SeenBlocks.None, null);

    [JsonIgnore]
    public Seen<TransferSent>? Sent => Seen.Latest<TransferSent>();

    [JsonIgnore]
    public Seen<RootCommitted>? Committed => Seen.Latest<RootCommitted>();

    /// <summary>The last execution attempt.</summary>
    [JsonIgnore]
    public Seen<MessageExecuted>? Executed => Seen.Latest<MessageExecuted>();

    /// <summary>
    /// The mint of what was burned, for whom it was sent. A pool's log names no message, and a receiver may execute other
    /// messages within his own, so a mint of anything else in that transaction is none of ours.
    /// </summary>
    [JsonIgnore]
    public Seen<TransferArrived>? Arrived => Seen.All<TransferArrived>().LastOrDefault(IsWhatWasSent);

    /// <summary>A reorg takes facts back, so the state is read off what holds now, the furthest first.</summary>
    [JsonIgnore]
    public TransferState State =>
        Final is not null ? TransferState.Finalized
        : Arrived is not null ? TransferState.Arrived
        : Executed is { Fact.State: ExecutionState.Success } ? TransferState.Executed
        : Executed is { Fact.State: ExecutionState.Failure } ? TransferState.ExecutionFailed
        : Committed is not null ? TransferState.Committed
        : Sent is not null ? TransferState.Sent
        : TransferState.NotSent;

    private bool IsWhatWasSent(Seen<TransferArrived> arrived) =>
        Sent is not { Fact: var sent }
        || (sent.Receiver == arrived.Fact.Receiver && sent.Amount == arrived.Fact.Amount);

    public Transfer Apply(object @event) =>
        @event is TransferFinalized final ? this with { Final = final } : this with { Seen = Seen.Apply(@event) };

    public IEnumerable<object> Documents(string stream) => [TransferView.Of(stream, this)];

    public IEnumerable<object> Remains(string stream) => Aliases.Of(stream, this);

    /// <summary>Silent unless an arrival that holds is covered for the first time; what was burned must be seen to be compared with.</summary>
    public static IEnumerable<object> Finalize(
        Transfer transfer,
        ChainSelector chain,
        ulong upTo,
        DateTimeOffset now
    ) =>
        transfer is { Final: null, Sent: not null, Arrived: { } arrived }
        && arrived.Chain == chain
        && arrived.Block.Number <= upTo
            ? [new TransferFinalized(chain, upTo, now)]
            : [];
}

/// <summary>A transfer as a row of the list.</summary>
/// <param name="Id">Its stream.</param>
/// <param name="Key">The list's order: when it was sent, then its id. A page continues after a key.</param>
public sealed record TransferView(string Id, string Key, Transfer Transfer) : IListed
{
    public static TransferView Of(string stream, Transfer transfer) =>
        new(
            stream,
            string.Create(CultureInfo.InvariantCulture, $"{transfer.Sent?.Block.Timestamp ?? 0:D12}:{stream}"),
            transfer
        );
}
