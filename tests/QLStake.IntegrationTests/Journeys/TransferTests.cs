using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using QLStake.Contracts;
using QLStake.IntegrationTests.Hosting;
using QLStake.IntegrationTests.Localnet;
using QLStake.Localnet.Chains;
using QLStake.Protocol.Bindings;
using QLStake.Protocol.Ccip;
using Shouldly;
using Xunit;
using BlockRef = QLStake.Evm.BlockRef;

namespace QLStake.IntegrationTests.Journeys;

/// <summary>qAVAX moves on by CCIP's own Router and pools, sent by a plain account; the router follows and explains it.</summary>
[Collection(JourneyTests.Name)]
public sealed class TransferTests(JourneyFixture journey)
{
    private static readonly U256 Coin = U256.Parse("1000000000000000000");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly HttpClient http = new()
    {
        BaseAddress = journey.Network.Services[ServiceNames.MessageRouter].Address,
        Timeout = TimeSpan.FromSeconds(15),
    };

    private static DevelopmentAccount Holder => DevelopmentAccount.Staker;

    private LocalChain Arbitrum => journey.Network.Chains.Arbitrum;

    [Fact]
    public async Task The_liquid_token_goes_on_to_another_chain_and_back_and_is_followed_to_its_end()
    {
        await GetSharesAsync(3);
        var supply = await SupplyAsync();

        var there = await SendAsync(journey.Ethereum, Arbitrum, Coin * 2);
        var arrived = await ReachesAsync(there, "Finalized");
        arrived.GetProperty("sent").GetProperty("amount").ToString().ShouldBe($"{Coin * 2}");
        (await BalanceAsync(Arbitrum)).ShouldBeGreaterThanOrEqualTo(Coin * 2);
        (await SupplyAsync()).ShouldBe(supply);

        var back = await SendAsync(Arbitrum, journey.Ethereum, Coin);
        var returned = await ReachesAsync(back, "Finalized");
        (await SupplyAsync()).ShouldBe(supply);
        string[] life = ["TransferSent", "RootCommitted", "MessageExecuted", "TransferArrived", "TransferFinalized"];
        returned
            .GetProperty("timeline")
            .EnumerateArray()
            .Select(entry => entry.GetProperty("what").GetString())
            .ShouldBe(life);
        var found = await http.GetFromJsonAsync<JsonElement>(
            new Uri($"/transfers?search={Holder.Address}", UriKind.Relative)
        );
        found
            .GetProperty("transfers")
            .EnumerateArray()
            .Select(transfer => transfer.GetProperty("messageId").GetString())
            .ShouldContain($"{back}");
    }

    [Fact]
    public async Task A_transfer_stopped_by_an_inbound_limit_says_so_and_arrives_by_manual_execution()
    {
        await GetSharesAsync(2);
        await LimitInboundAsync(Arbitrum, new BurnMintTokenPool.Config(true, Coin, 1));
        var message = await SendAsync(journey.Ethereum, Arbitrum, Coin * 2);

        var failed = await ReachesAsync(message, "ExecutionFailed");

        var waiting = failed.GetProperty("waiting");
        waiting
            .GetProperty("detail")
            .GetString()!
            .ShouldContain($"{Coin * 2} is more than its inbound limit's whole capacity {Coin}");
        waiting.GetProperty("remedy").GetString()!.ShouldContain("manually");
        await LimitInboundAsync(Arbitrum, new BurnMintTokenPool.Config(false, 0, 0));
        await journey.Network.Don.ManuallyExecuteAsync(message);
        (await ReachesAsync(message, "Finalized")).GetProperty("arrivedAt").ValueKind.ShouldBe(JsonValueKind.String);
    }

    private async Task GetSharesAsync(uint coins)
    {
        var stake = await journey.Avax.StakeAsync(default, Coin * coins, Holder.Address);
        await journey.Stakes.ReachesAsync(stake.Id, "MintConfirmed", "MintFinalized");
    }

    private static Task<MessageId> SendAsync(LocalChain from, LocalChain to, U256 amount) =>
        from.TransferAsync(Holder, to, amount);

    private Task LimitInboundAsync(LocalChain chain, BurnMintTokenPool.Config inbound) =>
        chain
            .As(DevelopmentAccount.Dao)
            .SendAsync(
                chain.Protocol.QTokenPool,
                new BurnMintTokenPool.SetChainRateLimiterConfigCall(
                    journey.Ethereum.Spec.Selector.Value,
                    new BurnMintTokenPool.Config(false, 0, 0),
                    inbound
                )
            );

    private static Task<U256> BalanceAsync(LocalChain chain) => chain.SharesOfAsync(Holder.Address);

    /// <summary>On all chains together.</summary>
    private async Task<U256> SupplyAsync()
    {
        U256 supply = 0;
        foreach (var chain in journey.Network.Chains.All)
            supply += await chain.ReadAsync(chain.Protocol.QToken, new QLiquidToken.TotalSupplyCall(), BlockRef.Latest);
        return supply;
    }

    private async Task<JsonElement> ReachesAsync(MessageId message, string state)
    {
        var found = await Eventually.HoldsAsync(
            () => FindAsync(message),
            answer => answer?.GetProperty("state").GetString() == state,
            Patience,
            $"transfer {message} reaches {state}"
        );
        return found!.Value;
    }

    private async Task<JsonElement?> FindAsync(MessageId message)
    {
        using var response = await http.GetAsync(new Uri($"/transfers/{message}", UriKind.Relative));
        return response.StatusCode == HttpStatusCode.OK
            ? await response.Content.ReadFromJsonAsync<JsonElement>()
            : null;
    }
}
