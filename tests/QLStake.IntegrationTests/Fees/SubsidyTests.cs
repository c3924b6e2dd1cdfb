using System.Globalization;
using System.Text.Json;
using QLStake.Contracts;
using QLStake.IntegrationTests.Hosting;
using QLStake.IntegrationTests.Journeys;
using QLStake.IntegrationTests.Localnet;
using QLStake.Localnet.Chains;
using QLStake.Protocol.Bindings;
using Shouldly;
using Xunit;
using static QLStake.IntegrationTests.Journeys.StakeObserver;
using BlockRef = QLStake.Evm.BlockRef;

namespace QLStake.IntegrationTests.Fees;

/// <summary>The DAO pays half of CCIP's fee, until the pot is empty.</summary>
[Collection(YieldTests.Name)]
public sealed class SubsidyTests(FlowFixture journey) : IDisposable
{
    private static readonly U256 Coin = U256.Parse("1000000000000000000");
    private static readonly QLStakeSatellite.SubsidyTerms None = new(0, 3_600, Coin, Coin, Coin);

    private readonly ComparedBooks compared = new(journey.Network.Services[ServiceNames.FeeAccounting].Address);
    private readonly Books books = new(journey.Network.Services[ServiceNames.FeeAccounting].Address);

    private Address Satellite => journey.Avalanche.Protocol.Satellite!.Value;

    private Transactor Dao => journey.Avalanche.As(DevelopmentAccount.Dao);

    [Fact]
    public async Task Half_the_fee_is_given_until_the_pot_runs_out_in_the_middle_and_the_books_say_who_paid()
    {
        var fee = (await QuoteAsync()).CcipFee;
        var pot = fee * 3 / 4;
        await Dao.SendAsync(Satellite, new QLStakeSatellite.SetSubsidyCall(None with { ShareBps = 5_000 }));
        await new Spender(journey).FundSubsidyAsync(pot);
        var stakes = new List<SentStake>();
        try
        {
            for (var i = 0; i < 3; i++)
                stakes.Add(await journey.Avax.StakeAsync(default, Coin, journey.Receiver));
        }
        finally
        {
            await Dao.SendAsync(Satellite, new QLStakeSatellite.SetSubsidyCall(None));
        }

        U256[] given = [fee / 2, pot - fee / 2, 0];
        foreach (var (stake, subsidy) in stakes.Zip(given))
        {
            await journey.Stakes.ReachesAsync(stake.Id, "MintConfirmed", "MintFinalized");
            var parts = await books.PartsAsync(stake.Id);
            parts.GetValueOrDefault("Subsidy").ShouldBe(subsidy);
            parts["CcipFee"].ShouldBe(fee - subsidy);
        }

        var programme = await ProgrammeAsync(pot);
        Amount(programme, "budget").ShouldBe(pot);
        Amount(programme, "left").ShouldBe(U256.Zero);
        Amount(programme, "pot").ShouldBe(U256.Zero);
        programme.GetProperty("booksAgree").GetBoolean().ShouldBeTrue();
        programme.GetProperty("exhaustedAt").GetDateTimeOffset().ShouldBeLessThan(TimeProvider.System.GetUtcNow());
        var accounts = programme.GetProperty("periods").EnumerateArray().SelectMany(Accounts).ToList();
        accounts.ShouldAllBe(use => Text(use, "account") == $"{DevelopmentAccount.Staker.Address}");
        accounts.Sum(use => use.GetProperty("stakes").GetInt32()).ShouldBe(2);
        await StatedAsync();
    }

    public void Dispose()
    {
        books.Dispose();
        compared.Dispose();
    }

    /// <summary>The day's statement, as JSON and as CSV: balanced, and the pot was emptied.</summary>
    private async Task StatedAsync()
    {
        var day = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var path = string.Create(CultureInfo.InvariantCulture, $"/statements/avalanche/native/{day:yyyy-MM-dd}");
        var statement = await compared.GetAsync(path);
        statement.GetProperty("balanced").GetBoolean().ShouldBeTrue();
        statement.GetProperty("closed").GetBoolean().ShouldBeFalse();
        var lines = statement.GetProperty("accounts").EnumerateArray().ToList();
        Text(lines.Single(line => Text(line, "kind") == "SubsidyPot"), "closing").ShouldBe("0");

        var csv = (await compared.TextAsync($"{path}?format=csv")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        csv[0].ShouldBe("chain,token,period,closed,account,holder,opening,debits,credits,closing");
        csv.Length.ShouldBe(lines.Count + 1);
        csv.ShouldContain(line => line.Contains(",SubsidyPot,", StringComparison.Ordinal));
    }

    private Task<QLStakeSatellite.Quote> QuoteAsync() =>
        journey.Avalanche.ReadAsync(
            Satellite,
            new QLStakeSatellite.QuoteStakeCall(
                DevelopmentAccount.Staker.Address,
                default,
                Coin,
                journey.Receiver,
                default,
                default
            ),
            BlockRef.Latest
        );

    private Task<JsonElement> ProgrammeAsync(U256 used) =>
        Eventually.HoldsAsync(
            async () =>
                (await compared.GetAsync("/subsidies"))
                    .EnumerateArray()
                    .Single(programme => Text(programme, "chainName") == "avalanche"),
            programme => Amount(programme, "used") == used,
            TimeSpan.FromSeconds(60),
            $"{used} were given"
        );

    private static IEnumerable<JsonElement> Accounts(JsonElement period) =>
        period.GetProperty("accounts").EnumerateArray();

    private static U256 Amount(JsonElement from, string name) => U256.Parse(Text(from, name));
}
