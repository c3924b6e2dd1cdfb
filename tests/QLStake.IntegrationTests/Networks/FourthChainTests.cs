using System.Text.Json;
using QLStake.IntegrationTests.Journeys;
using QLStake.IntegrationTests.Localnet;
using QLStake.Localnet.Chains;
using QLStake.Protocol.Bindings;
using Shouldly;
using Xunit;
using BlockRef = QLStake.Evm.BlockRef;

namespace QLStake.IntegrationTests.Networks;

/// <summary>A system of its own: a chain that has joined does not leave again.</summary>
public sealed class FourthChainFixture : JourneyFixture
{
    protected override string Name => "fourth-chain";
}

/// <summary>Another chain under a system that runs: an entry in the network's file, its lanes' limits, and restarts.</summary>
public sealed class FourthChainTests(FourthChainFixture journey) : IClassFixture<FourthChainFixture>
{
    private static readonly U256 Coin = U256.Parse("1000000000000000000");
    private static readonly U256 Dollars = 50_000_000;

    // Six decimals on the satellite's chain, eighteen on the hub's.
    private static readonly U256 Scale = U256.Parse("1000000000000");

    [Fact]
    public async Task A_fourth_chain_is_configuration_and_who_staked_before_the_restart_is_minted_too()
    {
        var network = journey.Network;
        var (coins, dollars) = (await SharesAsync(QAvax), await SharesAsync(QDollars));
        network.Don.Switches.HoldCommits(journey.ToHub);
        var early = await journey.Avax.StakeAsync(default, Coin, journey.Receiver);

        var added = await network.AddAsync(ChainSpec.Base);
        (await ChainsInFileAsync()).ShouldBe(["avalanche", "ethereum", "arbitrum", "base"]);
        foreach (var service in JourneyFixture.Services.Select(name => network.Services[name]))
        {
            await service.StopAsync();
            await service.StartAsync();
        }

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
