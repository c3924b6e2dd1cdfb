using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Protocol.Bindings;
using BlockRef = QLStake.Evm.BlockRef;

namespace QLStake.MintExecutor;

/// <summary>Asks the hub what it would do with each order, on top of its newest block.</summary>
internal sealed class Simulation(ServedChain chain, Address hub, Address account, TimeProvider time)
{
    /// <returns>One outcome for each order, in order.</returns>
    /// <exception cref="RpcException">The chain cannot be read, or the hub refuses the whole batch for an unknown reason.</exception>
    public async Task<IReadOnlyList<Outcome>> RunAsync(
        IReadOnlyList<ExecuteMint> orders,
        BlockHeader head,
        ulong gasPerMint,
        CancellationToken ct
    )
    {
        var data = MintCalls.Of(orders);
        var call = new CallRequest(hub, data, From: account, Gas: MintCalls.Gas(orders.Count, data, gasPerMint));
        var (hubTime, now) = (DateTimeOffset.FromUnixTimeSeconds((long)head.Timestamp), time.GetUtcNow());
        try
        {
            var answer = await chain.Rpc.Call(call, BlockRef.Number(head.Number), ct);
            var outcomes = QLStakeHub.ExecuteMintsCall.DecodeResult(answer);
            return
            [
                .. await Task.WhenAll(
                    outcomes
                        .Zip(orders, (found, order) => (Outcome: Read(found, hubTime, now), order))
                        .Select(pair => FinalAsync(pair.Outcome, pair.order, ct))
                ),
            ];
        }
        catch (CallRevertedException reverted)
            when (MintRefusals.Read(reverted.Data, hubTime, now) is Outcome.Delay { UntilUnpaused: true } paused)
        {
            return [.. orders.Select(_ => paused)];
        }
    }

    private static Outcome Read(QLStakeHub.MintOutcome found, DateTimeOffset hubTime, DateTimeOffset now) =>
        found.Shares.IsZero ? MintRefusals.Read(found.Reason, hubTime, now) : new Outcome.Taken();

    /// <summary>A leaf that is consumed in a final block stays so.</summary>
    private async Task<Outcome> FinalAsync(Outcome outcome, ExecuteMint order, CancellationToken ct)
    {
        if (outcome is not Outcome.Consumed)
            return outcome;
        var item = order.Item;
        var call = new QLStakeHub.IsConsumedCall(item.Lane.Source.Value, item.Satellite, order.Root, item.Index);
        var answer = await chain.Rpc.Call(new(hub, call.Encode()), BlockRef.Finalized, ct);
        return new Outcome.Consumed(Final: QLStakeHub.IsConsumedCall.DecodeResult(answer));
    }
}
