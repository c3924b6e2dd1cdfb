using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Protocol.Bindings;
using BlockRef = QLStake.Evm.BlockRef;

namespace QLStake.MintExecutor;

/// <summary>What it would cost to send a batch now.</summary>
/// <param name="Refusal">Why it cannot be sent at all; null if it can.</param>
/// <param name="DirectFee">CCIP's fee for one such stake by itself; null where it cannot be said.</param>
internal sealed record FlushPrice(Wei CcipFee, Wei ToPay, Wei? DirectFee, string? Refusal);

/// <summary>Reads open batches and what sending them costs.</summary>
internal sealed class FlushReader(ServedChain chain, Address account)
{
    /// <summary>All batches, and the hub that stakes go to now, in one round trip.</summary>
    /// <returns>The batches in order; the hub of a chain with a satellite.</returns>
    /// <exception cref="RpcException">The chain cannot be read.</exception>
    public async Task<(IReadOnlyList<OpenBatch> Batches, (ChainSelector Selector, Address Hub)? Current)> ReadAsync(
        IReadOnlyList<FlushTarget> targets,
        CancellationToken ct
    )
    {
        // Hubs and satellites keep open batches alike (IQLOutbox).
        var calls = targets
            .Select(target => new CallRequest(target.Contract, new QLStakeSatellite.OpenBatchCall(target.Key).Encode()))
            .ToList();
        if (chain.Satellite is { } satellite)
            calls.Add(new(satellite, new QLStakeSatellite.CurrentHubCall().Encode()));
        var answers = await chain.Rpc.CallMany(calls, BlockRef.Latest, ct);
        var batches = answers.Take(targets.Count).Select(answer => Batch(answer.Value)).ToList();
        if (chain.Satellite is null)
            return (batches, null);
        var hub = QLStakeSatellite.CurrentHubCall.DecodeResult(answers[^1].Value);
        return (batches, hub.Hub == Address.Zero ? null : (new(hub.HubSelector), hub.Hub));
    }

    /// <exception cref="RpcException">The chain cannot be read.</exception>
    public Task<FlushPrice> PriceAsync(FlushTarget target, OpenBatch batch, CancellationToken ct) =>
        target.Kind == OperationKind.Flush ? StakesAsync(target, batch, ct) : RefundsAsync(target, ct);

    private async Task<FlushPrice> StakesAsync(FlushTarget target, OpenBatch batch, CancellationToken ct)
    {
        var flush = new QLStakeSatellite.QuoteFlushCall(target.Destination.Value, target.Peer, target.Asset);
        // One stake of the batch's average size.
        var direct = new QLStakeSatellite.QuoteStakeCall(
            account,
            target.Asset,
            batch.Total.Value / batch.Count,
            account,
            account,
            Address.Zero
        );
        var answers = await chain.Rpc.CallMany(
            [new(target.Contract, flush.Encode(), account), new(target.Contract, direct.Encode(), account)],
            BlockRef.Latest,
            ct
        );
        if (answers[0].Error is CallRevertedException refused)
            return new(default, default, null, Words(refused, byHub: false));
        var quote = QLStakeSatellite.QuoteFlushCall.DecodeResult(answers[0].Value);
        Wei? alone = answers[1].Error is null
            ? new(QLStakeSatellite.QuoteStakeCall.DecodeResult(answers[1].Value).CcipFee)
            : null;
        return new(new(quote.CcipFee), new(quote.ToPay), alone, null);
    }

    /// <summary>A hub has no quote for it: called without a coin, it says what is missing.</summary>
    private async Task<FlushPrice> RefundsAsync(FlushTarget target, CancellationToken ct)
    {
        try
        {
            await chain.Rpc.Call(new(target.Contract, target.Call().Encode(), account), BlockRef.Latest, ct);
            return new(default, default, null, null);
        }
        catch (CallRevertedException refused)
        {
            return OperationRefusals.Needed(refused.Data, byHub: true) is { } fee
                ? new(new(fee), new(fee), null, null)
                : new(default, default, null, Words(refused, byHub: true));
        }
    }

    private static string Words(CallRevertedException refused, bool byHub) =>
        RevertReason.Read(refused.Data.Span, byHub ? QLStakeHub.DecodeError : QLStakeSatellite.DecodeError) is { } known
            ? RevertWords.Name(known)
            : RevertWords.Describe(refused.Data);

    private static OpenBatch Batch(byte[] answer)
    {
        var batch = QLStakeSatellite.OpenBatchCall.DecodeResult(answer);
        return new(batch.Generation, batch.Count, ChainClock.Moment(batch.OpenedAt), new(batch.Total));
    }
}
