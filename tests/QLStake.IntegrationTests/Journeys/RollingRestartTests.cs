using System.Globalization;
using Npgsql;
using QLStake.Localnet.Services;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace QLStake.IntegrationTests.Journeys;

/// <summary>Two replicas of each service, replaced one by one, or cut off from their leases, while people stake.</summary>
[Collection(AloneTests.Name)]
public sealed class RollingRestartTests(AloneFixture journey, ITestOutputHelper output) : IAsyncLifetime
{
    private const int Undisturbed = 8;
    private static readonly TimeSpan Latest = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan UnderLoad = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task Nothing_is_lost_and_no_mint_is_late_by_more_than_ten_seconds()
    {
        var replicas = JourneyFixture
            .Services.Zip(journey.Seconds)
            .SelectMany(pair => new[] { journey.Network.Services[pair.First], pair.Second });
        await using var load = Stakers("0x00000000000000000000000000000000000b0b03");
        var undisturbed = await load.MintedAsync(Undisturbed);

        foreach (var replica in replicas)
            await ReplaceAsync(replica, load);
        var minted = await load.EndAsync();

        output.WriteLine($"{minted.Count} stakes, seconds to mint: {string.Join(' ', minted.Order().Select(Seconds))}");
        (minted.Max() - undisturbed.Max()).ShouldBeLessThan(Latest, "no mint is delayed");
        (await load.SharesAsync()).ShouldBe(Load.Amount * (ulong)minted.Count, "each is minted once");
    }

    [Fact]
    public async Task Who_is_cut_off_from_its_lease_and_does_not_know_yet_repeats_nothing()
    {
        await using var load = Stakers("0x00000000000000000000000000000000000b0b04");
        await Task.Delay(UnderLoad);

        await CutLeasesAsync();

        await Task.Delay(UnderLoad);
        var minted = await load.EndAsync();
        minted.ShouldNotBeEmpty();
        (await load.SharesAsync()).ShouldBe(Load.Amount * (ulong)minted.Count, "each is minted once");
    }

    public async Task InitializeAsync()
    {
        await Task.WhenAll(journey.Seconds.Select(second => second.StartAsync()));
        var first = await journey.Avax.StakeAsync(default, Load.Amount, journey.Receiver);
        await journey.Stakes.ReachesAsync(first.Id, "MintFinalized");
    }

    public Task DisposeAsync() => Task.WhenAll(journey.Seconds.Select(second => second.StopAsync()));

    private Load Stakers(string receiver)
    {
        var load = new Load(journey, Address.Parse(receiver), TimeSpan.FromSeconds(1));
        load.Start();
        return load;
    }

    /// <summary>As operators do it: the next step waits until stakes are minted without the one that was stopped.</summary>
    private async Task ReplaceAsync(ServiceProcess replica, Load load)
    {
        var begun = TimeProvider.System.GetTimestamp();
        await replica.StopAsync();
        var stopped = TimeProvider.System.GetElapsedTime(begun);
        (await replica.Exited).ShouldBe(0, $"{replica.Name} ended as it was asked to");
        stopped.ShouldBeLessThan(Grace);
        (await File.ReadAllTextAsync(replica.LogFile)).ShouldNotContain("crit:", Case.Sensitive, replica.Name);
        await load.GoesOnAsync();
        await replica.StartAsync();
        output.WriteLine(
            $"{replica.Name} ended in {Seconds(stopped)} s, ready again after {Seconds(TimeProvider.System.GetElapsedTime(begun))} s"
        );
    }

    /// <summary>Whoever works loses the connection with its lease.</summary>
    private async Task CutLeasesAsync()
    {
        await using var database = NpgsqlDataSource.Create(journey.Network.Postgres.ConnectionString("postgres"));
        await using var command = database.CreateCommand(
            "select count(pg_terminate_backend(pid)) from pg_locks where locktype = 'advisory' and granted"
        );
        var cut = Convert.ToInt32(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
        cut.ShouldBeGreaterThanOrEqualTo(JourneyFixture.Services.Count, "each service has one that works");
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
}
