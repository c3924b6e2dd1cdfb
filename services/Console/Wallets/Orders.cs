using QLStake.Contracts;
using QLStake.Evm.Abi;
using QLStake.Protocol.Bindings;
using QLStake.Protocol.Ccip;

namespace QLStake.Console;

/// <summary>Writes the calls of our contracts and of CCIP's Router, so that the page holds no ABI. Pure.</summary>
internal static class Orders
{
    public static Order Approve(ChainPlace chain, Address token, Address spender, U256 amount, string name) =>
        Of($"let the contract take {name}", chain, token, new FactoryBurnMintERC20.ApproveCall(spender, amount));

    /// <param name="maxFee">What was quoted: the most that may be charged, in the fee token.</param>
    public static Order Stake(
        ChainPlace chain,
        Address asset,
        U256 amount,
        Address receiver,
        Address refundTo,
        Address feeToken,
        U256 maxFee
    ) =>
        Of(
            "stake",
            chain,
            Satellite(chain),
            new QLStakeSatellite.StakeCall(asset, amount, receiver, refundTo, feeToken, maxFee),
            (asset.IsZero ? amount : U256.Zero) + (feeToken.IsZero ? maxFee : U256.Zero)
        );

    /// <param name="maxFee">In wei.</param>
    public static Order Queue(
        ChainPlace chain,
        Address asset,
        U256 amount,
        Address receiver,
        Address refundTo,
        U256 maxFee
    ) =>
        Of(
            "queue the stake",
            chain,
            Satellite(chain),
            new QLStakeSatellite.QueueCall(asset, amount, receiver, refundTo, maxFee),
            (asset.IsZero ? amount : U256.Zero) + maxFee
        );

    /// <param name="paying">The chain whose satellite pays.</param>
    /// <param name="minAssets">Less than this reverts.</param>
    /// <param name="fee">CCIP's, in wei.</param>
    public static Order Redeem(
        ChainPlace hub,
        Address liquidToken,
        U256 shares,
        ChainPlace paying,
        Address asset,
        Address receiver,
        U256 minAssets,
        U256 fee
    ) =>
        Of(
            "redeem",
            hub,
            hub.Settings.Hub ?? Address.Zero,
            new QLStakeHub.RedeemCall(
                liquidToken,
                shares,
                paying.Selector.Value,
                Satellite(paying),
                asset,
                receiver,
                minAssets
            ),
            fee
        );

    /// <param name="router">CCIP's Router on <paramref name="from"/>.</param>
    /// <param name="fee">CCIP's, in wei.</param>
    public static Order Transfer(
        ChainPlace from,
        Address router,
        Address liquidToken,
        U256 shares,
        ChainSelector to,
        Address receiver,
        U256 fee
    )
    {
        var message = new Router.EVM2AnyMessage(
            CcipAddress.Encode(receiver),
            [],
            [new Router.EVMTokenAmount(liquidToken, shares)],
            default,
            new ExtraArgs(0, true).Encode()
        );
        return Of("transfer", from, router, new Router.CcipSendCall(to.Value, message), fee);
    }

    /// <summary>Anyone may; the next instalment goes to the receiver.</summary>
    public static Order PayRest(ChainPlace chain, B256 leaf) =>
        Of("pay the rest", chain, Satellite(chain), new QLStakeSatellite.PayRestCall(leaf));

    /// <summary>Only its owner may, to any address.</summary>
    public static Order Claim(ChainPlace chain, Address asset, Address to) =>
        Of("claim", chain, Satellite(chain), new QLStakeSatellite.ClaimCall(asset, to));

    public static Order EscapeRefund(ChainPlace hub, StakeItem item, B256 root, IReadOnlyList<B256> proof) =>
        Of("escape to a refund", hub, item.Hub, new QLStakeHub.EscapeRefundCall(Entry(item, root, proof)));

    public static Order EscapeMint(ChainPlace hub, StakeItem item, B256 root, IReadOnlyList<B256> proof) =>
        Of("escape to a mint", hub, item.Hub, new QLStakeHub.EscapeMintCall(Entry(item, root, proof)));

    /// <summary>An escape has no approvals.</summary>
    private static QLStakeHub.MintEntry Entry(StakeItem item, B256 root, IReadOnlyList<B256> proof) =>
        new(
            item.Lane.Source.Value,
            item.Satellite,
            root,
            new(item.Asset, item.Amount.Value, item.Receiver, item.RefundTo, item.Nonce, item.Index),
            [.. proof],
            []
        );

    private static Order Of(string what, ChainPlace chain, Address to, IAbiCall call, U256 value = default) =>
        new(what, chain, to, call.Encode(), value);

    private static Address Satellite(ChainPlace chain) =>
        chain.Settings.Satellite
        ?? throw new ArgumentException($"Expected a chain with a satellite, found {chain.Name}.", nameof(chain));
}
