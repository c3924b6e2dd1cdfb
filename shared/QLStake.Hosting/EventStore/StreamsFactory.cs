using Marten;
using Npgsql;

namespace QLStake.Hosting;

/// <summary>Opens units of work on the service's event store.</summary>
public sealed class StreamsFactory(IDocumentStore store, ShippingMap shipping, DueSignal due)
{
    private volatile StateCache? _states;

    public Streams Open() => new(store.LightweightSession(), _states, shipping);

    /// <summary>From now on this process alone decides: what it has seen it need not read again.</summary>
    public void KeepStates() => _states = new();

    /// <summary>Others may decide from now on. A unit of work under way keeps what it sees where nobody looks any more.</summary>
    public void ForgetStates() => _states = null;

    /// <summary>Runs one unit of work and saves it; a lost race is decided again on what the winner wrote.</summary>
    public async Task RunAsync(Func<Streams, Task> work, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var streams = Open();
            try
            {
                await work(streams);
                await streams.SaveAsync(ct);
                if (streams.WaitsChanged)
                    due.Raise();
                return;
            }
            catch (Exception error) when (attempt < 5 && StoreErrors.IsConflict(error)) { }
        }
    }
}

/// <summary>What the store's errors mean to us.</summary>
public static class StoreErrors
{
    /// <summary>Another writer was first; deciding again is right. Several in one save come as one aggregate.</summary>
    public static bool IsConflict(Exception error) =>
        error
            is JasperFx.Events.EventStreamUnexpectedMaxEventIdException
                or JasperFx.DocumentAlreadyExistsException
                or JasperFx.ConcurrencyException
                or Marten.Exceptions.ExistingStreamIdCollisionException
        || IsTaken(error)
        || (error is AggregateException several && several.InnerExceptions.All(IsConflict));

    /// <summary>Two that begin a stream at the same time meet at its key, which Marten passes on as it is.</summary>
    private static bool IsTaken(Exception error) =>
        error.GetBaseException()
            is PostgresException
            {
                SqlState: PostgresErrorCodes.UniqueViolation,
                ConstraintName: "pkey_mt_streams_id" or "pk_mt_events_stream_and_version"
            };
}
