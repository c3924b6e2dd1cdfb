using QLStake.Contracts;
using QLStake.IntegrationTests.Servers;
using QLStake.Localnet;
using QLStake.Localnet.Chains;
using QLStake.Localnet.Servers;
using Shouldly;
using Xunit;

namespace QLStake.IntegrationTests.Localnet;

/// <summary>A localnet whose services each test starts as it likes.</summary>
public sealed class LocalNetworkFixture : IAsyncLifetime
{
    private readonly LocalNetworkOptions options = new()
    {
        Instance = $"test-{Environment.ProcessId}-network",
        Postgres = new PostgresOptions(Durable: false),
        WithServices = false,
    };

    public LocalNetwork Network { get; private set; } = null!;

    public string DescriptionFile => LocalnetDescription.FileOf(Home, options.Instance);

    private static string Home => Repository.Find().QlsHome;

    public async Task InitializeAsync() =>
        Network = await LocalNetwork.StartAsync(options with { Servers = await TestServers.ChosenAsync() });

    public async Task DisposeAsync()
    {
        await Network.DisposeAsync();
        Directory.Delete(Path.Combine(Home, options.Instance), recursive: true);
    }
}

[Collection(TestInstance.ServersOneAfterAnother)]
public sealed class LocalNetworkTests(LocalNetworkFixture fixture) : IClassFixture<LocalNetworkFixture>
{
    private LocalNetwork Network => fixture.Network;

    [Fact]
    public async Task The_description_on_disk_says_what_runs_and_that_its_keys_are_for_development()
    {
        var found = await LocalnetDescription.LoadAsync(fixture.DescriptionFile);

        found.Warning.ShouldContain("development keys");
        found.Chains.ShouldBe(Network.Description.Chains);
        found.Chains.Select(chain => chain.Name).ShouldBe(["avalanche", "ethereum", "arbitrum"]);
        found.Accounts.ShouldContain(account =>
            account.Role == "staker" && account.Address == DevelopmentAccount.Staker.Address
        );
        found.Services.Keys.ShouldContain(ServiceNames.MessageRouter);
        found.RabbitMq.ShouldBe(Network.RabbitMq.Uri);
        found.Postgres.ShouldBe(Network.Postgres.ConnectionString("postgres"));
    }

    [Fact]
    public async Task A_killed_service_comes_back_and_its_log_goes_on()
    {
        var watcher = Network.Services[ServiceNames.ChainWatcher];
        await watcher.StartAsync();
        (await watcher.IsReadyAsync()).ShouldBeTrue();
        var before = new FileInfo(watcher.LogFile).Length;

        await watcher.KillAsync();
        (await watcher.IsReadyAsync()).ShouldBeFalse();
        await watcher.StartAsync();

        (await watcher.IsReadyAsync()).ShouldBeTrue();
        new FileInfo(watcher.LogFile).Length.ShouldBeGreaterThan(before);
    }

    [Fact]
    public async Task A_service_without_a_setting_ends_with_a_message_that_names_it()
    {
        var router = Network.Services[ServiceNames.MessageRouter];
        router.Configure("QLSTAKE__POSTGRES", "");

        var error = await Should.ThrowAsync<LocalnetException>(() => router.StartAsync());

        error.Message.ShouldContain("QLSTAKE__POSTGRES");
    }
}
