using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Protocol.Bindings;
using QLStake.Protocol.Messages;

namespace QLStake.MintExecutor;

/// <summary>Writes orders as the hub takes them.</summary>
internal static class MintCalls
{
    private const ulong GasForTheCall = 100_000;

    /// <summary>EIP-2028: what a byte of call data costs at most.</summary>
    private const ulong GasPerByte = 16;

    /// <summary>EIP-7825: no transaction may have a higher gas limit.</summary>
    private const ulong LargestTransaction = 1UL << 24;

    private const ulong BytesPerMint = 1_500;

    /// <summary>What makes an order one that can never be written or mined, or null. One bad order must not stop a batch.</summary>
    public static string? Problem(ExecuteMint order)
    {
        var leaf = Leaf.IdOf(order.Item);
        if (leaf != order.StakeId)
            return $"The item is not the stake: expected leaf {order.StakeId}, found {leaf}.";
        try
        {
            Of([order]);
            return null;
        }
        catch (Exception error) when (error is EvmDataException or FormatException or OverflowException)
        {
            return $"The order cannot be written for the hub: {error.Message}";
        }
    }

    /// <summary>How many mints one transaction may hold, at least one.</summary>
    /// <param name="blockGasLimit">Half a block is left to others.</param>
    public static int Most(ulong blockGasLimit, ulong perMint) =>
        (int)
            Math.Max(
                1,
                (Math.Min(blockGasLimit / 2, LargestTransaction) - GasForTheCall)
                    / (perMint + BytesPerMint * GasPerByte)
            );

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

    internal static QLStakeHub.Approval Approval(MintApproved approved)
    {
        var signature = Signature.FromSpan(Hex.Decode(approved.Signature));
        return new(approved.Expires, approved.PolicyHash, signature.V, signature.R.ToB256(), signature.S.ToB256());
    }
}
