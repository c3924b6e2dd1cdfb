using QLStake.Contracts;
using QLStake.Protocol.Bindings;

namespace QLStake.Console;

/// <summary>A chain's end of its lanes.</summary>
/// <param name="Curses">Subjects that CCIP's RMN has cursed here; null where no RMNRemote is configured.</param>
/// <param name="Lane">Of the satellite to its hub: how far it is open; null on chains without a satellite.</param>
/// <param name="Problem">Why it could not be read; null if it was.</param>
public sealed record ChainEnd(ChainPlace Chain, WatchedChain? Watched, int? Curses, byte? Lane, string? Problem);

/// <summary>What waits on one lane, among the youngest stakes.</summary>
public sealed record LanePending(Lane Lane, int Pending, DateTimeOffset? Oldest);

/// <summary>Looks at lanes: the watcher's heights, CCIP's curses, and what waits.</summary>
internal sealed class LaneReader(OnChain chains, Upstream upstream, StakeReader stakes)
{
    private const int Youngest = 200;

    /// <exception cref="UpstreamException">Chain-watcher is away.</exception>
    public async Task<IReadOnlyList<ChainEnd>> ChainsAsync(CancellationToken ct)
    {
        var watched = await upstream.ServiceAsync<List<WatchedChain>>(ServiceNames.ChainWatcher, "/chains", ct) ?? [];
        return await Task.WhenAll(
            chains.All.Select(chain => EndAsync(chain, watched.Find(seen => seen.Selector == chain.Selector), ct))
        );
    }

    /// <exception cref="UpstreamException">The router is away.</exception>
    public async Task<IReadOnlyList<LanePending>> PendingAsync(CancellationToken ct)
    {
        var page = await stakes.ListAsync(null, null, Youngest, ct);
        return
        [
            .. page
                .Stakes.Where(stake => stake is { Source: not null, Destination: not null })
                .GroupBy(stake => new Lane(stake.Source!.Value, stake.Destination!.Value))
                .Select(lane => (lane.Key, Open: lane.Where(stake => stake.Waiting.Cause != "Done").ToList()))
                .Select(lane => new LanePending(lane.Key, lane.Open.Count, lane.Open.Min(stake => stake.LockedAt))),
        ];
    }

    private async Task<ChainEnd> EndAsync(ChainPlace chain, WatchedChain? watched, CancellationToken ct)
    {
        try
        {
            int? curses = chain.RmnRemote is { } rmn
                ? (await chains.ReadAsync(chain, rmn, new RMNRemote.GetCursedSubjectsCall(), ct)).Length
                : null;
            byte? lane = chain.Settings.Satellite is { } satellite
                ? (await chains.ReadAsync(chain, satellite, new QLStakeSatellite.CurrentHubCall(), ct)).State
                : null;
            return new(chain, watched, curses, lane, null);
        }
        catch (UpstreamException away)
        {
            return new(chain, watched, null, null, away.Message);
        }
    }
}
