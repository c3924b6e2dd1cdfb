using QLStake.Evm;
using QLStake.Protocol.Bindings;
using BlockRef = QLStake.Evm.BlockRef;
using MessageKind = QLStake.Contracts.MessageKind;

namespace QLStake.RateLimitGuard;

/// <summary>Reads the hub chain through one endpoint, at its newest block.</summary>
internal static class HubReader
{
    /// <summary>Executions are sought backwards in steps that grow: the one we want is nearly always among the newest blocks.</summary>
    private static readonly ulong[] Steps = [500, 10_000, 100_000];

    /// <returns>Null for a chain without blocks.</returns>
    /// <exception cref="RpcException">The endpoint cannot be read, or lags.</exception>
    public static async Task<HubSighting?> ReadAsync(
        IEvmChain endpoint,
        MintAsked asking,
        SentMessage sent,
        Address offRamp,
        CancellationToken ct
    )
    {
        if (await endpoint.GetHeader(BlockRef.Latest, ct) is not { } head)
            return null;
        var at = BlockRef.Number(head.Number);
        var (item, source) = (asking.Item, asking.Item.Lane.Source.Value);
        var rootOf = RootOf(asking);
        var isConsumed = new QLStakeHub.IsConsumedCall(source, item.Satellite, asking.Root, item.Index);
        var calls = await endpoint.CallMany(
            [new(item.Hub, rootOf.Encode()), new(item.Hub, isConsumed.Encode())],
            at,
            ct
        );
        var root = QLStakeHub.RootOfCall.DecodeResult(calls[0].Value);
        return new(
            head.Number,
            DateTimeOffset.FromUnixTimeSeconds((long)head.Timestamp),
            // The hub answers for stakes only; rewards are alone in their root.
            asking.LeafKind == MessageKind.Stake
                ? QLStakeHub.IsConsumedCall.DecodeResult(calls[1].Value)
                : !root.Consumed.IsZero,
            root,
            root.ReceivedAt == 0 ? [] : await ExecutionsAsync(endpoint, source, sent, offRamp, head.Number, ct)
        );
    }

    /// <summary>Whether the hub has the root at all, at the endpoint's newest block.</summary>
    public static async Task<bool> HasRootAsync(IEvmChain endpoint, MintAsked asking, CancellationToken ct)
    {
        var rootOf = RootOf(asking);
        var answer = await endpoint.Call(new(asking.Item.Hub, rootOf.Encode()), BlockRef.Latest, ct);
        return QLStakeHub.RootOfCall.DecodeResult(answer).ReceivedAt != 0;
    }

    private static QLStakeHub.RootOfCall RootOf(MintAsked asking) =>
        new(asking.Item.Lane.Source.Value, asking.Item.Satellite, (byte)asking.LeafKind, asking.Root);

    private static async Task<IReadOnlyList<OffRamp.ExecutionStateChanged>> ExecutionsAsync(
        IEvmChain endpoint,
        ulong source,
        SentMessage sent,
        Address offRamp,
        ulong head,
        CancellationToken ct
    )
    {
        B256[] number = [((U256)sent.SequenceNumber).ToB256()];
        var (to, found) = (head, new List<OffRamp.ExecutionStateChanged>());
        foreach (var step in Steps)
        {
            var from = to > step ? to - step : 0;
            var query = LogQuery.Range(from, to) with
            {
                Addresses = [offRamp],
                Topics =
                [
                    [OffRamp.ExecutionStateChanged.Topic],
                    [((U256)source).ToB256()],
                    number,
                    [sent.MessageId],
                ],
            };
            foreach (var log in await endpoint.GetLogs(query, ct))
                if (OffRamp.ExecutionStateChanged.TryDecode(log, out var execution))
                    found.Add(execution);
            if (found.Count > 0 || from == 0)
                break;
            to = from - 1;
        }
        return found;
    }
}
