using QLStake.Contracts;
using QLStake.Evm;
using QLStake.IntegrationTests.Hosting;
using QLStake.IntegrationTests.RateLimitGuard;
using QLStake.Localnet.Chains;
using QLStake.Protocol.Bindings;
using QLStake.Protocol.Messages;
using Shouldly;
using Xunit;
using ChainBlock = QLStake.Evm.BlockRef;

namespace QLStake.IntegrationTests.MintExecutor;

[Collection(MintsTests.Name)]
public sealed class ExecutorTests(MintsFixture fixture)
{
    private static readonly U256 One = 1_000_000_000_000_000_000UL;

    [Fact]
    public async Task An_approved_stake_is_minted_to_its_receiver_and_the_batch_finalized()
    {
        var receiver = Address.Parse("0x00000000000000000000000000000000000000f2");
        var order = await ApprovedAsync(receiver);

        fixture.Router.Say(order);

        var submitted = await fixture.SaidAsync<MintSubmitted>(fixture.Executor, m => m.StakeId == order.StakeId);
        await UntilMintedAsync(order);
        (await fixture.SharesAsync(receiver)).ShouldBeGreaterThan(U256.Zero);
        await Eventually.HoldsAsync(
            () => fixture.GetAsync(fixture.Executor, "/batches"),
            batches =>
                batches.Contains(submitted.TxHash.ToString(), StringComparison.Ordinal)
                && !batches.Contains("\"Mined\"", StringComparison.Ordinal),
            TimeSpan.FromSeconds(20),
            "its batch is finalized"
        );
    }

    [Fact]
    public async Task A_paused_hub_postpones_and_is_tried_again_until_it_is_unpaused()
    {
        var order = await ApprovedAsync(Address.Parse("0x00000000000000000000000000000000000000f3"));
        await SendAsync(DevelopmentAccount.Pauser, new QLStakeHub.PauseCall(PauseScope.Mints));

        fixture.Router.Say(order);

        var postponed = await fixture.SaidAsync<MintPostponed>(fixture.Executor, m => m.StakeId == order.StakeId);
        postponed.Reason.ShouldBe("MintingPaused");
        await SendAsync(DevelopmentAccount.Dao, new QLStakeHub.UnpauseCall(PauseScope.Mints));
        await UntilMintedAsync(order);
    }

    [Fact]
    public async Task An_expired_approval_goes_back_with_its_reason()
    {
        var order = await ApprovedAsync(Address.Parse("0x00000000000000000000000000000000000000f4"));
        var domain = MintApproval.Domain(fixture.Hub.Spec.ChainId, order.Item.Hub).Separator();
        var past = new MintApproval(order.StakeId, order.Root, 1_000, order.Approvals[0].PolicyHash);
        var signature = DevelopmentAccount.Guardian.Key.Sign(past.Digest(domain)).ToString();

        fixture.Router.Say(
            order with
            {
                Approvals = [order.Approvals[0] with { Expires = past.Expires, Signature = signature }],
            }
        );

        var returned = await fixture.SaidAsync<MintReturned>(fixture.Executor, m => m.StakeId == order.StakeId);
        returned.Reason.ShouldStartWith("ApprovalExpired");
        fixture.Router.Say(order with { Round = 2 });
        await UntilMintedAsync(order);
    }

    [Fact]
    public async Task An_executor_killed_in_the_middle_mints_everything_once()
    {
        var receiver = Address.Parse("0x00000000000000000000000000000000000000f5");
        var orders = new List<ExecuteMint>();
        for (var i = 0; i < 6; i++)
            orders.Add(await ApprovedAsync(receiver));
        var rate = await SharesOfOneAsync(orders[0]);

        for (var i = 0; i < orders.Count; i++)
        {
            fixture.Router.Say(orders[i]);
            fixture.Router.Say(orders[i]);
            if (i % 2 == 1)
            {
                await fixture.Executor.KillAsync();
                await fixture.Executor.StartAsync();
            }
        }

        foreach (var order in orders)
            await UntilMintedAsync(order);
        (await fixture.SharesAsync(receiver)).ShouldBe(rate * (ulong)orders.Count);
    }

    [Fact]
    public async Task A_reorg_takes_a_mint_away_and_it_is_sent_again()
    {
        var receiver = Address.Parse("0x00000000000000000000000000000000000000f6");
        var order = await ApprovedAsync(receiver);
        // Blocks come with transactions only: what is mined stays unfinal until the next.
        await HubNodeAsync("evm_setAutomine", true);
        try
        {
            fixture.Router.Say(order);
            await UntilMintedAsync(order);
            await UntilBatchAsync("Mined");

            await HubNodeAsync("anvil_reorg", 1, Array.Empty<object>());
            (await fixture.IsMintedAsync(order)).ShouldBeFalse();

            await UntilMintedAsync(order);
            (await fixture.LogAsync(fixture.Executor))
                .OfType<MintSubmitted>()
                .Where(submitted => submitted.StakeId == order.StakeId)
                .Select(submitted => submitted.TxHash)
                .Distinct()
                .Count()
                .ShouldBe(1);
        }
        finally
        {
            await HubNodeAsync("evm_setIntervalMining", 1);
        }
        (await fixture.SharesAsync(receiver)).ShouldBe(await SharesOfOneAsync(order));
    }

    private Task HubNodeAsync(string method, params object?[] parameters) =>
        fixture.Hub.Rpc.Request(RpcCall.Json(method, parameters));

    private Task<string> UntilBatchAsync(string standing) =>
        Eventually.HoldsAsync(
            () => fixture.GetAsync(fixture.Executor, "/batches"),
            batches => batches.Contains($"\"{standing}\"", StringComparison.Ordinal),
            TimeSpan.FromSeconds(20),
            $"a batch is {standing}"
        );

    private async Task<ExecuteMint> ApprovedAsync(Address receiver)
    {
        var asked = await fixture.StakeAsync(One, receiver);
        return MintsFixture.Order(asked, await fixture.ApprovedAsync(asked));
    }

    private Task<U256> SharesOfOneAsync(ExecuteMint order) =>
        fixture.Hub.ReadAsync(
            order.Item.Hub,
            new QLStakeHub.ToSharesDownCall(fixture.Hub.Protocol.QToken, order.Item.Amount.Value),
            ChainBlock.Latest
        );

    private Task UntilMintedAsync(ExecuteMint order) => fixture.UntilMintedAsync(order);

    private Task SendAsync(DevelopmentAccount account, QLStake.Evm.Abi.IAbiCall call) =>
        fixture.Hub.As(account).SendAsync(fixture.Hub.Protocol.Hub!.Value, call);
}
