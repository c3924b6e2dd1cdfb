using System.Text.Json;
using QLStake.Contracts;
using QLStake.IntegrationTests.Hosting;
using QLStake.IntegrationTests.Journeys;
using QLStake.IntegrationTests.Rpc;
using QLStake.Localnet.Chains;
using QLStake.Protocol.Bindings;
using Shouldly;
using Xunit;

namespace QLStake.IntegrationTests.Fees;

/// <summary>What is quoted is what is charged, for everything that can be done.</summary>
[Collection(FeesCollection.Name)]
public sealed class QuoteTests(JourneyFixture journey) : IDisposable
{
    private const int Quotes = 2_000;
    private static readonly U256 Coin = U256.Parse("1000000000000000000");

    private readonly Spender spender = new(journey);
    private readonly ComparedBooks fees = new(journey.Network.Services[ServiceNames.FeeAccounting].Address);

    private static Address Holder => DevelopmentAccount.Staker.Address;

    private Address Satellite => journey.Avalanche.Protocol.Satellite!.Value;

    [Fact]
    public async Task Thousands_of_random_quotes_equal_what_the_satellite_would_charge()
    {
        await spender.SetBatchShareAsync(Coin / 77);
        await spender.FundSubsidyAsync(Coin / 50);
        await journey
            .Avalanche.As(DevelopmentAccount.Dao)
            .SendAsync(
                Satellite,
                new QLStakeSatellite.SetSubsidyCall(new(3_333, 3_600, Coin / 100, Coin / 900, Coin / 200))
            );
        var link = journey.Avalanche.Ccip.Link;
        await journey
            .Avalanche.As(DevelopmentAccount.Staker)
            .SendAsync(link, new FactoryBurnMintERC20.ApproveCall(Satellite, Coin * 1_000));
        Address[] stakers = [Holder, .. DevelopmentAccount.Everyone.Select(account => account.Address)];
        var random = new Random(20260131);
        var stakes = Enumerable.Range(0, Quotes).Select(_ => RandomStake.Of(random, stakers, link)).ToList();
        var subsidised = 0;

        await Parallel.ForEachAsync(
            stakes,
            new ParallelOptions { MaxDegreeOfParallelism = 4 },
            async (stake, _) =>
            {
                var quote = await fees.GetAsync(stake.Query);
                var charged = U256.Parse(StakeObserver.Text(quote, "charged"));
                var parts = quote.GetProperty("parts").EnumerateArray().ToList();
                // Batches leave while this goes on, and what a new one costs is its own: the quote names its block.
                var block = parts
                    .Where(part => StakeObserver.Text(part, "chainName") == "avalanche")
                    .Max(part => part.GetProperty("block").GetUInt64());
                var taken = await stake.ChargeAsync(journey.Avalanche, charged, block);
                // A node may take in a block between the members of a batch: the answer is of one more than it named.
                if (taken != charged)
                    taken = await stake.ChargeAsync(journey.Avalanche, charged, block + 1);
                taken.ShouldBe(charged, stake.Query);
                if (parts.Any(part => StakeObserver.Text(part, "name") == "Subsidy"))
                    Interlocked.Increment(ref subsidised);
            }
        );

        subsidised.ShouldBeGreaterThan(Quotes / 10);
    }

    [Fact]
    public async Task A_quote_says_what_arrives_how_long_it_takes_and_which_limits_it_meets()
    {
        var stake = await journey.Avax.StakeAsync(default, Coin * 3, Holder);
        await journey.Stakes.ReachesAsync(stake.Id, "MintConfirmed", "MintFinalized");

        var quote = await Eventually.HoldsAsync(
            () => fees.GetAsync($"/quotes?chain=avalanche&asset=native&amount={Coin}&receiver={Holder}"),
            found => found.GetProperty("expectedTime").GetProperty("samples").GetInt32() > 0,
            TimeSpan.FromSeconds(60),
            "the first stake's time is known"
        );

        quote.GetProperty("arrives").GetProperty("token").GetString().ShouldBe($"{journey.Ethereum.Protocol.QToken}");
        U256.Parse(StakeObserver.Text(quote.GetProperty("arrives"), "amount")).ShouldBeGreaterThan(U256.Zero);
        quote.GetProperty("ccip").GetProperty("link").ValueKind.ShouldBe(JsonValueKind.String);
        var limits = quote.GetProperty("limits").EnumerateArray().ToList();
        limits.Select(limit => StakeObserver.Text(limit, "name")).ShouldBe(["stakes", "mints", "rate-limit guard"]);
        limits.ShouldAllBe(limit => limit.GetProperty("atOnce").GetBoolean());
        quote
            .GetProperty("parts")
            .EnumerateArray()
            .ShouldAllBe(part => part.GetProperty("block").GetUInt64() > 0 && StakeObserver.Text(part, "source") != "");

        await RedeemAsQuotedAsync();
        await TransferAsQuotedAsync();
    }

    [Fact]
    public async Task A_quote_takes_one_round_trip_to_its_chain()
    {
        await using var proxy = await FaultProxy.Start(journey.Avalanche.RpcUri);
        var service = journey.Network.Services[ServiceNames.FeeAccounting];
        await service.StopAsync();
        service.Configure("QLSTAKE__CHAINS__0__RPC__0", $"{proxy.Url}");
        await service.StartAsync();
        try
        {
            var asked = $"/quotes?chain=avalanche&asset=native&amount={Coin}&receiver={Holder}";
            await fees.GetAsync(asked);
            var before = proxy.Requests.Count(IsQuote);

            for (var turn = 0; turn < 20; turn++)
                await fees.GetAsync(asked);

            (proxy.Requests.Count(IsQuote) - before).ShouldBe(20);
        }
        finally
        {
            await service.StopAsync();
            service.Configure("QLSTAKE__CHAINS__0__RPC__0", $"{journey.Avalanche.RpcUri}");
            await service.StartAsync();
        }
    }

    public void Dispose() => fees.Dispose();

    private static bool IsQuote(System.Text.Json.Nodes.JsonNode request) =>
        Passing.MembersOf(request).Any(member => (string?)member["method"] == "eth_call");

    /// <summary>Exactly what is quoted is sent along; less reverts.</summary>
    private async Task RedeemAsQuotedAsync()
    {
        var hub = journey.Ethereum.Protocol.Hub!.Value;
        var token = journey.Ethereum.Protocol.QToken;
        var quote = await fees.GetAsync(
            $"/quotes?kind=redeem&chain=ethereum&destination=avalanche&asset=native&amount={Coin}&receiver={Holder}"
        );
        var (charged, arrives) = (
            Charged(quote),
            U256.Parse(StakeObserver.Text(quote.GetProperty("arrives"), "amount"))
        );
        var holder = journey.Ethereum.As(DevelopmentAccount.Staker);
        await holder.SendAsync(token, new QLiquidToken.ApproveCall(hub, Coin));
        var selector = journey.Avalanche.Spec.Selector.Value;

        var receipt = await holder.SendAsync(
            hub,
            new QLStakeHub.RedeemCall(token, Coin, selector, Satellite, default, Holder, arrives),
            charged
        );

        FeeOf(receipt).ShouldBe(charged);
    }

    private async Task TransferAsQuotedAsync()
    {
        var (token, router) = (journey.Ethereum.Protocol.QToken, journey.Ethereum.Ccip.Router);
        var quote = await fees.GetAsync(
            $"/quotes?kind=transfer&chain=ethereum&destination=arbitrum&asset={token}&amount={Coin}&receiver={Holder}"
        );
        var holder = journey.Ethereum.As(DevelopmentAccount.Staker);
        await holder.SendAsync(token, new QLiquidToken.ApproveCall(router, Coin));
        var message = new Router.EVM2AnyMessage(
            QLStake.Protocol.Ccip.CcipAddress.Encode(Holder),
            [],
            [new Router.EVMTokenAmount(token, Coin)],
            default,
            new QLStake.Protocol.Ccip.ExtraArgs(0, true).Encode()
        );
        var selector = journey.Network.Chains.Arbitrum.Spec.Selector.Value;

        var receipt = await holder.SendAsync(router, new Router.CcipSendCall(selector, message), Charged(quote));

        FeeOf(receipt).ShouldBe(Charged(quote));
        quote
            .GetProperty("arrives")
            .GetProperty("token")
            .GetString()
            .ShouldBe($"{journey.Network.Chains.Arbitrum.Protocol.QToken}");
        quote
            .GetProperty("limits")
            .EnumerateArray()
            .Select(limit => StakeObserver.Text(limit, "name"))
            .ShouldBe(["outbound pool", "inbound pool"]);
    }

    private static U256 Charged(JsonElement quote) => U256.Parse(StakeObserver.Text(quote, "charged"));

    private static U256 FeeOf(QLStake.Evm.TransactionReceipt receipt)
    {
        foreach (var log in receipt.Logs)
            if (OnRamp.CCIPMessageSent.TryDecode(log, out var sent))
                return sent!.Message.FeeTokenAmount;
        throw new ShouldAssertException("Expected a CCIP message in the receipt, found none.");
    }
}
