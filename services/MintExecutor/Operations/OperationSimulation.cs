using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Protocol.Bindings;
using BlockRef = QLStake.Evm.BlockRef;

namespace QLStake.MintExecutor;

/// <summary>What a contract would do with a call now.</summary>
/// <param name="Gas">Gas limit to send it with, where it would be taken.</param>
/// <param name="Value">Native coin to send along.</param>
internal readonly record struct Trial(Outcome Outcome, ulong Gas, U256 Value);

/// <summary>Tries a call on top of the newest block.</summary>
internal sealed class OperationSimulation(ServedChain chain, Address account, ulong mostGas, TimeProvider time)
{
    /// <exception cref="RpcException">The chain cannot be read.</exception>
    public async Task<Trial> RunAsync(OperationOrder order, CancellationToken ct)
    {
        if (await chain.Rpc.GetHeader(BlockRef.Latest, ct) is not { } head)
            return new(new Outcome.Delay("the chain shows no block", null), 0, default);
        var clock = ChainClock.Of(head.Timestamp, time.GetUtcNow());
        var block = BlockRef.Number(head.Number);
        var trial = await TryAsync(order, order.Value?.Value ?? default, block, clock, ct);
        if (trial.Outcome is not Outcome.Consumed)
            return trial;
        // What is done in a final block stays done.
        var final = await TryAsync(order, order.Value?.Value ?? default, BlockRef.Finalized, clock, ct);
        return trial with { Outcome = new Outcome.Consumed(Final: final.Outcome is Outcome.Consumed) };
    }

    private async Task<Trial> TryAsync(
        OperationOrder order,
        U256 value,
        BlockRef block,
        ChainClock clock,
        CancellationToken ct
    )
    {
        if (order.Batch is { } meant && await IsClosedAsync(order.To, meant, block, ct))
            return new(new Outcome.Consumed(Final: false), 0, value);
        var call = new CallRequest(order.To, Hex.Decode(order.Data), account, value);
        try
        {
            await chain.Rpc.Call(call, block, ct);
            var used = await chain.Rpc.EstimateGas(call, block, ct);
            return new(Afford(order.Name.Kind, used), OperationGas.Limit(order.Name.Kind, used, mostGas), value);
        }
        catch (CallRevertedException reverted)
        {
            return OperationRefusals.Needed(reverted.Data, order.IsForHub()) is { } needed && needed > value
                ? await WithMoreAsync(order, needed, block, clock, ct)
                : new(OperationRefusals.Read(reverted.Data, order.IsForHub(), clock), 0, value);
        }
        catch (RpcErrorException refused)
        {
            // E.g. the account cannot pay for this one: it must not keep the others from being sent.
            return new(new Outcome.Delay($"{chain.Name} refuses to try it: {refused.Message}", null), 0, value);
        }
    }

    /// <summary>CCIP's fee has risen since the value was set: more is offered, within bounds. The excess comes back.</summary>
    private Task<Trial> WithMoreAsync(
        OperationOrder order,
        U256 needed,
        BlockRef block,
        ChainClock clock,
        CancellationToken ct
    )
    {
        var most = order.MostValue?.Value ?? U256.Zero;
        return needed > most
            ? Task.FromResult(
                new Trial(
                    new Outcome.Delay(
                        $"It costs {needed} wei; at most {most} may be spent (QLStake:Executor:Batching:MaxTopUp)",
                        clock.Host.AddMinutes(1)
                    ),
                    0,
                    needed
                )
            )
            : TryAsync(order, U256.Min(most, needed + needed / FlushRule.ValueMargin), block, clock, ct);
    }

    private Outcome Afford(OperationKind kind, ulong used) =>
        OperationGas.Floor(kind, used) <= mostGas
            ? new Outcome.Taken()
            : new Outcome.Delay($"It needs {used} gas; at most {mostGas} (QLStake:Executor:GasPerOperation)", null);

    /// <summary>Hubs and satellites keep open batches alike (<c>IQLOutbox</c>).</summary>
    private async Task<bool> IsClosedAsync(Address contract, MeantBatch meant, BlockRef block, CancellationToken ct)
    {
        var answer = await chain.Rpc.Call(
            new(contract, new QLStakeSatellite.OpenBatchCall(meant.Key).Encode()),
            block,
            ct
        );
        return QLStakeSatellite.OpenBatchCall.DecodeResult(answer).Generation > meant.Generation;
    }
}
