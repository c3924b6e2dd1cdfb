using Npgsql;
using QLStake.Contracts;
using QLStake.IntegrationTests.Hosting;
using QLStake.IntegrationTests.Journeys;
using QLStake.Localnet.Chains;
using Shouldly;
using Xunit;

namespace QLStake.IntegrationTests.Fees;

[CollectionDefinition(Name)]
public sealed class FeesCollection : ICollectionFixture<JourneyFixture>
{
    public const string Name = "fees";
}

/// <summary>The books against the chains to the wei, and against whoever changes them.</summary>
[Collection(FeesCollection.Name)]
public sealed class ReconciliationTests(JourneyFixture journey) : IDisposable
{
    private static readonly U256 Coin = U256.Parse("1000000000000000000");

    private readonly ComparedBooks books = new(journey.Network.Services[ServiceNames.FeeAccounting].Address);
    private readonly Spender spender = new(journey);

    [Fact]
    public async Task After_everything_that_moves_money_books_and_chains_agree_and_what_is_tampered_with_is_named()
    {
        await SpendAsync();

        var found = await AgreedAsync();

        var source = found.Single(chain => chain.Chain == journey.Avalanche.Spec.Selector);
        U256.Parse(Check(source, "locked").Books).ShouldBeGreaterThan(U256.Zero);
        U256.Parse(Check(source, "accruedFees").Books).ShouldBeGreaterThan(U256.Zero);
        // Whoever keeps batches going may have used all of them already.
        Check(source, "batchFees + waitingFees").Difference.ShouldBe("0");
        (await books.TextAsync("/ledger/avalanche/native")).ShouldContain("\"BatchFees\"");
        U256.Parse(Check(source, "floatBalance").Books).ShouldBeGreaterThan(U256.Zero);
        U256.Parse(Check(source, "subsidyPot").Books).ShouldBeGreaterThan(U256.Zero);
        U256.Parse(Check(source, "ccipFees").Books).ShouldBeGreaterThan(U256.Zero);
        var hub = found.Single(chain => chain.Chain == journey.Ethereum.Spec.Selector);
        U256.Parse(Check(hub, "ccipFees").Books).ShouldBeGreaterThan(U256.Zero);
        hub.Accounts.ShouldContain(account => account.Account == DevelopmentAccount.Executor.Address);

        await TamperAsync();
    }

    public void Dispose() => books.Dispose();

    private async Task SpendAsync()
    {
        await spender.SetBatchShareAsync(Coin / 100);
        await spender.FundFloatAsync(Coin * 2);
        await spender.FundSubsidyAsync(Coin);
        var stake = await journey.Avax.StakeAsync(default, Coin * 3, DevelopmentAccount.Staker.Address);
        await journey.Avax.StakeAsync(default, Coin, journey.Receiver, journey.Avalanche.Ccip.Link);
        await spender.QueueAsync(Coin, journey.Receiver);
        await spender.QueueAsync(Coin * 2, journey.Receiver);
        await spender.FlushAsync();
        await spender.QueueAsync(Coin, journey.Receiver);
        await spender.FundRewardsAsync(Coin / 10);
        await journey.Stakes.ReachesAsync(stake.Id, "MintConfirmed", "MintFinalized");
        await spender.RedeemAsync(Coin);
    }

    /// <summary>Once all of it is final.</summary>
    private async Task<IReadOnlyList<BooksReport>> AgreedAsync()
    {
        var heads = new Dictionary<ChainSelector, ulong>();
        foreach (var chain in journey.Network.Chains.All)
            heads[chain.Spec.Selector] = await chain.HeadAsync(QLStake.Evm.BlockRef.Latest);
        return await Eventually.HoldsAsync(
            books.ReconcileAsync,
            found =>
            {
                found.ShouldAllBe(chain => chain.Agrees, Describe(found));
                return found.All(chain => chain.Height.Number >= heads[chain.Chain]);
            },
            TimeSpan.FromSeconds(120),
            "all that was spent is final and compared"
        );
    }

    /// <summary>A row that somebody changed, then a ledger.</summary>
    private async Task TamperAsync()
    {
        await using var database = NpgsqlDataSource.Create(
            journey.Network.Postgres.ConnectionString(ServiceNames.FeeAccounting.Replace('-', '_'))
        );
        const string Row = """
            update mt_doc_postingrow set data = jsonb_set(data, '{posting,amount}', '"7"')
            where id = (select id from mt_doc_postingrow where data->>'kind' = 'ProtocolFee' order by id limit 1)
            returning id
            """;
        await using var row = database.CreateCommand(Row);
        var tampered = (string)(await row.ExecuteScalarAsync())!;

        var found = (await books.ReconcileAsync()).Single(chain => !chain.Agrees);

        found.Flaws.ShouldContain(flaw => flaw.Account == "ProtocolFees");
        found.Flaws.ShouldAllBe(flaw => flaw.Candidates.Any(candidate => candidate.Contains(tampered)));
        found.Checks.ShouldContain(check =>
            check.What == "accruedFees" && check.Difference != "0" && check.Candidates.Count > 0
        );

        using var http = new HttpClient { BaseAddress = journey.Network.Services[ServiceNames.FeeAccounting].Address };
        await Admin.RebuildAsync(http);
        (await books.ReconcileAsync()).ShouldAllBe(chain => chain.Agrees);
    }

    private static ReportedCheck Check(BooksReport chain, string what) =>
        chain.Checks.First(check => check.What == what);

    private static string Describe(IEnumerable<BooksReport> found) =>
        string.Join(
            "\n",
            found.SelectMany(chain =>
                chain
                    .Checks.Where(check => check.Difference != "0")
                    .Select(check => $"{chain.Chain} {check}: {string.Join("\n  ", check.Candidates)}")
                    .Concat(chain.Flaws.Select(flaw => $"{flaw}: {string.Join("\n  ", flaw.Candidates)}"))
            )
        );
}
