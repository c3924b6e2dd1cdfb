using JasperFx.Events;

namespace QLStake.Hosting;

/// <summary>Which streams are shown in which rows: what a rebuild writes anew.</summary>
public sealed class Shown
{
    private readonly Dictionary<string, Func<string, IReadOnlyList<IEvent>, IEnumerable<object>>> _folds = [];
    private readonly Dictionary<string, Func<IReadOnlyList<IEvent>, IEnumerable<object>>> _states = [];
    private readonly List<Type> _rows = [];

    /// <param name="prefix">What the names of these streams begin with.</param>
    public Shown Streams<TState>(string prefix)
        where TState : class, IState<TState>, IShown
    {
        _folds.Add(prefix, Fold<TState>);
        return Replays<TState>(prefix);
    }

    /// <summary>Streams that have no rows, and whose state is told all the same when they are replayed.</summary>
    /// <param name="prefix">What the names of these streams begin with.</param>
    public Shown Replays<TState>(string prefix)
        where TState : class, IState<TState>
    {
        _states.Add(prefix, States<TState>);
        return this;
    }

    public Shown Rows<TDocument>()
        where TDocument : notnull
    {
        _rows.Add(typeof(TDocument));
        return this;
    }

    internal bool Any => _folds.Count > 0;

    internal IEnumerable<string> Prefixes => _folds.Keys;

    internal IReadOnlyList<Type> RowTypes => _rows;

    /// <summary>The state after each event, by the very type the service works with; null for a stream without one.</summary>
    internal IEnumerable<object>? States(string stream, IReadOnlyList<IEvent> events) =>
        _states.FirstOrDefault(known => stream.StartsWith(known.Key, StringComparison.Ordinal)).Value?.Invoke(events);

    internal IEnumerable<object> Documents(string stream, IReadOnlyList<IEvent> events) =>
        _folds.Single(fold => stream.StartsWith(fold.Key, StringComparison.Ordinal)).Value(stream, events);

    private static IEnumerable<object> States<TState>(IReadOnlyList<IEvent> events)
        where TState : class, IState<TState>
    {
        var state = TState.Initial;
        foreach (var @event in events)
            yield return state = state.Apply(@event.Data);
    }

    /// <summary>Every step leaves its rows behind, as it did when it was lived through; of each row only the last stays.</summary>
    private static IEnumerable<object> Fold<TState>(string stream, IReadOnlyList<IEvent> events)
        where TState : class, IState<TState>, IShown
    {
        var (state, rows) = (TState.Initial, new Dictionary<(Type, object?), object>());
        foreach (var @event in events)
        {
            state = state.Apply(@event.Data);
            foreach (var row in state.Documents(stream).Concat(state.Remains(stream)))
                rows[(row.GetType(), row.GetType().GetProperty("Id")!.GetValue(row))] = row;
        }
        return [.. rows.Values];
    }
}
