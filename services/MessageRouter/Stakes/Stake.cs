using System.Text.Json.Serialization;
using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.MessageRouter;

/// <summary>One stake's life: stream <c>stake-{id}</c>. What happens to its message stands in the message's own stream.</summary>
public sealed record Stake(
    SeenBlocks Seen,
    Round? Round,
    MintFinalized? Final,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Refund? Refund = null
) : IState<Stake>, IWaits, IShown
{
    public static Stake Initial { get; } = new(SeenBlocks.None, null, null);

    /// <summary>A queued stake is locked as well: its share is what it paid of CCIP's fee.</summary>
    [JsonIgnore]
    public Seen<StakeLocked>? Locked => Seen.Latest<StakeLocked>() ?? (Queued is { } queued ? LockOf(queued) : null);

    [JsonIgnore]
    public Seen<StakeQueued>? Queued => Seen.Latest<StakeQueued>();

    /// <summary>The stream of the batch it was queued in; null for a stake that was sent at once.</summary>
    [JsonIgnore]
    public string? Batch =>
        Queued is { Fact: var queued } seen
            ? StreamNames.OfBatch(seen.Chain, queued.Item.Satellite, queued.Batch, queued.Generation)
            : null;

    /// <summary>Its leaf on the hub is consumed to be given back.</summary>
    [JsonIgnore]
    public Seen<StakeRefunded>? Refunded => Seen.Latest<StakeRefunded>();

    /// <summary>Given back on its satellite.</summary>
    [JsonIgnore]
    public Seen<StakeReturned>? Returned => Seen.Latest<StakeReturned>();

    /// <summary>The message that carries it; of a batch's the batch knows.</summary>
    [JsonIgnore]
    public MessageId? Message => Seen.Latest<RootSent>()?.Fact.MessageId;

    [JsonIgnore]
    public Seen<Minted>? Minted => Seen.Latest<Minted>();

    [JsonIgnore]
    public DateTimeOffset? WakeAt =>
        Minted is not null || Refunded is not null ? null
        : Refund is { } refund ? refund.WakeAt
        : Round?.WakeAt;

    public Stake Apply(object @event) =>
        @event switch
        {
            ApprovalAsked asked => this with { Round = Asked(asked) },
            VerdictGiven verdict when Round?.Number == verdict.Round => this with { Round = Round.With(verdict) },
            MintAsked asked when Round?.Number == asked.Command.Round => this with
            {
                Round = Round with { Execution = asked },
            },
            ExecutionReported report when Round?.Number == report.Round => this with { Round = Round.With(report) },
            MintFinalized final => this with { Final = final },
            RefundApprovalAsked asked => this with { Refund = Refund?.Apply(asked) ?? MessageRouter.Refund.Of(asked) },
            RefundAnswered or RefundAsked or OperationReported => this with { Refund = Refund?.Apply(@event) },
            _ => this with { Seen = Seen.Apply(@event) },
        };

    public IEnumerable<object> Documents(string stream) => [StakeView.Of(stream, this)];

    public IEnumerable<object> Remains(string stream) => Aliases.Of(stream, this);

    private static Seen<StakeLocked> LockOf(Seen<StakeQueued> queued)
    {
        var fact = queued.Fact;
        return new(
            queued.Chain,
            queued.Block,
            queued.Position,
            queued.Source,
            new(fact.StakeId, fact.Item, fact.Staker, Address.Zero, fact.Share, fact.ExecutionFee)
        );
    }

    private Round Asked(ApprovalAsked asked) =>
        Round is { } round && round.Number == asked.Command.Round ? round with { Asked = asked } : Round.Of(asked);
}
