using QLStake.Localnet.Chains;
using QLStake.Localnet.Don;
using QLStake.Protocol.Bindings;
using QLStake.Protocol.Messages;
using Shouldly;
using Xunit;
using BlockRef = QLStake.Evm.BlockRef;

namespace QLStake.IntegrationTests.Localnet;

[Collection(ChainsTests.Name)]
public sealed class DeploymentTests(ChainsFixture fixture)
{
    private static readonly U256 Whole = 1_000_000_000_000_000_000UL;

    private LocalChain Hub => fixture.Chains.Ethereum;

    [Fact]
    public void No_contract_has_the_same_address_on_two_chains()
    {
        var addresses = fixture.Chains.All.SelectMany(chain =>
            new[]
            {
                chain.Ccip.Router,
                chain.Ccip.OnRamp,
                chain.Ccip.OffRamp,
                chain.Ccip.FeeQuoter,
                chain.Ccip.Link,
                chain.Ccip.WrappedNative,
                chain.Protocol.QToken,
                chain.Protocol.QTokenPool,
                chain.Protocol.Satellite ?? chain.Protocol.Hub!.Value,
            }
        );

        addresses.ShouldBeUnique();
    }

    [Fact]
    public async Task Finality_advances_without_transactions()
    {
        var before = await Hub.HeadAsync(BlockRef.Finalized);
        await Task.Delay(TimeSpan.FromSeconds(1.5));

        (await Hub.HeadAsync(BlockRef.Finalized)).ShouldBeGreaterThan(before);
        (await Hub.HeadAsync(BlockRef.Latest)).ShouldBeGreaterThan(await Hub.HeadAsync(BlockRef.Finalized));
    }

    [Fact]
    public async Task An_approved_stake_is_minted_and_its_qAVAX_moves_on_to_Arbitrum()
    {
        var (avalanche, arbitrum) = (fixture.Chains.Avalanche, fixture.Chains.Arbitrum);
        var holder = DevelopmentAccount.Staker.Address;
        var stake = await new StakeSender(avalanche).StakeAsync(default, Whole, holder);
        await fixture.UntilAsync(fixture.ToHub, stake.SequenceNumber, ExecutionState.Success);

        var entry = await ApproveAsync(avalanche, stake);
        await Hub.As(DevelopmentAccount.Executor)
            .SendAsync(Hub.Protocol.Hub!.Value, new QLStakeHub.ExecuteMintsCall([entry]), gas: 1_000_000);
        (await BalanceAsync(Hub, holder)).ShouldBe(Whole);

        await MoveAsync(Hub, arbitrum, Whole / 4);
        await UntilBalanceAsync(arbitrum, holder, Whole / 4);
        (await BalanceAsync(Hub, holder)).ShouldBe(Whole * 3 / 4);
    }

    [Fact]
    public async Task An_ERC20_stake_that_pays_its_fee_in_LINK_reaches_the_hub_from_Arbitrum()
    {
        var arbitrum = fixture.Chains.Arbitrum;
        var stake = await new StakeSender(arbitrum).StakeAsync(
            arbitrum.Protocol.TestAsset!.Value,
            25_000_000UL,
            DevelopmentAccount.Staker.Address,
            arbitrum.Ccip.Link
        );

        await fixture.UntilAsync(
            new(arbitrum.Spec.Selector, Hub.Spec.Selector),
            stake.SequenceNumber,
            ExecutionState.Success
        );
        var root = await Hub.ReadAsync(
            Hub.Protocol.Hub!.Value,
            new QLStakeHub.RootOfCall(
                arbitrum.Spec.Selector.Value,
                arbitrum.Protocol.Satellite!.Value,
                Kind: 1,
                stake.Id.Value
            ),
            BlockRef.Latest
        );
        root.Total.ShouldBe<U256>(25_000_000UL);
        root.Asset.ShouldBe(arbitrum.Protocol.TestAsset!.Value);
    }

    private async Task<QLStakeHub.MintEntry> ApproveAsync(LocalChain source, SentStake stake)
    {
        var hub = Hub.Protocol.Hub!.Value;
        var now = (await Hub.Rpc.GetHeader(BlockRef.Latest))!.Timestamp;
        var approval = new MintApproval(stake.Id, stake.Id.Value, now + 600, Keccak.Hash("a policy"u8));
        var separator = await Hub.ReadAsync(hub, new QLStakeHub.DomainSeparatorCall(), BlockRef.Latest);
        var signature = DevelopmentAccount.Guardian.Key.Sign(approval.Digest(separator));
        var item = stake.Item;
        return new QLStakeHub.MintEntry(
            source.Spec.Selector.Value,
            source.Protocol.Satellite!.Value,
            stake.Id.Value,
            new QLStakeHub.Item(item.Asset, item.Amount, item.Receiver, item.RefundTo, item.Nonce, item.Index),
            [],
            [
                new QLStakeHub.Approval(
                    approval.Expires,
                    approval.PolicyHash,
                    signature.V,
                    signature.R.ToB256(),
                    signature.S.ToB256()
                ),
            ]
        );
    }

    private static async Task MoveAsync(LocalChain from, LocalChain to, U256 amount)
    {
        var holder = from.As(DevelopmentAccount.Staker);
        await holder.SendAsync(from.Protocol.QToken, new FactoryBurnMintERC20.ApproveCall(from.Ccip.Router, amount));
        var message = new Router.EVM2AnyMessage(
            Protocol.Ccip.CcipAddress.Encode(holder.Address),
            [],
            [new Router.EVMTokenAmount(from.Protocol.QToken, amount)],
            default,
            new Protocol.Ccip.ExtraArgs(0, true).Encode()
        );
        var fee = await from.ReadAsync(
            from.Ccip.Router,
            new Router.GetFeeCall(to.Spec.Selector.Value, message),
            BlockRef.Latest
        );
        await holder.SendAsync(from.Ccip.Router, new Router.CcipSendCall(to.Spec.Selector.Value, message), fee);
    }

    private static Task<U256> BalanceAsync(LocalChain chain, Address holder) =>
        chain.ReadAsync(chain.Protocol.QToken, new FactoryBurnMintERC20.BalanceOfCall(holder), BlockRef.Latest);

    private static async Task UntilBalanceAsync(LocalChain chain, Address holder, U256 expected)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await BalanceAsync(chain, holder) != expected)
        {
            await Task.Delay(50, limit.Token);
        }
    }
}
