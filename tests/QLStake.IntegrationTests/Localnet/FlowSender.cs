using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Evm.Logs;
using QLStake.Localnet.Chains;
using QLStake.Protocol.Bindings;
using QLStake.Protocol.Ccip;
using Shouldly;
using BlockRef = QLStake.Evm.BlockRef;

namespace QLStake.IntegrationTests.Localnet;

/// <summary>Moves the liquid token as its holders do: queues stakes, sends shares on, redeems them.</summary>
internal static class FlowSender
{
    /// <summary>Queues native coin: it is locked at once and leaves with the batch.</summary>
    public static async Task<StakeId> QueueAsync(this LocalChain chain, U256 amount, Address receiver)
    {
        var satellite = chain.Protocol.Satellite!.Value;
        var quote = await chain.ReadAsync(
            satellite,
            new QLStakeSatellite.QuoteQueueCall(default, amount),
            BlockRef.Latest
        );
        var receipt = await chain
            .As(DevelopmentAccount.Staker)
            .SendAsync(
                satellite,
                new QLStakeSatellite.QueueCall(default, amount, receiver, default, quote.Total),
                amount + quote.Total
            );
        return new(Read<QLStakeSatellite.StakeQueued>(receipt, QLStakeSatellite.StakeQueued.TryDecode).StakeId);
    }

    /// <summary>Locks native coin as yield, and sends the hub word of it.</summary>
    /// <returns>The leaf.</returns>
    public static async Task<B256> FundRewardsAsync(this LocalChain chain, U256 amount, U256 fee)
    {
        var receipt = await chain
            .As(DevelopmentAccount.Staker)
            .SendAsync(
                chain.Protocol.Satellite!.Value,
                new QLStakeSatellite.FundRewardsCall(default, amount),
                amount + fee
            );
        return Read<QLStakeSatellite.RewardsFunded>(receipt, QLStakeSatellite.RewardsFunded.TryDecode).Leaf;
    }

    /// <summary>Burns shares of an account on the hub for what a satellite pays.</summary>
    /// <returns>The release's id.</returns>
    public static async Task<B256> RedeemAsync(
        this LocalChain hub,
        DevelopmentAccount holder,
        U256 shares,
        LocalChain paying,
        Address receiver,
        Address asset = default
    )
    {
        var (desk, token) = (hub.Protocol.Hub!.Value, hub.Protocol.QToken);
        var (selector, satellite) = (paying.Spec.Selector.Value, paying.Protocol.Satellite!.Value);
        var quote = await hub.ReadAsync(
            desk,
            new QLStakeHub.QuoteRedeemCall(token, shares, selector, satellite, asset, receiver),
            BlockRef.Latest
        );
        var sender = hub.As(holder);
        await sender.SendAsync(token, new QLiquidToken.ApproveCall(desk, shares));
        var receipt = await sender.SendAsync(
            desk,
            new QLStakeHub.RedeemCall(token, shares, selector, satellite, asset, receiver, quote.Amount),
            quote.CcipFee
        );
        return Read<QLStakeHub.Redeemed>(receipt, QLStakeHub.Redeemed.TryDecode).ReleaseId;
    }

    /// <summary>Sends shares to another chain, by CCIP's own Router.</summary>
    public static async Task<MessageId> TransferAsync(
        this LocalChain from,
        DevelopmentAccount holder,
        LocalChain to,
        U256 amount
    )
    {
        var sender = from.As(holder);
        await sender.SendAsync(from.Protocol.QToken, new QLiquidToken.ApproveCall(from.Ccip.Router, amount));
        var message = new Router.EVM2AnyMessage(
            CcipAddress.Encode(holder.Address),
            [],
            [new Router.EVMTokenAmount(from.Protocol.QToken, amount)],
            default,
            new ExtraArgs(0, true).Encode()
        );
        var selector = to.Spec.Selector.Value;
        var fee = await from.ReadAsync(from.Ccip.Router, new Router.GetFeeCall(selector, message), BlockRef.Latest);
        var receipt = await sender.SendAsync(from.Ccip.Router, new Router.CcipSendCall(selector, message), fee);
        return new(Read<OnRamp.CCIPMessageSent>(receipt, OnRamp.CCIPMessageSent.TryDecode).Message.Header.MessageId);
    }

    /// <summary>What an account holds of the liquid token.</summary>
    public static Task<U256> SharesOfAsync(this LocalChain chain, Address holder) =>
        chain.ReadAsync(chain.Protocol.QToken, new QLiquidToken.BalanceOfCall(holder), BlockRef.Latest);

    /// <summary>Principal locked at a chain's satellite.</summary>
    public static Task<U256> LockedAsync(this LocalChain chain, Address asset = default) =>
        chain.ReadAsync(chain.Protocol.Satellite!.Value, new QLStakeSatellite.LockedCall(asset), BlockRef.Latest);

    private delegate bool Decode<TEvent>(Log log, out TEvent? found);

    private static TEvent Read<TEvent>(TransactionReceipt receipt, Decode<TEvent> decode)
        where TEvent : class
    {
        foreach (var log in receipt.Logs)
            if (decode(log, out var found))
                return found!;
        throw new ShouldAssertException($"{typeof(TEvent).Name} is not among the logs of {receipt.TransactionHash}.");
    }
}
