using System.Text.Json;

namespace QLStake.Contracts;

/// <summary>
/// A piece of one service's ordered log on its way over the bus. The bus is the fast way; <c>GET /feed</c> of the
/// source gives the same entries and heals whatever the bus lost. At most 256 entries or 256 KB.
/// </summary>
/// <param name="Source">The log: a service's name, with a partition where the log is cut (<c>chain-watcher/14767…</c>).</param>
public sealed record Shipment(string Source, IReadOnlyList<LogEntry> Entries);

/// <summary>One message at its place in its source's log.</summary>
/// <param name="Position">Strictly increasing, with gaps.</param>
/// <param name="Previous">The position before this one in the same log; 0 for the first. A reader that stands elsewhere has a gap.</param>
/// <param name="Name">The message's wire name, <see cref="MessageAttribute"/>.</param>
/// <param name="Body">The message.</param>
/// <param name="TraceParent">W3C trace context of the decision that wrote it.</param>
public sealed record LogEntry(long Position, long Previous, string Name, JsonElement Body, string? TraceParent);

/// <summary>A page of a log, as <c>GET /feed?source=&amp;after=</c> answers.</summary>
/// <param name="Head">The last position of this log that has been shipped.</param>
public sealed record FeedPage(string Source, long Head, IReadOnlyList<LogEntry> Entries);
