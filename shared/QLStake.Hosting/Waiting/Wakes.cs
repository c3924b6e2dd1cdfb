using Microsoft.Extensions.DependencyInjection;

namespace QLStake.Hosting;

/// <summary>Decides what a waiting stream does when its moment has come.</summary>
public interface IWake<TState>
    where TState : class, IState<TState>, IWaits
{
    /// <summary>Loads, decides, appends; a moment that has passed must be answered or moved.</summary>
    Task WakeAsync(string stream, DateTimeOffset now, Streams streams, CancellationToken ct);
}

/// <summary>
/// A wake that has to look outside, at a chain, before it decides. Several look at the same time, in no transaction, so that
/// one that must wait keeps nobody else waiting; a lost race decides again on the same sight.
/// </summary>
public interface IWakeOnSight<TState, TSight>
    where TState : class, IState<TState>, IWaits
{
    /// <summary>What the outside shows. An outside that does not answer is a sight too.</summary>
    Task<TSight> LookAsync(TState state, CancellationToken ct);

    /// <summary>As <see cref="IWake{TState}.WakeAsync"/>; the state may have moved on since the look.</summary>
    Task WakeAsync(string stream, TSight sight, DateTimeOffset now, Streams streams, CancellationToken ct);
}

/// <summary>Who wakes which kind of stream.</summary>
public sealed class Wakes
{
    /// <summary>Looks, and returns what decides and then tells when the stream wants to be woken next.</summary>
    private delegate Task<Func<DateTimeOffset, Streams, Task<DateTimeOffset?>>> Look(
        Due due,
        IServiceProvider services,
        CancellationToken ct
    );

    private readonly Dictionary<string, Look> _wakes = [];

    public Wakes On<TState, THandler>()
        where TState : class, IState<TState>, IWaits
        where THandler : IWake<TState>
    {
        _wakes.Add(
            typeof(TState).Name,
            (due, services, ct) =>
                Task.FromResult<Func<DateTimeOffset, Streams, Task<DateTimeOffset?>>>(
                    async (now, streams) =>
                    {
                        var stream = due.Id;
                        await CurrentAsync<TState>(due, streams, ct);
                        await services.GetRequiredService<THandler>().WakeAsync(stream, now, streams, ct);
                        return (await streams.LoadAsync<TState>(stream, ct)).WakeAt;
                    }
                )
        );
        return this;
    }

    public Wakes OnSight<TState, TSight, THandler>()
        where TState : class, IState<TState>, IWaits
        where THandler : IWakeOnSight<TState, TSight>
    {
        _wakes.Add(
            typeof(TState).Name,
            async (due, services, ct) =>
            {
                var stream = due.Id;
                var handler = services.GetRequiredService<THandler>();
                var sight = await handler.LookAsync(await LoadAsync<TState>(due, services, ct), ct);
                return async (now, streams) =>
                {
                    await CurrentAsync<TState>(due, streams, ct);
                    await handler.WakeAsync(stream, sight, now, streams, ct);
                    return (await streams.LoadAsync<TState>(stream, ct)).WakeAt;
                };
            }
        );
        return this;
    }

    internal bool Any => _wakes.Count > 0;

    internal IEnumerable<string> Kinds => _wakes.Keys;

    /// <returns>The decision to be made in a unit of work, which tells when the stream wants to be woken next.</returns>
    internal Task<Func<DateTimeOffset, Streams, Task<DateTimeOffset?>>> LookAsync(
        Due due,
        IServiceProvider services,
        CancellationToken ct
    ) =>
        _wakes.TryGetValue(due.Kind, out var wake)
            ? wake(due, services, ct)
            : throw new InvalidOperationException(
                $"Expected a registered wake for {due.Kind} of {due.Id}, found none."
            );

    private static async Task<TState> LoadAsync<TState>(Due due, IServiceProvider services, CancellationToken ct)
        where TState : class, IState<TState>, IWaits
    {
        await using var unit = services.GetRequiredService<StreamsFactory>().Open();
        return await CurrentAsync<TState>(due, unit, ct);
    }

    /// <summary>
    /// The row was written with the state it is the shadow of. One that waits for another moment is not that state: a writer
    /// that had lost its lease was still on its way. Deciding nothing on it would be fenced by no version.
    /// </summary>
    private static async Task<TState> CurrentAsync<TState>(Due due, Streams streams, CancellationToken ct)
        where TState : class, IState<TState>, IWaits
    {
        var known = await streams.LoadAsync<TState>(due.Id, ct);
        return known.WakeAt == due.At ? known : await streams.ReadAsync<TState>(due.Id, ct);
    }
}
