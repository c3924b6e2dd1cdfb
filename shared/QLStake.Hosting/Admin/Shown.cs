using JasperFx.Events;
using Marten;
using Marten.Linq.MatchesSql;

namespace QLStake.Hosting;

/// <summary>Which streams are shown in which rows: what a rebuild writes anew.</summary>
public sealed class Shown
{
    private readonly Dictionary<string, Func<string, IReadOnlyList<IEvent>, IEnumerable<object>>> _folds = [];
    private readonly List<Action<IDocumentSession, DateTimeOffset>> _rows = [];

    /// <param name="prefix">What the names of these streams begin with.</param>
    public Shown Streams<TState>(string prefix)
        where TState : class, IState<TState>, IShown
    {
        _folds.Add(prefix, Fold<TState>);
        return this;
    }

    public Shown Rows<TDocument>()
        where TDocument : notnull
    {
        _rows.Add(
            (session, time) => session.DeleteWhere<TDocument>(row => row.MatchesSql("d.mt_last_modified < ?", time))
        );
        return this;
    }

    internal bool Any => _folds.Count > 0;

    internal IEnumerable<string> Prefixes => _folds.Keys;

    /// <summary>Deletes the rows that have not been written since.</summary>
    internal void DropOlder(IDocumentSession session, DateTimeOffset time) =>
        _rows.ForEach(drop => drop(session, time));

    internal IEnumerable<object> Documents(string stream, IReadOnlyList<IEvent> events) =>
        _folds.Single(fold => stream.StartsWith(fold.Key, StringComparison.Ordinal)).Value(stream, events);

    /// <summary>Every step leaves its rows behind, as it did when it was lived through; of each row only the last stays.</summary>
    private static IEnumerable<object> Fold<TState>(string stream, IReadOnlyList<IEvent> events)
        where TState : class, IState<TState>, IShown
    {
        var (state, rows) = (TState.Initial, new Dictionary<(Type, object?), object>());
        foreach (var @event in events)
        {
            state = state.Apply(@event.Data);
            foreach (var row in state.Documents(stream))
                rows[(row.GetType(), row.GetType().GetProperty("Id")!.GetValue(row))] = row;
        }
        return [.. rows.Values];
    }
}
