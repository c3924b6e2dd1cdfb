namespace QLStake.Hosting;

/// <param name="Source">The log.</param>
/// <param name="Position">The last entry whose effects are stored.</param>
/// <param name="Parked">What was set aside.</param>
public sealed record InboxReport(string Source, long Position, IReadOnlyCollection<EntryParked> Parked);

/// <summary>A log cannot be taken in further until its cause is gone.</summary>
public sealed class InboxStoppedException(string message, Exception? inner = null) : Exception(message, inner);
