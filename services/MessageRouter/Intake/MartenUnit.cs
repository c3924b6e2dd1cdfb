using System.Globalization;
using System.Runtime.CompilerServices;
using Marten;
using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.MessageRouter;

/// <summary>The height up to which a chain is final.</summary>
/// <param name="Id">The chain's selector.</param>
public sealed record ChainHeight(string Id, long Height);

/// <summary>A stream that decides something once a block is final.</summary>
/// <param name="Chain">The block's chain, by selector.</param>
public sealed record AwaitsFinality(string Id, string Chain, long Height, string Stream);

/// <summary>
/// The intake's work in one PostgreSQL transaction. A list of news is one transaction too, so rows written for an
/// earlier entry are looked up among the pending ones as well.
/// </summary>
public sealed class MartenUnit(Streams streams) : IRouterUnit
{
    private const int Page = 256;

    public ValueTask<TState> LoadAsync<TState>(string stream, CancellationToken ct)
        where TState : class, IState<TState> => streams.LoadAsync<TState>(stream, ct);

    public async ValueTask<TState> DecideAsync<TState>(
        string stream,
        Func<TState, IEnumerable<object>> decide,
        CancellationToken ct
    )
        where TState : class, IState<TState>
    {
        List<object> decided = [.. decide(await streams.LoadAsync<TState>(stream, ct))];
        var state = await streams.AppendAsync<TState>(stream, decided, ct);
        if (decided.Count > 0)
            foreach (var stake in StakesOf(stream, state))
                StakeTrace.Link(stake);
        return state;
    }

    public async ValueTask<ulong?> FinalizedAsync(ChainSelector chain, CancellationToken ct)
    {
        var pending = Pending<ChainHeight>().LastOrDefault(row => row.Id == chain.ToString());
        var row = pending ?? await streams.Session.LoadAsync<ChainHeight>(chain.ToString(), ct);
        return row is null ? null : (ulong)row.Height;
    }

    public void SetFinalized(ChainSelector chain, ulong height) =>
        streams.Session.Store(new ChainHeight(chain.ToString(), Number(height)));

    public void AwaitFinality(ChainSelector chain, BlockRef block, string stream) =>
        streams.Session.Store(
            new AwaitsFinality($"{stream}@{block.Hash}", chain.ToString(), Number(block.Number), stream)
        );

    public async IAsyncEnumerable<IReadOnlyList<string>> TakeFinalAsync(
        ChainSelector chain,
        ulong height,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var (name, upTo) = (chain.ToString(), Number(height));
        foreach (
            var rows in Pending<AwaitsFinality>().Where(row => row.Chain == name && row.Height <= upTo).Chunk(Page)
        )
            yield return Take(rows);
        for (var skip = 0; ; skip += Page)
        {
            var rows = await streams
                .Session.Query<AwaitsFinality>()
                .Where(row => row.Chain == name && row.Height <= upTo)
                .OrderBy(row => row.Height)
                .ThenBy(row => row.Id)
                .Skip(skip)
                .Take(Page)
                .ToListAsync(ct);
            yield return Take(rows);
            if (rows.Count < Page)
                yield break;
        }
    }

    private static IEnumerable<StakeId> StakesOf(string stream, object state) =>
        state switch
        {
            Stake => [StreamNames.StakeOf(stream)],
            Root root => root.Leaves,
            _ => [],
        };

    private List<string> Take(IReadOnlyList<AwaitsFinality> rows)
    {
        foreach (var row in rows)
            streams.Session.Delete<AwaitsFinality>(row.Id);
        return [.. rows.Select(row => row.Stream)];
    }

    private List<TRow> Pending<TRow>()
        where TRow : notnull => [.. streams.Session.PendingChanges.AllChangedFor<TRow>()];

    private static long Number(ulong height) =>
        height <= long.MaxValue
            ? (long)height
            : throw new InvalidOperationException(
                string.Create(CultureInfo.InvariantCulture, $"Expected a height below 2^63, found {height}.")
            );
}
