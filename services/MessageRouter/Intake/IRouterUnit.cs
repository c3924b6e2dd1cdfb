using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.MessageRouter;

/// <summary>
/// What the router's intake does its work on: streams, and the two rows of finality. In a service it is a PostgreSQL
/// transaction; in memory it replays facts without any effect outside.
/// </summary>
public interface IRouterUnit
{
    ValueTask<TState> LoadAsync<TState>(string stream, CancellationToken ct)
        where TState : class, IState<TState>;

    ValueTask<TState> DecideAsync<TState>(string stream, Func<TState, IEnumerable<object>> decide, CancellationToken ct)
        where TState : class, IState<TState>;

    /// <summary>The height up to which a chain is final, or null before it was first said.</summary>
    ValueTask<ulong?> FinalizedAsync(ChainSelector chain, CancellationToken ct);

    void SetFinalized(ChainSelector chain, ulong height);

    /// <summary>The stream wants to hear when this block is final.</summary>
    void AwaitFinality(ChainSelector chain, BlockRef block, string stream);

    /// <summary>Whom finality up to this height concerns, in lists of at most 256; each is told once and forgotten.</summary>
    IAsyncEnumerable<IReadOnlyList<string>> TakeFinalAsync(ChainSelector chain, ulong height, CancellationToken ct);
}
