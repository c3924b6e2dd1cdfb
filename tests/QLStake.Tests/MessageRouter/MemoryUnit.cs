using System.Runtime.CompilerServices;
using QLStake.Contracts;
using QLStake.Hosting;
using QLStake.MessageRouter;

namespace QLStake.Tests.MessageRouter;

/// <summary>The router's work in memory: streams of events, folded by the production states.</summary>
internal sealed class MemoryUnit : IRouterUnit
{
    private readonly Dictionary<string, List<object>> _streams = [];
    private readonly Dictionary<ChainSelector, ulong> _heights = [];
    private readonly HashSet<(ChainSelector Chain, ulong Height, string Stream)> _awaiting = [];

    /// <summary>All that was decided, in order.</summary>
    public List<object> Events { get; } = [];

    public IReadOnlyList<object> Stream(string stream) => _streams.GetValueOrDefault(stream, []);

    public IEnumerable<string> Streams => _streams.Keys;

    public TState Load<TState>(string stream)
        where TState : class, IState<TState> =>
        Stream(stream).Aggregate(TState.Initial, (state, @event) => state.Apply(@event));

    public ValueTask<TState> LoadAsync<TState>(string stream, CancellationToken ct)
        where TState : class, IState<TState> => ValueTask.FromResult(Load<TState>(stream));

    public ValueTask<TState> DecideAsync<TState>(
        string stream,
        Func<TState, IEnumerable<object>> decide,
        CancellationToken ct
    )
        where TState : class, IState<TState> => ValueTask.FromResult(Decide(stream, decide));

    public TState Decide<TState>(string stream, Func<TState, IEnumerable<object>> decide)
        where TState : class, IState<TState>
    {
        var decided = decide(Load<TState>(stream)).ToList();
        if (decided.Count > 0)
            (_streams.TryGetValue(stream, out var known) ? known : _streams[stream] = []).AddRange(decided);
        Events.AddRange(decided);
        return Load<TState>(stream);
    }

    public ValueTask<ulong?> FinalizedAsync(ChainSelector chain, CancellationToken ct) =>
        ValueTask.FromResult<ulong?>(_heights.TryGetValue(chain, out var height) ? height : null);

    public void SetFinalized(ChainSelector chain, ulong height) => _heights[chain] = height;

    public void AwaitFinality(ChainSelector chain, BlockRef block, string stream) =>
        _awaiting.Add((chain, block.Number, stream));

    public async IAsyncEnumerable<IReadOnlyList<string>> TakeFinalAsync(
        ChainSelector chain,
        ulong height,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var due = _awaiting.Where(row => row.Chain == chain && row.Height <= height).ToList();
        _awaiting.ExceptWith(due);
        await Task.CompletedTask;
        yield return [.. due.Select(row => row.Stream)];
    }
}
