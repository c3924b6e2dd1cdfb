using System.Text.Json;
using QLStake.Contracts;
using QLStake.IntegrationTests.Hosting;
using QLStake.IntegrationTests.Localnet;
using QLStake.Localnet.Chains;
using QLStake.Protocol.Bindings;
using QLStake.Protocol.Messages;
using Shouldly;
using Xunit;
using BlockRef = QLStake.Evm.BlockRef;

namespace QLStake.IntegrationTests.Journeys;

/// <summary>Yield is the only thing that moves the rate, so its system is one in which nobody counts shares.</summary>
[Collection(YieldTests.Name)]
public sealed class RewardsTests(FlowFixture journey)
{
    private const ulong Lost = 7;
    private static readonly U256 Coin = U256.Parse("1000000000000000000");

    [Fact]
    public async Task Funded_rewards_are_approved_credited_to_the_backing_and_told_as_a_step_of_the_rate()
    {
        var stake = await journey.Avax.StakeAsync(default, Coin, DevelopmentAccount.Staker.Address);
        await journey.Stakes.ReachesAsync(stake.Id, "MintFinalized");
        var backing = await BackingAsync();

        // What CCIP does not take of the fee comes back.
        var leaf = await journey.Avalanche.FundRewardsAsync(Coin / 10, Coin / 10);

        var credited = await Eventually.HoldsAsync(
            () => FindAsync(leaf),
            found =>
                found is { } rewards
                && rewards.TryGetProperty("credited", out var fact)
                && fact.ValueKind == JsonValueKind.Object,
            TimeSpan.FromSeconds(60),
            $"rewards {leaf} are credited"
        );
        credited!.Value.GetProperty("verdict").GetString().ShouldBe("Approved");
        (await BackingAsync() - backing).ShouldBe(Coin / 10);
        var rate = await journey.Flows.FindAsync($"/rates/{journey.Ethereum.Protocol.QToken}");
        rate!
            .Value.GetProperty("steps")
            .EnumerateArray()
            .Select(step => step.GetProperty("leaf").GetString())
            .ShouldContain($"{leaf}");
    }

    [Fact]
    public async Task Backing_that_the_DAO_writes_off_is_told_as_a_loss_of_the_rate()
    {
        var hub = journey.Ethereum.Protocol.Hub!.Value;
        var (source, satellite) = (journey.Avalanche.Spec.Selector.Value, journey.Avalanche.Protocol.Satellite!.Value);
        var (pauser, dao) = (
            journey.Ethereum.As(DevelopmentAccount.Pauser),
            journey.Ethereum.As(DevelopmentAccount.Dao)
        );
        var stake = await journey.Avax.StakeAsync(default, Coin, DevelopmentAccount.Staker.Address);
        await journey.Stakes.ReachesAsync(stake.Id, "MintFinalized");
        var backing = await BackingAsync();

        foreach (var scope in new[] { PauseScope.Mints, PauseScope.Redemptions })
            await pauser.SendAsync(hub, new QLStakeHub.PauseCall(scope));
        await dao.SendAsync(hub, new QLStakeHub.RecordLossCall(source, satellite, default, Lost));
        foreach (var scope in new[] { PauseScope.Mints, PauseScope.Redemptions })
            await dao.SendAsync(hub, new QLStakeHub.UnpauseCall(scope));

        (backing - await BackingAsync()).ShouldBe((U256)Lost);
        var rate = await Eventually.HoldsAsync(
            () => journey.Flows.FindAsync($"/rates/{journey.Ethereum.Protocol.QToken}"),
            found => found?.GetProperty("losses").GetArrayLength() > 0,
            TimeSpan.FromSeconds(60),
            "the loss is told"
        );
        var loss = rate!.Value.GetProperty("losses")[0];
        loss.GetProperty("amount").GetString().ShouldBe($"{Lost}");
        loss.GetProperty("satellite").GetString().ShouldBe($"{satellite}");
    }

    private async Task<JsonElement?> FindAsync(B256 leaf)
    {
        var all = await journey.Flows.FindAsync("/rewards");
        var found = all!.Value.EnumerateArray().Where(each => each.GetProperty("id").GetString() == $"rewards-{leaf}");
        return found.Select(each => (JsonElement?)each).FirstOrDefault();
    }

    private Task<U256> BackingAsync() =>
        journey.Ethereum.ReadAsync(
            journey.Ethereum.Protocol.Hub!.Value,
            new QLStakeHub.BackingOfCall(
                journey.Avalanche.Spec.Selector.Value,
                journey.Avalanche.Protocol.Satellite!.Value,
                default
            ),
            BlockRef.Latest
        );
}

[CollectionDefinition(Name)]
public sealed class YieldTests : ICollectionFixture<FlowFixture>
{
    public const string Name = "yield";
}
