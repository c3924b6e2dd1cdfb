using QLStake.Contracts;
using QLStake.IntegrationTests.Localnet;
using QLStake.Protocol.Bindings;
using Shouldly;
using Xunit;
using BlockRef = QLStake.Evm.BlockRef;

namespace QLStake.IntegrationTests.Journeys;

/// <summary>Each service killed in the middle of its work: nothing is lost, nothing is minted twice.</summary>
[Collection(JourneyTests.Name)]
public sealed class KillTests(JourneyFixture journey)
{
    private static readonly U256 Coin = U256.Parse("1000000000000000000");

    [Theory]
    [InlineData(ServiceNames.ChainWatcher)]
    [InlineData(ServiceNames.MessageRouter)]
    public async Task A_service_killed_in_mid_flow_loses_nothing_and_repeats_nothing(string service)
    {
        var before = await SharesAsync();
        var first = await journey.Avax.StakeAsync(default, Coin, journey.Receiver);
        await journey.Network.Services[service].KillAsync();
        var second = await journey.Avax.StakeAsync(default, Coin, journey.Receiver);
        await journey.Network.Services[service].StartAsync();

        await MintedOnceAsync(before, first, second);
    }

    [Theory]
    [InlineData(ServiceNames.RateLimitGuard, "WaitingForApproval")]
    [InlineData(ServiceNames.MintExecutor, "WaitingForMint")]
    public async Task Who_is_killed_while_a_stake_waits_for_it_answers_after_its_restart(string service, string cause)
    {
        var before = await SharesAsync();
        var killed = journey.Network.Services[service];
        SentStake stake;
        await using (var frozen = await Frozen.HoldAsync(killed.ProcessId))
        {
            stake = await journey.Avax.StakeAsync(default, Coin, journey.Receiver);
            await journey.Stakes.WaitsForAsync(stake.Id, cause);
            // It wakes up to the question and dies somewhere in the middle of the answer.
            await frozen.ThawAsync();
            await Task.Delay(Random.Shared.Next(10, 150));
        }
        await killed.KillAsync();
        await killed.StartAsync();

        await MintedOnceAsync(before, stake);
    }

    [Fact]
    public async Task Fee_accounting_killed_in_mid_flow_has_every_stake_in_its_books_once()
    {
        var killed = journey.Network.Services[ServiceNames.FeeAccounting];
        var before = await SharesAsync();
        var first = await journey.Avax.StakeAsync(default, Coin, journey.Receiver);
        await killed.KillAsync();
        var second = await journey.Avax.StakeAsync(default, Coin, journey.Receiver);
        await MintedOnceAsync(before, first, second);
        await killed.StartAsync();

        using var books = new Books(killed.Address);
        var locks = (await ChainCosts.LocksAsync(journey.Avalanche)).ToDictionary(locked => locked.StakeId);
        foreach (var stake in new[] { first, second })
        {
            var parts = await books.PartsAsync(stake.Id);
            var locked = locks[stake.Id.Value];
            var (cost, sharers) = await ChainCosts.MintAsync(journey.Ethereum, stake.Id);
            parts["CcipFee"].ShouldBe(locked.CcipFee - locked.Subsidy);
            parts["ProtocolFee"].ShouldBe(locked.ExecutionFee);
            parts["StakeGas"].ShouldBe(stake.Receipt.GasUsed * stake.Receipt.EffectiveGasPrice);
            // Who shares a transaction shares its gas; the first bears the remainder.
            var (share, remainder) = U256.DivRem(cost, (ulong)sharers);
            parts["MintGas"].ShouldBeOneOf(share, share + remainder);
        }
    }

    private async Task MintedOnceAsync(U256 before, params SentStake[] stakes)
    {
        foreach (var stake in stakes)
            await journey.Stakes.ReachesAsync(stake.Id, "MintFinalized");
        (await SharesAsync() - before).ShouldBe(Coin * (ulong)stakes.Length);
    }

    private Task<U256> SharesAsync() =>
        journey.Ethereum.ReadAsync(
            journey.Ethereum.Protocol.QToken,
            new QLiquidToken.BalanceOfCall(journey.Receiver),
            BlockRef.Latest
        );
}
