using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Evm.Logs;
using QLStake.Protocol.Bindings;
using BlockRef = QLStake.Evm.BlockRef;

namespace QLStake.RateLimitGuard;

/// <summary>Reads the source chain through one endpoint, nothing above its finalized height.</summary>
internal static class SourceReader
{
    /// <exception cref="RpcException">The endpoint cannot be read, or lags.</exception>
    public static async Task<SourceSighting> ReadAsync(
        IEvmChain endpoint,
        MintAsked asking,
        Address onRamp,
        CancellationToken ct
    )
    {
        var final = await endpoint.GetHeader(BlockRef.Finalized, ct);
        var (height, time) = final is null
            ? (0UL, DateTimeOffset.UnixEpoch)
            : (final.Number, DateTimeOffset.FromUnixTimeSeconds((long)final.Timestamp));
        var block = asking.Evidence.LockBlock.Number;
        if (block > height)
            return new(height, time, LockFinal: false, null, null, null, null);

        var satellite = asking.Item.Satellite;
        var sentRoot = new QLStakeSatellite.SentRootCall(asking.Root);
        var sentTask = endpoint.Call(new(satellite, sentRoot.Encode()), BlockRef.Number(height), ct);
        var logs = await LogsAsync(endpoint, block, [satellite, onRamp], ct);
        var sent = QLStakeSatellite.SentRootCall.DecodeResult(await sentTask);
        var locked = logs.Where(log => log.Address == satellite)
            .Select(log => LockOf(log, asking))
            .FirstOrDefault(found => found is not null);
        var rootSent = FindRoot(logs, asking);
        if (rootSent is null && locked is not null)
            (rootSent, logs) = await FollowAsync(endpoint, asking, onRamp, block, height, ct);
        return new(height, time, LockFinal: true, sent, locked, rootSent, FindMessage(logs, onRamp, rootSent));
    }

    /// <summary>A stake sent at once is locked by one log, a queued one by another; both name it and show its item.</summary>
    private static QLStakeSatellite.Item? LockOf(Log log, MintAsked asking)
    {
        var stake = asking.StakeId.Value;
        if (asking.LeafKind == MessageKind.Rewards)
            return QLStakeSatellite.RewardsFunded.TryDecode(log, out var funded) && funded.Leaf == stake
                ? funded.Item
                : null;
        return QLStakeSatellite.StakeLocked.TryDecode(log, out var locked) && locked.StakeId == stake ? locked.Item
            : QLStakeSatellite.LeafQueued.TryDecode(log, out var queued)
            && queued.Leaf == stake
            && queued.Kind == (byte)MessageKind.Stake
                ? queued.Item
            : null;
    }

    /// <summary>A queued stake's root leaves in a later block than the lock.</summary>
    private static async Task<(QLStakeSatellite.RootSent?, IReadOnlyList<Log>)> FollowAsync(
        IEvmChain endpoint,
        MintAsked asking,
        Address onRamp,
        ulong from,
        ulong to,
        CancellationToken ct
    )
    {
        var query = LogQuery.Range(from, to) with
        {
            Addresses = [asking.Item.Satellite],
            Topics =
            [
                [QLStakeSatellite.RootSent.Topic],
                [],
                [asking.Root],
            ],
        };
        var found = await endpoint.GetLogs(query, ct);
        if (found.Count == 0)
            return (null, []);
        var logs = await LogsAsync(endpoint, found[0].BlockNumber, [asking.Item.Satellite, onRamp], ct);
        return (FindRoot(logs, asking), logs);
    }

    private static Task<IReadOnlyList<Log>> LogsAsync(
        IEvmChain endpoint,
        ulong block,
        IReadOnlyList<Address> contracts,
        CancellationToken ct
    ) => endpoint.GetLogs(LogQuery.Range(block, block) with { Addresses = contracts }, ct);

    private static QLStakeSatellite.RootSent? FindRoot(IReadOnlyList<Log> logs, MintAsked asking) =>
        logs.Where(log => log.Address == asking.Item.Satellite)
            .Select(log => QLStakeSatellite.RootSent.TryDecode(log, out var found) ? found : null)
            .FirstOrDefault(found => found?.Root == asking.Root);

    private static OnRamp.CCIPMessageSent? FindMessage(
        IReadOnlyList<Log> logs,
        Address onRamp,
        QLStakeSatellite.RootSent? root
    ) =>
        root is null
            ? null
            : logs.Where(log => log.Address == onRamp)
                .Select(log => OnRamp.CCIPMessageSent.TryDecode(log, out var found) ? found : null)
                .FirstOrDefault(found => found?.Message.Header.MessageId == root.MessageId);
}
