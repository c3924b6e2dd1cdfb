using Microsoft.Extensions.DependencyInjection;

namespace QLStake.Hosting;

/// <summary>Decides what a waiting stream does when its moment has come.</summary>
public interface IWake<TState>
    where TState : class, IState<TState>, IWaits
{
    /// <summary>Loads, decides, appends; a moment that has passed must be answered or moved.</summary>
    Task WakeAsync(string stream, DateTimeOffset now, Streams streams, CancellationToken ct);
}

/// <summary>Who wakes which kind of stream.</summary>
public sealed class Wakes
{
    private readonly Dictionary<
        string,
        Func<string, DateTimeOffset, Streams, IServiceProvider, CancellationToken, Task<DateTimeOffset?>>
    > _wakes = [];

    public Wakes On<TState, THandler>()
        where TState : class, IState<TState>, IWaits
        where THandler : IWake<TState>
    {
        _wakes.Add(
            typeof(TState).Name,
            async (stream, now, streams, services, ct) =>
            {
                await services.GetRequiredService<THandler>().WakeAsync(stream, now, streams, ct);
                return (await streams.LoadAsync<TState>(stream, ct)).WakeAt;
            }
        );
        return this;
    }

    internal bool Any => _wakes.Count > 0;

    /// <returns>When the stream wants to be woken next.</returns>
    internal Task<DateTimeOffset?> WakeAsync(
        Due due,
        DateTimeOffset now,
        Streams streams,
        IServiceProvider services,
        CancellationToken ct
    ) =>
        _wakes.TryGetValue(due.Kind, out var wake)
            ? wake(due.Id, now, streams, services, ct)
            : throw new InvalidOperationException($"Expected a registered wake for {due.Kind} of {due.Id}, found none.");
}
