using Marten;

namespace QLStake.Hosting;

/// <summary>Opens units of work on the service's event store.</summary>
public sealed class StreamsFactory(IDocumentStore store, StateCache cache, ShippingMap shipping, DueSignal due)
{
    public Streams Open() => new(store.LightweightSession(), cache, shipping);

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
        || (error is AggregateException several && several.InnerExceptions.All(IsConflict));
}
