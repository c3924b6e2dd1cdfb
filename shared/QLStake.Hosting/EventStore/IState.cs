namespace QLStake.Hosting;

/// <summary>What a stream says so far: an immutable fold of its events.</summary>
public interface IState<TSelf>
    where TSelf : class, IState<TSelf>
{
    static abstract TSelf Initial { get; }

    /// <summary>Pure. An event it does not know changes nothing.</summary>
    TSelf Apply(object @event);
}

/// <summary>A state that waits for a moment. The moment becomes a row that the service's timer acts on.</summary>
public interface IWaits
{
    /// <summary>When to be woken, or null when nothing is waited for.</summary>
    DateTimeOffset? WakeAt { get; }
}

/// <summary>A state that is also shown: its row is written in the transaction that appends the events.</summary>
public interface IShown
{
    /// <summary>The documents that show this state, each with an id of its own.</summary>
    IEnumerable<object> Documents(string stream);

    /// <summary>
    /// The documents that this state leaves behind although a later one does not name them, be it in the same transaction.
    /// They are records: what is left twice is one.
    /// </summary>
    IEnumerable<object> Remains(string stream) => [];
}
