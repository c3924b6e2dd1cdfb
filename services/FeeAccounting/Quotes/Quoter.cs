using Marten;
using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Evm.Abi;
using QLStake.Hosting;
using QLStake.Protocol.Bindings;
using BlockRef = QLStake.Evm.BlockRef;

namespace QLStake.FeeAccounting;

/// <summary>Asks the satellite what it would charge, and the hub's chain what minting would cost.</summary>
public sealed class Quoter(IDocumentStore store, FeeChains chains, QuoteSettings settings, TimeProvider time)
{
    /// <exception cref="QuoteException">A chain would not say; the message says why and what to do.</exception>
    public async Task<StakeQuote> QuoteAsync(QuoteRequest request, CancellationToken ct)
    {
        var (fees, hub) = await FeesAsync(request, ct);
        await using var session = store.QuerySession();
        var gas = await MintGas.RecentAsync(session, hub.Selector, ct);
        var price = await PriceAsync(hub, ct);
        return QuoteRules.Of(request, hub, fees, (gas, price), time.GetUtcNow(), settings.QuoteLifetime);
    }

    private async Task<(ChargedFees Fees, ConfiguredChain Hub)> FeesAsync(QuoteRequest request, CancellationToken ct)
    {
        var chain = request.Chain;
        var satellite = chain.Settings.Satellite ?? throw QuoteException.NoSatellite(chain, chains);
        var quote = new QLStakeSatellite.QuoteStakeCall(
            request.Staker,
            request.Asset,
            request.Amount,
            request.Receiver,
            Address.Zero,
            request.FeeToken
        );
        try
        {
            // One batch, so that the quote and its destination are of the same moment.
            var answers = await chain.Rpc.CallMany(
                [new(satellite, quote.Encode()), new(satellite, new QLStakeSatellite.CurrentHubCall().Encode())],
                BlockRef.Latest,
                ct
            );
            var charge = QLStakeSatellite.QuoteStakeCall.DecodeResult(answers[0].Value);
            var hub = QLStakeSatellite.CurrentHubCall.DecodeResult(answers[1].Value);
            return (
                new(new(charge.CcipFee), new(charge.ExecutionFee), new(charge.Subsidy), new(charge.Total)),
                chains.Find(new ChainSelector(hub.HubSelector))
                    ?? throw QuoteException.UnknownHub(chain, hub.HubSelector)
            );
        }
        catch (Exception error) when (error is RpcException or AbiException)
        {
            throw QuoteException.Of(error, chain, satellite);
        }
    }

    /// <summary>Wei per gas on the hub: the newest block's base fee and the tip its nodes propose.</summary>
    private static async Task<Wei> PriceAsync(ConfiguredChain hub, CancellationToken ct)
    {
        try
        {
            var head = await hub.Rpc.GetHeader(BlockRef.Latest, ct);
            return new((head?.BaseFeePerGas ?? U256.Zero) + await hub.Rpc.MaxPriorityFee(ct));
        }
        catch (RpcException error)
        {
            throw QuoteException.Unreachable(error, hub);
        }
    }
}
