using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Evm.Abi;

namespace QLStake.FeeAccounting;

/// <summary>Asks the contracts what they would charge.</summary>
public sealed class Quoter(StakeQuoter stakes, RedeemQuoter redemptions, TransferQuoter transfers)
{
    /// <exception cref="QuoteException">A chain would not say; the message says why and what to do.</exception>
    public Task<Quote> QuoteAsync(QuoteRequest request, CancellationToken ct) =>
        request.Kind switch
        {
            QuoteKind.Redeem => redemptions.QuoteAsync(request, ct),
            QuoteKind.Transfer => transfers.QuoteAsync(request, ct),
            _ => stakes.QuoteAsync(request, ct),
        };

    /// <summary>The one round trip of a quote.</summary>
    /// <exception cref="QuoteException">The chain does not answer.</exception>
    internal static async Task<ChainAnswers> AskAsync(
        QuoteRequest request,
        Address contract,
        IReadOnlyList<(Address, byte[])> calls,
        CancellationToken ct
    )
    {
        try
        {
            return await ChainAnswers.AskAsync(request.Chain, calls, ct);
        }
        catch (Exception error) when (error is RpcException or AbiException)
        {
            throw QuoteException.Of(error, request.Chain, contract);
        }
    }

    /// <summary>Reads an answer in the words of a quote.</summary>
    /// <exception cref="QuoteException">The call reverted, or its answer is none of ours.</exception>
    internal static T Read<T>(QuoteRequest request, Address contract, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is RpcException or AbiException)
        {
            throw QuoteException.Of(error, request.Chain, contract);
        }
    }

    /// <summary>What leaves whoever acts: the amount and the fee, together where they are one token.</summary>
    internal static IReadOnlyList<QuoteTotal> Totals(Address token, U256 amount, Address feeToken, Wei charged) =>
        token == feeToken ? [new(token, amount + charged.Value)] : [new(token, amount), new(feeToken, charged.Value)];

    /// <summary>Gas that an executor of ours pays later.</summary>
    internal static QuotePart Gas(
        PostingKind kind,
        Hosting.ConfiguredChain chain,
        RecentGas gas,
        Wei price,
        ulong block
    ) =>
        new(
            kind,
            chain.Selector,
            chain.Name,
            Address.Zero,
            new(gas.Each * price.Value),
            "executor",
            $"Expected: {gas.Each} gas ({gas.Basis}) at {price} wei. Not charged to the caller.",
            "eth_getBlockByNumber, eth_maxPriorityFeePerGas",
            block
        );
}
