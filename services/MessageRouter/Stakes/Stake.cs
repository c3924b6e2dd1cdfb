using System.Text.Json.Serialization;
using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.MessageRouter;

/// <summary>One stake's life: stream <c>stake-{id}</c>. What happens to its message stands in the message's own stream.</summary>
public sealed record Stake(SeenBlocks Seen, Round? Round, MintFinalized? Final) : IState<Stake>, IWaits, IShown
{
    public static Stake Initial { get; } = new(SeenBlocks.None, null, null);

    [JsonIgnore]
    public Seen<StakeLocked>? Locked => Seen.Latest<StakeLocked>();

    /// <summary>The message that carries it.</summary>
    [JsonIgnore]
    public MessageId? Message => Seen.Latest<RootSent>()?.Fact.MessageId;

    [JsonIgnore]
    public Seen<Minted>? Minted => Seen.Latest<Minted>();

    [JsonIgnore]
    public DateTimeOffset? WakeAt => Minted is null ? Round?.WakeAt : null;

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
            _ => this with { Seen = Seen.Apply(@event) },
        };

    public IEnumerable<object> Documents(string stream) => [StakeView.Of(stream, this), .. Aliases.Of(stream, this)];

    private Round Asked(ApprovalAsked asked) =>
        Round is { } round && round.Number == asked.Command.Round ? round with { Asked = asked } : Round.Of(asked);
}
