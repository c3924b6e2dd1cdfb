using QLStake.Contracts;
using QLStake.Evm;
using QLStake.IntegrationTests.Hosting;
using QLStake.IntegrationTests.RateLimitGuard;
using QLStake.IntegrationTests.Rpc;
using QLStake.Localnet.Chains;
using QLStake.Localnet.Services;
using QLStake.Protocol.Bindings;
using Shouldly;
using Xunit;
using ChainBlock = QLStake.Evm.BlockRef;

namespace QLStake.IntegrationTests.MintExecutor;

/// <summary>Nothing waits longer than promised, whoever else may send it.</summary>
[Collection(MintsTests.Name)]
public sealed class WaitingTests(MintsFixture fixture)
{
    private static readonly U256 One = 1_000_000_000_000_000_000UL;
    private readonly WayBack way = new(fixture);

    [Fact]
    public async Task Queued_stakes_leave_together_when_the_first_has_waited_as_long_as_promised()
    {
        var first = await way.QueueAsync(One, WayBack.NewAddress(0xd5));
        await way.QueueAsync(One, WayBack.NewAddress(0xd6));
        var last = await way.QueueAsync(One, WayBack.NewAddress(0xd7));
        last.Generation.ShouldBe(first.Generation);

        await Eventually.HoldsAsync(
            () =>
                fixture.Avalanche.ReadAsync(
                    way.Satellite,
                    new QLStakeSatellite.OpenBatchCall(first.Batch),
                    ChainBlock.Latest
                ),
            open => open.Generation > first.Generation,
            TimeSpan.FromSeconds(60),
            "the keeper sends the batch"
        );

        var flushes = await fixture.GetAsync(fixture.Executor, "/flushes");
        flushes.ShouldContain("\"reason\":\"Deadline\"");
        flushes.ShouldContain("\"count\":3");
        flushes.ShouldContain("\"savedPerStake\"");
    }

    [Fact]
    public async Task A_payout_above_the_bucket_is_paid_in_instalments_and_no_more_than_it_is()
    {
        await way.MintToStakerAsync(One);
        var receiver = WayBack.NewAddress(0xda);
        var release = await way.RedeemAsync(One * 6 / 10, receiver);
        var standing = (
            await fixture.Avalanche.ReadAsync(
                way.Satellite,
                new QLStakeSatellite.PayoutBucketOfCall(default),
                ChainBlock.Latest
            )
        ).Standing;
        var little = new QLStakeSatellite.Limits(One * 4 / 10, One / 10, 100, 360_000);
        await fixture
            .Avalanche.As(DevelopmentAccount.Pauser)
            .SendAsync(way.Satellite, new QLStakeSatellite.LowerPayoutLimitsCall(default, little));
        try
        {
            fixture.Router.Say(release);
            await way.DoneAsync(release, fixture.Avalanche.Rpc);
            (await way.BalanceAsync(receiver)).ShouldBeLessThan(release.Item.Amount.Value);

            var round = 0;
            while (await RestAsync(release.Leaf) is { IsZero: false })
            {
                var rest = Rest(release, ++round);
                fixture.Router.Say(rest);
                await way.DoneAsync(rest, fixture.Avalanche.Rpc);
            }

            // One too many: there is nothing to pay, which is what was wanted.
            var idle = Rest(release, ++round);
            fixture.Router.Say(idle);
            await way.UntilSettledAsync(release, idle);
            (await way.BalanceAsync(receiver)).ShouldBe(release.Item.Amount.Value);
            (await fixture.LogAsync(fixture.Executor))
                .OfType<OperationSubmitted>()
                .ShouldNotContain(said => said.OperationId == idle.OperationId && said.Round == idle.Round);
        }
        finally
        {
            await fixture
                .Avalanche.As(DevelopmentAccount.Dao)
                .SendAsync(way.Satellite, new QLStakeSatellite.SetPayoutLimitsCall(default, standing));
        }
    }

    private static ExecuteRest Rest(ExecuteRelease release, int round) =>
        new(release.Leaf, round, release.Item.Lane.Destination, release.Item.Satellite);

    private async Task<U256> RestAsync(B256 leaf) =>
        (
            await fixture.Avalanche.ReadAsync(way.Satellite, new QLStakeSatellite.RestOfCall(leaf), ChainBlock.Latest)
        ).Amount;
}
