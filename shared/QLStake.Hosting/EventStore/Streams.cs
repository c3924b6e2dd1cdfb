using System.Diagnostics;
using Marten;

namespace QLStake.Hosting;

/// <summary>
/// One unit of work: streams are loaded, decided on and appended to, and all of it is one PostgreSQL transaction. A
/// second decision in the same unit sees what the first appended. Each append names the version it was decided on.
/// </summary>
public sealed class Streams(IDocumentSession session, StateCache? cache, ShippingMap shipping) : IAsyncDisposable
{
    private readonly Dictionary<(Type, string), Loaded> _loaded = [];
    private readonly List<object> _rows = [];
    private readonly HashSet<object> _remains = [];

    /// <summary>What belongs to the same transaction.</summary>
    public IDocumentSession Session => session;

    /// <summary>Writes rows in the same transaction.</summary>
    public void Store(IEnumerable<object> rows) => _rows.AddRange(rows);

    /// <summary>Whether a moment to wake at was written, so that the timer looks again.</summary>
    internal bool WaitsChanged { get; private set; }

    public async ValueTask<TState> LoadAsync<TState>(string stream, CancellationToken ct)
        where TState : class, IState<TState> => (TState)(await FindAsync<TState>(stream, ct)).State;

    /// <summary>Loads it as it is stored now, whatever was seen of it before.</summary>
    internal ValueTask<TState> ReadAsync<TState>(string stream, CancellationToken ct)
        where TState : class, IState<TState>
    {
        _loaded.Remove((typeof(TState), stream));
        cache?.Forget(typeof(TState), stream);
        return LoadAsync<TState>(stream, ct);
    }

    /// <summary>Appends what was decided; nothing decided, nothing appended.</summary>
    public async ValueTask<TState> AppendAsync<TState>(string stream, IEnumerable<object> events, CancellationToken ct)
        where TState : class, IState<TState>
    {
        var loaded = await FindAsync<TState>(stream, ct);
        foreach (var @event in events)
        {
            shipping.Check(@event);
            loaded.State = ((TState)loaded.State).Apply(@event);
            loaded.Pending.Add(Wrap(@event));
            if (loaded.State is IShown shown)
                _remains.UnionWith(shown.Remains(stream));
        }
        return (TState)loaded.State;
    }

    /// <summary>Appends to a log that is never folded here; what fences its one writer is a row in the same transaction.</summary>
    public void AppendToLog(string stream, IEnumerable<object> events)
    {
        foreach (var @event in events)
        {
            shipping.Check(@event);
            session.Events.Append(stream, Wrap(@event));
        }
    }

    /// <summary>Loads, decides by a pure rule, appends.</summary>
    public async ValueTask<TState> DecideAsync<TState>(
        string stream,
        Func<TState, IEnumerable<object>> decide,
        CancellationToken ct
    )
        where TState : class, IState<TState> =>
        await AppendAsync<TState>(stream, decide(await LoadAsync<TState>(stream, ct)), ct);

    /// <exception cref="JasperFx.Events.EventStreamUnexpectedMaxEventIdException">Another writer was first.</exception>
    public async Task SaveAsync(CancellationToken ct)
    {
        foreach (var ((type, stream), loaded) in _loaded.Where(entry => entry.Value.Pending.Count > 0))
        {
            cache?.Expect(type, stream, loaded.Version + 1);
            session.Events.Append(stream, loaded.Version + loaded.Pending.Count, loaded.Pending.ToArray());
            WriteDue(stream, loaded);
            if (loaded.State is IShown shown)
                _rows.AddRange(shown.Documents(stream));
        }
        session.StoreRows(_rows.Concat(_remains));
        try
        {
            await session.SaveChangesAsync(ct);
        }
        catch
        {
            foreach (var (type, stream) in _loaded.Keys)
                cache?.Forget(type, stream);
            throw;
        }
        foreach (var ((type, stream), loaded) in _loaded)
            cache?.Keep(type, stream, loaded.Version + loaded.Pending.Count, loaded.State);
    }

    public ValueTask DisposeAsync() => session.DisposeAsync();

    private async ValueTask<Loaded> FindAsync<TState>(string stream, CancellationToken ct)
        where TState : class, IState<TState>
    {
        var key = (typeof(TState), stream);
        if (_loaded.TryGetValue(key, out var found))
            return found;
        var known = cache?.Find(typeof(TState), stream) ?? await FoldAsync<TState>(stream, ct);
        return _loaded[key] = new(known.Version, known.State);
    }

    private async Task<(long Version, object State)> FoldAsync<TState>(string stream, CancellationToken ct)
        where TState : class, IState<TState>
    {
        var events = await session.Events.FetchStreamAsync(stream, token: ct);
        var state = events.Aggregate(TState.Initial, (folded, @event) => folded.Apply(@event.Data));
        return (events.Count == 0 ? 0 : events[^1].Version, state);
    }

    private JasperFx.Events.IEvent Wrap(object data)
    {
        var wrapped = ((JasperFx.Events.IEventRegistry)session.DocumentStore.Options.Events).BuildEvent(data);
        if (Activity.Current?.Id is { } trace)
            wrapped.SetHeader("traceparent", trace);
        return wrapped;
    }

    private void WriteDue(string stream, Loaded loaded)
    {
        var (before, now) = ((loaded.Before as IWaits)?.WakeAt, (loaded.State as IWaits)?.WakeAt);
        if (before == now)
            return;
        WaitsChanged = true;
        if (now is { } at)
            session.Store(new Due(stream, loaded.State.GetType().Name, at));
        else
            session.Delete<Due>(stream);
    }

    private sealed class Loaded(long version, object state)
    {
        public long Version { get; } = version;
        public object Before { get; } = state;
        public object State { get; set; } = state;
        public List<object> Pending { get; } = [];
    }
}
