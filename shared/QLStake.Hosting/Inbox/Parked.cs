using System.Collections.Immutable;

namespace QLStake.Hosting;

/// <summary>An operator let a log go on past an entry that could not be taken in.</summary>
/// <param name="Position">The entry's place in its log.</param>
/// <param name="Previous">The place before it, where its owner's feed serves it from.</param>
/// <param name="Message">What kind of message it is.</param>
/// <param name="Reason">The operator's words.</param>
/// <param name="Cause">Why it could not be taken in.</param>
/// <param name="At">When.</param>
public sealed record EntryParked(
    long Position,
    long Previous,
    string Message,
    string Reason,
    string Cause,
    DateTimeOffset At
);

/// <summary>A parked entry was taken in after all, behind those that came after it.</summary>
public sealed record EntryReplayed(long Position, DateTimeOffset At);

/// <summary>The stable names of the events that every service keeps of what it parked.</summary>
public static class InboxEvents
{
    public static IReadOnlyDictionary<string, Type> Names { get; } =
        new Dictionary<string, Type>
        {
            ["inbox.entry-parked.v1"] = typeof(EntryParked),
            ["inbox.entry-replayed.v1"] = typeof(EntryReplayed),
        };
}

/// <summary>The entries of one log that wait beside it.</summary>
internal sealed record Parked(ImmutableSortedDictionary<long, EntryParked> Entries) : IState<Parked>
{
    public static Parked Initial { get; } = new(ImmutableSortedDictionary<long, EntryParked>.Empty);

    public static string StreamOf(string source) => $"parked-{source}";

    public Parked Apply(object @event) =>
        @event switch
        {
            EntryParked parked => new(Entries.SetItem(parked.Position, parked)),
            EntryReplayed replayed => new(Entries.Remove(replayed.Position)),
            _ => this,
        };
}

/// <summary>An entry cannot be parked or replayed; the message says what was expected and found.</summary>
public sealed class ParkingRefusedException(string message) : Exception(message);
