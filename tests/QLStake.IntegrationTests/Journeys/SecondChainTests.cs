using System.Text.Json;
using QLStake.IntegrationTests.Localnet;
using QLStake.Localnet.Chains;
using QLStake.Protocol.Bindings;
using Shouldly;
using Xunit;
using BlockRef = QLStake.Evm.BlockRef;

namespace QLStake.IntegrationTests.Journeys;

/// <summary>A second source chain, another asset, and more than its lane's bucket holds at once.</summary>
[Collection(JourneyTests.Name)]
public sealed class SecondChainTests(JourneyFixture journey)
{
    // The localnet's guard lets 1,000 test dollars through at once and 10 a second afterwards, at most 100 each.
    // Eleven fill it; where sending is slow it takes more, since it drains meanwhile.
    private const int Enough = 11;
    private const int Most = 40;
    private const int Looks = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly U256 Dollars = 99_000_000;

    [Fact]
    public async Task Stakes_from_another_chain_fill_its_bucket_the_last_is_deferred_until_a_moment_and_minted_then()
    {
        var arbitrum = journey.Network.Chains.Arbitrum;
        var asset = arbitrum.Protocol.TestAsset.ShouldNotBeNull();
        var sender = new StakeSender(arbitrum);
        var before = await SharesAsync();

        var stakes = new List<SentStake>();
        JsonElement? deferred = null;
        while (deferred is null && stakes.Count < Most)
        {
            stakes.Add(await sender.StakeAsync(asset, Dollars, journey.Receiver));
            for (var look = 0; deferred is null && stakes.Count > Enough && look < Looks; look++)
            {
                await Task.Delay(Pause);
                deferred = await DeferredAsync(stakes);
            }
        }

        deferred.ShouldNotBeNull().GetProperty("waiting").GetProperty("cause").GetString().ShouldBe("Deferred");
        foreach (var stake in stakes)
            await journey.Stakes.ReachesAsync(stake.Id, "MintFinalized");
        // Six decimals there, eighteen here.
        (await SharesAsync() - before).ShouldBe(Dollars * (uint)stakes.Count * U256.Parse("1000000000000"));
    }

    /// <summary>
    /// A stake that is told to wait until a moment. One that overflows the bucket by little waits a blink and its moment is
    /// over when it is looked at, but each one more waits ten seconds longer.
    /// </summary>
    private async Task<JsonElement?> DeferredAsync(List<SentStake> stakes)
    {
        foreach (var stake in stakes)
            if (
                await journey.Stakes.FindAsync(stake.Id) is { } found
                && found.GetProperty("state").GetString() == "MintDeferred"
                && found.GetProperty("waiting").TryGetProperty("until", out _)
            )
                return found;
        return null;
    }

    private async Task<U256> SharesAsync()
    {
        var token = journey.Ethereum.Protocol.QTestAsset.ShouldNotBeNull();
        return await journey.Ethereum.ReadAsync(
            token,
            new QLiquidToken.BalanceOfCall(journey.Receiver),
            BlockRef.Latest
        );
    }
}
