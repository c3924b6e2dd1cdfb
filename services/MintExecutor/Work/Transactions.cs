using QLStake.Evm;
using BlockRef = QLStake.Evm.BlockRef;

namespace QLStake.MintExecutor;

/// <summary>Prices and signs the account's transactions on one chain.</summary>
internal sealed class Transactions(ServedChain chain, ISigner signer, ExecutorSettings settings)
{
    public Address Account => signer.Address;

    /// <summary>Fees for a new transaction; null while gas is above the ceiling.</summary>
    public async Task<GasFees?> ProposeAsync(CancellationToken ct) =>
        FeeRule.Propose(
            await chain.Rpc.FeeHistory(FeeRule.Blocks, BlockRef.Latest, FeeRule.Percentiles, ct),
            settings.MaxFeePerGas
        );

    public async Task<Attempt> SignAsync(Eip1559Transaction transaction, CancellationToken ct)
    {
        var signed = await transaction.SignAsync(signer, ct);
        return new(
            signed.Hash,
            Hex.Encode(signed.Raw.Span),
            new(transaction.MaxFeePerGas),
            new(transaction.MaxPriorityFeePerGas)
        );
    }

    /// <summary>The same transaction at higher fees; null while the ceiling leaves no room.</summary>
    public async Task<Attempt?> RepriceAsync(Attempt last, CancellationToken ct)
    {
        var offered = new GasFees(last.MaxFeePerGas, last.MaxPriorityFeePerGas);
        if (FeeRule.Bump(offered, await ProposeAsync(ct), settings.MaxFeePerGas) is not { } fees)
            return null;
        var transaction = SignedEip1559Transaction.Decode(Hex.Decode(last.Raw)).Transaction;
        return await SignAsync(
            transaction with
            {
                MaxFeePerGas = fees.Max.Value,
                MaxPriorityFeePerGas = fees.Priority.Value,
            },
            ct
        );
    }
}
