using QLStake.Contracts;
using QLStake.IntegrationTests.Hosting;
using QLStake.IntegrationTests.Journeys;
using QLStake.IntegrationTests.Localnet;
using QLStake.Localnet.Chains;
using Shouldly;
using Xunit;
using static QLStake.IntegrationTests.Journeys.StakeObserver;

namespace QLStake.IntegrationTests.Fees;

/// <summary>What a chain takes back after it was posted.</summary>
[Collection(YieldTests.Name)]
public sealed class ReorgTests(FlowFixture journey) : IDisposable
{
    private static readonly U256 Dollar = 1_000_000;

    private readonly ComparedBooks books = new(journey.Network.Services[ServiceNames.FeeAccounting].Address);

    [Fact]
    public async Task A_stake_that_is_orphaned_after_it_was_posted_is_taken_back_by_counter_entries_and_the_books_still_agree()
    {
        var arbitrum = journey.Network.Chains.Arbitrum;
        var node = journey.Network.Chains.NodeOf(arbitrum);
        var asset = arbitrum.Protocol.TestAsset!.Value;
        var sender = new StakeSender(arbitrum);
        var kept = await sender.StakeAsync(asset, Dollar, journey.Receiver);
        await journey.Stakes.ReachesAsync(kept.Id, "MintFinalized");
        var before = await StandingAsync(asset);
        // Only transactions make blocks now, so nothing becomes final meanwhile.
        await node.CallAsync("evm_setAutomine", [true]);
        try
        {
            var lost = await sender.StakeAsync(asset, Dollar, journey.Receiver);
            await CostAsync(lost.Id, parts: 3, takenBack: 0);
            (await StandingAsync(asset)).ShouldBe(before + Dollar);

            await node.CallAsync("anvil_reorg", [1, Array.Empty<object>()]);

            await CostAsync(lost.Id, parts: 0, takenBack: 3);
            (await StandingAsync(asset)).ShouldBe(before);
        }
        finally
        {
            await node.CallAsync("evm_setIntervalMining", [1]);
        }
        var next = await sender.StakeAsync(asset, Dollar * 2, journey.Receiver);
        await journey.Stakes.ReachesAsync(next.Id, "MintFinalized");
        (await StandingAsync(asset)).ShouldBe(before + Dollar * 2);
        (await books.ReconcileAsync()).ShouldAllBe(chain => chain.Agrees);
    }

    public void Dispose() => books.Dispose();

    /// <summary>Until so many parts of its cost stand, and so many were taken back.</summary>
    private Task CostAsync(StakeId stake, int parts, int takenBack) =>
        Eventually.HoldsAsync(
            async () =>
            {
                try
                {
                    var cost = await books.GetAsync($"/stakes/{stake}/fees");
                    return (cost.GetProperty("parts").GetArrayLength(), cost.GetProperty("takenBack").GetInt32());
                }
                catch (HttpRequestException)
                {
                    return (0, 0);
                }
            },
            found => found == (parts, takenBack),
            TimeSpan.FromSeconds(60),
            $"{parts} parts stand and {takenBack} were taken back"
        );

    /// <summary>Principal that the books say is locked.</summary>
    private async Task<U256> StandingAsync(Address asset)
    {
        var ledger = await books.GetAsync($"/ledger/arbitrum/{asset}");
        var locked = ledger.GetProperty("accounts").EnumerateArray().Single(row => Text(row, "kind") == "Locked");
        return U256.Parse(Text(locked, "balance"));
    }
}
