using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Protocol.Bindings;

namespace QLStake.MintExecutor;

/// <summary>Writes orders as the hub takes them.</summary>
internal static class MintCalls
{
    private const ulong GasForTheCall = 100_000;

    /// <summary>EIP-2028: what a byte of call data costs at most.</summary>
    private const ulong GasPerByte = 16;

    /// <exception cref="EvmDataException">An approval's signature is not one.</exception>
    public static byte[] Of(IEnumerable<ExecuteMint> orders) =>
        new QLStakeHub.ExecuteMintsCall([.. orders.Select(Entry)]).Encode();

    /// <summary>
    /// Counted, not estimated: <c>eth_estimateGas</c> would stop at what lets the call succeed with its entries skipped for
    /// want of gas. A simulation with exactly this much shows whether every entry is minted.
    /// </summary>
    public static ulong Gas(int mints, byte[] data, ulong perMint) =>
        GasForTheCall + (ulong)mints * perMint + (ulong)data.Length * GasPerByte;

    private static QLStakeHub.MintEntry Entry(ExecuteMint order)
    {
        var item = order.Item;
        return new(
            item.Lane.Source.Value,
            item.Satellite,
            order.Root,
            new(item.Asset, item.Amount.Value, item.Receiver, item.RefundTo, item.Nonce, item.Index),
            [.. order.Proof],
            [.. order.Approvals.Select(Approval)]
        );
    }

    private static QLStakeHub.Approval Approval(MintApproved approved)
    {
        var signature = Signature.FromSpan(Hex.Decode(approved.Signature));
        return new(approved.Expires, approved.PolicyHash, signature.V, signature.R.ToB256(), signature.S.ToB256());
    }
}
