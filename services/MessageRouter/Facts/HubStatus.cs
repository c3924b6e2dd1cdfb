using System.Text.Json.Serialization;
using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.MessageRouter;

/// <summary>Whether a hub mints at all: stream <c>hub-{selector}</c>.</summary>
public sealed record HubStatus(SeenBlocks Seen) : IState<HubStatus>, IShown
{
    public static HubStatus Initial { get; } = new(SeenBlocks.None);

    public HubStatus Apply(object @event) => new(Seen.Apply(@event));

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
