using QLStake.Contracts;
using QLStake.Evm;
using QLStake.IntegrationTests.Journeys;
using QLStake.Localnet.Chains;
using QLStake.Protocol.Bindings;
using BlockRef = QLStake.Evm.BlockRef;

namespace QLStake.IntegrationTests.Fees;

/// <summary>Everything that moves money and is no plain stake, by hand.</summary>
internal sealed class Spender(JourneyFixture journey)
{
    private LocalChain Source => journey.Avalanche;

    private LocalChain Hub => journey.Ethereum;

    private Address Satellite => Source.Protocol.Satellite!.Value;

    private Address HubContract => Hub.Protocol.Hub!.Value;

    private Transactor Staker => Source.As(DevelopmentAccount.Staker);

    public Task FundFloatAsync(U256 amount) =>
        Staker.SendAsync(Satellite, new QLStakeSatellite.FundFloatCall(), amount);

    public Task FundSubsidyAsync(U256 amount) =>
        Staker.SendAsync(Satellite, new QLStakeSatellite.FundSubsidyCall(), amount);

    public Task SetBatchShareAsync(U256 share) =>
        Source.As(DevelopmentAccount.Dao).SendAsync(Satellite, new QLStakeSatellite.SetBatchShareCall(share));

    public async Task QueueAsync(U256 amount, Address receiver)
    {
        var quote = await Source.ReadAsync(
            Satellite,
            new QLStakeSatellite.QuoteQueueCall(default, amount),
            BlockRef.Latest
        );
        await Staker.SendAsync(
            Satellite,
            new QLStakeSatellite.QueueCall(default, amount, receiver, default, quote.Total),
            amount + quote.Total
        );
    }

    public async Task<TransactionReceipt> FlushAsync()
    {
        var selector = Hub.Spec.Selector.Value;
        var quote = await Source.ReadAsync(
            Satellite,
            new QLStakeSatellite.QuoteFlushCall(selector, HubContract, default),
            BlockRef.Latest
        );
        return await Staker.SendAsync(
            Satellite,
            new QLStakeSatellite.FlushCall(selector, HubContract, default),
            quote.ToPay
        );
    }

    /// <summary>Rewards go to everybody who holds shares.</summary>
    public Task FundRewardsAsync(U256 amount) =>
        Staker.SendAsync(
            Satellite,
            new QLStakeSatellite.FundRewardsCall(default, amount),
            amount + U256.Parse("1000000000000000000")
        );

    public async Task RedeemAsync(U256 shares)
    {
        var holder = Hub.As(DevelopmentAccount.Staker);
        var (token, selector) = (Hub.Protocol.QToken, Source.Spec.Selector.Value);
        await holder.SendAsync(token, new QLiquidToken.ApproveCall(HubContract, shares));
        var quote = await Hub.ReadAsync(
            HubContract,
            new QLStakeHub.QuoteRedeemCall(token, shares, selector, Satellite, default, holder.Address),
            BlockRef.Latest
        );
        await holder.SendAsync(
            HubContract,
            new QLStakeHub.RedeemCall(token, shares, selector, Satellite, default, holder.Address, 0),
            quote.CcipFee
        );
    }
}
