using System.Text.Json;
using QLStake.IntegrationTests.Hosting;
using QLStake.IntegrationTests.Journeys;
using QLStake.IntegrationTests.Localnet;
using QLStake.Localnet.Chains;
using QLStake.Localnet.Services;
using QLStake.Protocol.Bindings;
using Shouldly;
using Xunit;
using BlockRef = QLStake.Evm.BlockRef;

namespace QLStake.IntegrationTests.Networks;

/// <summary>Another chain under a system that runs: an entry in the network's file and its lanes' limits, no restart.</summary>
[Collection(AloneTests.Name)]
public sealed class FourthChainTests(AloneFixture journey)
{
    private static readonly U256 Coin = U256.Parse("1000000000000000000");
    private static readonly U256 Dollars = 50_000_000;

    // Six decimals on the satellite's chain, eighteen on the hub's.
    private static readonly U256 Scale = U256.Parse("1000000000000");

    [Fact]
    public async Task A_fourth_chain_is_configuration_alone_and_who_staked_before_is_minted_too()
    {
        var network = journey.Network;
        var (coins, dollars) = (await SharesAsync(QAvax), await SharesAsync(QDollars));
        network.Don.Switches.HoldCommits(journey.ToHub);
        var services = JourneyFixture.Services.Select(name => network.Services[name]).ToList();
        var processes = services.Select(service => service.ProcessId).ToList();
        var early = await journey.Avax.StakeAsync(default, Coin, journey.Receiver);

        var added = await network.AddAsync(ChainSpec.Base);
        (await ChainsInFileAsync()).ShouldBe(["avalanche", "ethereum", "arbitrum", "base"]);
        await Task.WhenAll(services.Select(BeginsAnewAsync));
        services.Select(service => service.ProcessId).ShouldBe(processes, "nothing was restarted");

        var late = await new StakeSender(added).StakeAsync(
            added.Protocol.TestAsset.ShouldNotBeNull(),
            Dollars,
            journey.Receiver
        );
        await journey.Stakes.ReachesAsync(late.Id, "MintFinalized");
        (await SharesAsync(QDollars) - dollars).ShouldBe(Dollars * Scale);

        network.Don.Switches.ReleaseCommits(journey.ToHub);
        await journey.Stakes.ReachesAsync(early.Id, "MintFinalized");
        (await SharesAsync(QAvax) - coins).ShouldBe(Coin);
    }

    private Address QAvax => journey.Ethereum.Protocol.QToken;

    private Address QDollars => journey.Ethereum.Protocol.QTestAsset.ShouldNotBeNull();

    private Task<U256> SharesAsync(Address token) =>
        journey.Ethereum.ReadAsync(token, new QLiquidToken.BalanceOfCall(journey.Receiver), BlockRef.Latest);

    private static Task BeginsAnewAsync(ServiceProcess service) =>
        Eventually.HoldsAsync(
            async () => (await File.ReadAllTextAsync(service.LogFile), await service.IsReadyAsync()),
            seen => seen.Item1.Contains("begins anew", StringComparison.Ordinal) && seen.Item2,
            TimeSpan.FromSeconds(60),
            $"{service.Name} has begun anew with the fourth chain"
        );

    private async Task<IReadOnlyList<string?>> ChainsInFileAsync()
    {
        using var file = JsonDocument.Parse(await File.ReadAllTextAsync(journey.Network.NetworkFile));
        return
        [
            .. file
                .RootElement.GetProperty("chains")
                .EnumerateArray()
                .Select(chain => chain.GetProperty("name").GetString()),
        ];
    }
}
