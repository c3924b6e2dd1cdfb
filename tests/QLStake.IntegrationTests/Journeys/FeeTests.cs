using System.Text.Json;
using QLStake.Contracts;
using QLStake.IntegrationTests.Hosting;
using QLStake.IntegrationTests.Localnet;
using QLStake.Protocol.Bindings;
using Shouldly;
using Xunit;
using static QLStake.IntegrationTests.Journeys.StakeObserver;

namespace QLStake.IntegrationTests.Journeys;

/// <summary>The books against the chains: what was quoted, charged and spent.</summary>
[Collection(JourneyTests.Name)]
public sealed class FeeTests(JourneyFixture journey) : IDisposable
{
    // What CCIP's FeeQuoter of every local chain says native coin costs, in dollars.
    private const ulong NativePrice = 30;
    private static readonly U256 Coin = U256.Parse("1000000000000000000");

    private readonly Books books = new(journey.Network.Services[ServiceNames.FeeAccounting].Address);

    private HttpClient Http { get; } =
        new() { BaseAddress = journey.Network.Services[ServiceNames.FeeAccounting].Address };

    [Fact]
    public async Task What_a_stake_cost_is_what_was_quoted_and_what_its_receipts_say()
    {
        var asked = $"/quotes?chain=avalanche&asset=native&amount={Coin}&receiver={journey.Receiver}";
        var quote = await GetAsync(asked);
        var stake = await journey.Avax.StakeAsync(default, Coin, journey.Receiver);
        await journey.Stakes.ReachesAsync(stake.Id, "MintConfirmed", "MintFinalized");

        var fees = await Eventually.HoldsAsync(
            () => GetAsync($"/stakes/{stake.Id}/fees"),
            found => Parts(found).ContainsKey("MintGas"),
            TimeSpan.FromSeconds(60),
            "the mint's gas is in the books"
        );

        var parts = Parts(fees);
        (parts["CcipFee"] + parts["ProtocolFee"]).ShouldBe(U256.Parse(Text(quote, "charged")));
        parts["StakeGas"].ShouldBe(stake.Receipt.GasUsed * stake.Receipt.EffectiveGasPrice);
        parts["MintGas"].ShouldBeGreaterThan(U256.Zero);
        foreach (var part in fees.GetProperty("parts").EnumerateArray())
            U256.Parse(Text(part.GetProperty("worth"), "usd"))
                .ShouldBe(U256.Parse(Text(part, "amount")) * NativePrice, Text(part, "name"));
    }

    [Fact]
    public async Task Every_account_holds_what_the_logs_and_receipts_of_its_chain_add_up_to()
    {
        var link = journey.Avalanche.Ccip.Link;
        foreach (var token in new[] { default, link })
        {
            var stake = await journey.Avax.StakeAsync(default, Coin, journey.Receiver, token);
            await journey.Stakes.ReachesAsync(stake.Id, "MintConfirmed", "MintFinalized");
            await books.PartsAsync(stake.Id);
        }

        var locks = await ChainCosts.LocksAsync(journey.Avalanche);
        foreach (var (token, name) in new[] { (default(Address), "native"), (link, $"{link}") })
        {
            var paid = locks.Where(locked => locked.FeeToken == token).ToList();
            var (ccip, execution) = (Sum(paid, locked => locked.CcipFee), Sum(paid, locked => locked.ExecutionFee));
            var subsidy = Sum(paid, locked => locked.Subsidy);
            var gas = token == default ? await ChainCosts.StakeGasAsync(journey.Avalanche) : 0;
            ccip.ShouldBeGreaterThan(U256.Zero);

            var accounts = await books.AccountsAsync("avalanche", name);

            // Hellos are paid by who says them.
            accounts["CcipFees"].ShouldBe((ccip + accounts.GetValueOrDefault("Callers").Credits, U256.Zero));
            accounts["ProtocolFees"].ShouldBe((execution, U256.Zero));
            accounts["Stakers"].ShouldBe((U256.Zero, ccip - subsidy + execution + gas));
            accounts.GetValueOrDefault("StakeGas").ShouldBe((gas, U256.Zero));
            accounts.GetValueOrDefault("SubsidyPot").Credits.ShouldBe(subsidy);
        }
        var minting = await books.AccountsAsync("ethereum", "native");
        var spent = await ChainCosts.MintGasAsync(journey.Ethereum);
        minting["MintGas"].ShouldBe((spent, U256.Zero));
        string[] others = ["RefundGas", "FlushGas", "HeartbeatGas"];
        var besides = others.Aggregate(U256.Zero, (sum, kind) => sum + minting.GetValueOrDefault(kind).Debits);
        minting["Executor"].ShouldBe((U256.Zero, spent + besides));
    }

    [Fact]
    public async Task The_books_rebuilt_from_the_streams_equal_the_live_ones()
    {
        var stake = await journey.Avax.StakeAsync(default, Coin, journey.Receiver);
        await journey.Stakes.ReachesAsync(stake.Id, "MintFinalized");
        await Eventually.HoldsAsync(
            () => GetAsync($"/stakes/{stake.Id}/fees"),
            found => Parts(found).ContainsKey("MintGas"),
            TimeSpan.FromSeconds(60),
            "the mint's gas is in the books"
        );
        var live = await BooksAsync(stake.Id);

        (await Admin.RebuildAsync(Http)).ShouldNotContain("\"streams\":0");

        (await BooksAsync(stake.Id)).ShouldBe(live);
    }

    [Fact]
    public async Task What_cannot_be_staked_is_refused_with_the_reason()
    {
        var unlisted = $"/quotes?chain=avalanche&asset={journey.Receiver}&amount=1&receiver={journey.Receiver}";
        using var answer = await Http.GetAsync(new Uri(unlisted, UriKind.Relative));

        ((int)answer.StatusCode).ShouldBe(422);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Expected an asset that can be staked on avalanche");
    }

    public void Dispose()
    {
        books.Dispose();
        Http.Dispose();
    }

    private async Task<string[]> BooksAsync(StakeId stake) =>
        await Task.WhenAll(
            new[] { $"/stakes/{stake}/fees", "/ledger/avalanche/native", "/ledger/ethereum/native" }.Select(path =>
                Http.GetStringAsync(new Uri(path, UriKind.Relative))
            )
        );

    private async Task<JsonElement> GetAsync(string path) =>
        JsonSerializer.Deserialize<JsonElement>(await Http.GetStringAsync(new Uri(path, UriKind.Relative)));

    private static U256 Sum(
        IEnumerable<QLStakeSatellite.StakeLocked> locks,
        Func<QLStakeSatellite.StakeLocked, U256> part
    ) => locks.Aggregate(U256.Zero, (sum, locked) => sum + part(locked));

    private static Dictionary<string, U256> Parts(JsonElement fees) =>
        fees.GetProperty("parts")
            .EnumerateArray()
            .ToDictionary(part => Text(part, "name"), part => U256.Parse(Text(part, "amount")));
}
