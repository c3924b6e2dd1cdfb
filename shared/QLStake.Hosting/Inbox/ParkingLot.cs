using QLStake.Contracts;

namespace QLStake.Hosting;

/// <summary>
/// The way past an entry that can never be taken in: an operator parks it, with a reason that is kept as an event, and the
/// log goes on; later it is replayed. Only the entry a log stands still at can be parked, so nothing good is set aside.
/// </summary>
internal sealed class ParkingLot(
    string source,
    InboxRoutes routes,
    StreamsFactory streams,
    IServiceProvider services,
    TimeProvider time
)
{
    private readonly string _stream = Parked.StreamOf(source);

    public async Task<IReadOnlyCollection<EntryParked>> ListAsync(CancellationToken ct)
    {
        await using var unit = streams.Open();
        return [.. (await unit.LoadAsync<Parked>(_stream, ct)).Entries.Values];
    }

    /// <summary>Sets the entry aside and moves the log past it, in one transaction.</summary>
    public Task ParkAsync(LogEntry entry, InboxPosition next, string reason, string cause, CancellationToken ct) =>
        streams.RunAsync(
            async unit =>
            {
                var parked = new EntryParked(
                    entry.Position,
                    entry.Previous,
                    entry.Name,
                    reason,
                    cause,
                    time.GetUtcNow()
                );
                await unit.AppendAsync<Parked>(_stream, [parked], ct);
                unit.Session.Store(next);
            },
            ct
        );

    /// <exception cref="ParkingRefusedException">Nothing is parked there.</exception>
    public async Task<EntryParked> FindAsync(long position, CancellationToken ct)
    {
        var parked = await ListAsync(ct);
        return parked.FirstOrDefault(entry => entry.Position == position)
            ?? throw new ParkingRefusedException(
                parked.Count == 0
                    ? $"Nothing is parked of {source}."
                    : $"Expected a parked position of {source} ({string.Join(", ", parked.Select(entry => entry.Position))}), found {position}."
            );
    }

    /// <summary>Takes the entry in and forgets that it was parked, in one transaction.</summary>
    public Task ReplayAsync(LogEntry entry, CancellationToken ct) =>
        streams.RunAsync(
            async unit =>
            {
                var now = time.GetUtcNow();
                await routes.HandleAsync(entry, new Delivery(source, entry.Position, now), unit, services, ct);
                await unit.AppendAsync<Parked>(_stream, [new EntryReplayed(entry.Position, now)], ct);
            },
            ct
        );
}
