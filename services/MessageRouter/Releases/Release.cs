using System.Text.Json.Serialization;
using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.MessageRouter;

/// <summary>Where a leaf of the way back is.</summary>
public enum ReleaseState
{
    /// <summary>No burn and no refund holds: not seen yet, or its block was orphaned.</summary>
    NotBegun,

    /// <summary>A refund that waits in its hub's open batch.</summary>
    Queued,
    Sent,
    Committed,
    ExecutionFailed,
    Executed,
    RootReceived,
    Submitted,

    /// <summary>A part is paid; the rest waits for room in the payout bucket.</summary>
    PartlyPaid,

    /// <summary>The receiver did not take it: it is his to claim.</summary>
    Claimable,
    Paid,
    Finalized,
}

/// <summary>
/// What a satellite owes under a leaf that its hub sent, a redemption's or a refund's: stream <c>release-{leaf}</c>. What
/// happens to the message stands in the message's own stream.
/// </summary>
public sealed record Release(
    SeenBlocks Seen,
    ReleaseAsked? Asked,
    RestAsked? Rest,
    OperationReported? Report,
    ReleaseFinalized? Final
) : IState<Release>, IWaits, IShown
{
    public static Release Initial { get; } = new(SeenBlocks.None, null, null, null, null);

    [JsonIgnore]
    public Seen<Redeemed>? Redeemed => Seen.Latest<Redeemed>();

    [JsonIgnore]
    public Seen<StakeRefunded>? Refunded => Seen.Latest<StakeRefunded>();

    [JsonIgnore]
    public ReleaseItem? Item => Redeemed?.Fact.Item ?? Refunded?.Fact.Item;

    /// <summary>When it began, in the hub's time.</summary>
    [JsonIgnore]
    public DateTimeOffset? BegunAt => Redeemed?.At ?? Refunded?.At;

    /// <summary>The message that carries a redemption; of a refund the batch knows.</summary>
    [JsonIgnore]
    public MessageId? Message => Seen.Latest<RootSent>()?.Fact.MessageId;

    /// <summary>The stream of the batch that a refund was queued in.</summary>
    [JsonIgnore]
    public string? Batch =>
        Refunded is { } refunded
            ? StreamNames.OfBatch(refunded.Chain, refunded.Fact.Item.Hub, refunded.Fact.Batch, refunded.Fact.Generation)
            : null;

    /// <summary>The satellite has consumed the leaf.</summary>
    [JsonIgnore]
    public bool IsConsumed => Seen.Latest<Released>() is not null || Seen.Latest<StakeReturned>() is not null;

    /// <summary>The last payment that was tried, whether it was taken or not.</summary>
    [JsonIgnore]
    public Payment? Paid =>
        Seen.All<PaidOut>()
            .Select(seen => new Payment(seen.Chain, seen.Block, seen.LogIndex, seen.TxHash, Taken: true))
            .Concat(
                Seen.All<PayoutFailed>()
                    .Select(seen => new Payment(seen.Chain, seen.Block, seen.LogIndex, seen.TxHash, Taken: false))
            )
            .MaxBy(payment => (payment.Block.Number, payment.LogIndex));

    /// <summary>What waits for room in the payout bucket: told with every payment that leaves something, before it.</summary>
    [JsonIgnore]
    public Seen<RestWaits>? Waits =>
        Seen.Latest<RestWaits>() is { } rest && (Paid is not { } paid || paid.TxHash == rest.TxHash) ? rest : null;

    [JsonIgnore]
    public bool IsPaid => Paid is not null && Waits is null;

    [JsonIgnore]
    public Operation? Operation =>
        Waits is not null && Rest is { } rest ? new(rest.Command.Round, rest.Attempt, rest.At, rest.Patience, Report)
        : Asked is { } asked ? new(asked.Command.Round, asked.Attempt, asked.At, asked.Patience, Report)
        : null;

    [JsonIgnore]
    public DateTimeOffset? WakeAt => IsPaid || (IsConsumed && Waits is null) ? null : Operation?.WakeAt;

    public Release Apply(object @event) =>
        @event switch
        {
            ReleaseAsked asked => this with { Asked = asked, Report = Same(Asked?.Command.Round, asked.Command.Round) },
            RestAsked asked => this with { Rest = asked, Report = Same(Rest?.Command.Round, asked.Command.Round) },
            OperationReported report => this with { Report = report },
            ReleaseFinalized final => this with { Final = final },
            _ => this with { Seen = Seen.Apply(@event) },
        };

    public IEnumerable<object> Documents(string stream) => [ReleaseView.Of(stream, this)];

    public IEnumerable<object> Remains(string stream) => Aliases.Of(stream, this);

    /// <summary>A reminder keeps what was answered; a new round begins without.</summary>
    private OperationReported? Same(int? before, int now) => before == now ? Report : null;
}

/// <summary>An attempt to pay.</summary>
public sealed record Payment(ChainSelector Chain, BlockRef Block, uint LogIndex, B256 TxHash, bool Taken);
