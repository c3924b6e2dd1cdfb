using System.Text.Json.Serialization;
using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.MessageRouter;

/// <summary>Whether a hub mints at all, and when it last saw its guards: stream <c>hub-{selector}</c>.</summary>
public sealed record HubStatus(
    SeenBlocks Seen,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Heartbeat? Heartbeat = null
) : IState<HubStatus>, IWaits, IShown
{
    public static HubStatus Initial { get; } = new(SeenBlocks.None);

    /// <summary>Whether the hub has seen the last sign of life that was asked for, or a later one.</summary>
    [JsonIgnore]
    public bool IsSeen => Seen.Latest<QuorumSeen>() is { } seen && seen.Fact.SignedAt >= Heartbeat?.SignedAt;

    [JsonIgnore]
    public DateTimeOffset? WakeAt =>
        Heartbeat is not { Wanted: var wanted } ? null
        : IsSeen ? wanted.At + wanted.Every
        : wanted.At + wanted.Patience;

    public HubStatus Apply(object @event) =>
        @event switch
        {
            HeartbeatWanted wanted => this with { Heartbeat = MessageRouter.Heartbeat.Of(wanted) },
            HeartbeatGiven given => this with
            {
                Heartbeat = Heartbeat! with
                {
                    Answers = Heartbeat.Answers.SetItem(given.Answer.Guardian, given.Answer),
                },
            },
            HeartbeatAsked asked => this with { Heartbeat = Heartbeat! with { Execution = asked } },
            _ => this with { Seen = Seen.Apply(@event) },
        };

    /// <summary>The pause in force, or null.</summary>
    [JsonIgnore]
    public Seen<MintsPaused>? Paused =>
        Seen.Latest<MintsPaused>() is { } paused
        && !(Seen.Latest<MintsUnpaused>() is { } unpaused && After(unpaused, paused))
            ? paused
            : null;

    public IEnumerable<object> Documents(string stream) => [new HubView(stream, this)];

    private static bool After(Seen<MintsUnpaused> unpaused, Seen<MintsPaused> paused) =>
        (unpaused.Block.Number, unpaused.LogIndex).CompareTo((paused.Block.Number, paused.LogIndex)) > 0;
}

/// <summary>A hub's status as a row.</summary>
public sealed record HubView(string Id, HubStatus Hub);
