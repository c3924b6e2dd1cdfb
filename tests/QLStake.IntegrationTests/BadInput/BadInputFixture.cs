using QLStake.Contracts;
using QLStake.IntegrationTests.Hosting;
using QLStake.IntegrationTests.Journeys;
using QLStake.IntegrationTests.Localnet;
using QLStake.IntegrationTests.RateLimitGuard;
using QLStake.IntegrationTests.Rpc;
using QLStake.IntegrationTests.Servers;
using QLStake.Localnet;
using QLStake.Localnet.Chains;
using QLStake.Localnet.Services;
using Xunit;

namespace QLStake.IntegrationTests.BadInput;

/// <summary>Watcher and guard as processes on a real network; each test breaks what one of them is told, and mends it.</summary>
public sealed class BadInputFixture : IAsyncLifetime
{
    internal static readonly TimeSpan Soon = TimeSpan.FromSeconds(90);
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(10) };
    private readonly Dictionary<ServiceProcess, string> connections = [];
    private RouterLog router = null!;
    private ServiceProcess routerItself = null!;
    private int databases;

    internal LocalNetwork Network { get; private set; } = null!;

    /// <summary>The endpoint of Avalanche, chain 0, that the services under test use.</summary>
    internal FaultProxy Endpoint { get; private set; } = null!;

    internal LocalChain Avalanche => Network.Chains.Avalanche;

    /// <summary>The log of Avalanche.</summary>
    internal string Source => $"{ServiceNames.ChainWatcher}/{Avalanche.Spec.Selector}";

    internal ServiceProcess Watcher => Network.Services[ServiceNames.ChainWatcher];

    public async Task InitializeAsync()
    {
        var options = new LocalNetworkOptions
        {
            Instance = $"bad-input-{Environment.ProcessId}",
            Servers = await TestServers.ChosenAsync(),
            Postgres = new(Durable: false),
            WithServices = false,
        };
        Network = await LocalNetwork.StartAsync(options);
        Endpoint = await FaultProxy.Start(Avalanche.RpcUri);
        // The guard reads the router's log; here it stays empty. The router itself is found elsewhere.
        routerItself = Network.Services.AddReplica(ServiceNames.MessageRouter);
        router = await RouterLog.StartAsync(Network.Services.Addresses[ServiceNames.MessageRouter]);
    }

    public async Task DisposeAsync()
    {
        await Network.DisposeAsync();
        await router.DisposeAsync();
        await Endpoint.DisposeAsync();
        http.Dispose();
    }

    /// <summary>A service that is not running, with settings as they should be and a database name of its own.</summary>
    internal async Task<(ServiceProcess Service, string Database)> SoundAsync(string name)
    {
        var service = name == ServiceNames.MessageRouter ? routerItself : Network.Services[name];
        await service.StopAsync();
        Endpoint.Fault = null;
        var database = $"bad_input_{++databases}";
        connections[service] = Network.Postgres.ConnectionString(database);
        service.Configure("QLSTAKE__POSTGRES", connections[service]);
        service.Configure("QLSTAKE__RABBITMQ", Network.RabbitMq.Uri.ToString());
        service.Configure("QLSTAKE__OTLP", "");
        service.Configure("QLSTAKE__CHAINS__0__RPC__0", Endpoint.Url.ToString());
        service.Configure("QLSTAKE__CHAINS__0__SELECTOR", $"{Avalanche.Spec.Selector}");
        service.Configure("QLSTAKE__CHAINS__0__SATELLITE", $"{Avalanche.Protocol.Satellite}");
        service.Configure("QLSTAKE__CHAINS__0__ROUTER", $"{Avalanche.Ccip.Router}");
        service.Configure("QLSTAKE__CHAINS__0__CODEHASHES__SATELLITE", "");
        service.Configure("QLSTAKE__GUARD__LANES__0__SOURCE", $"{Avalanche.Spec.Selector}");
        return (service, database);
    }

    /// <summary>The connection string of the database it was given last.</summary>
    internal string DatabaseOf(ServiceProcess service) => connections[service];

    /// <summary>As above, with the database there, and with the watcher up if its log is read.</summary>
    internal async Task<ServiceProcess> PreparedAsync(string name)
    {
        if (name == ServiceNames.FeeAccounting && !await Watcher.IsReadyAsync())
            await (await PreparedAsync(ServiceNames.ChainWatcher)).StartAsync();
        var (service, database) = await SoundAsync(name);
        await Network.Postgres.CreateDatabaseAsync(database);
        return service;
    }

    /// <summary>Waits until readiness gives a reason.</summary>
    internal Task<string> SaysAsync(ServiceProcess service, params string[] words) =>
        Eventually.HoldsAsync(
            () => ReadinessAsync(service),
            said => words.All(word => said.Contains(word, StringComparison.Ordinal)),
            Soon,
            $"{service.Name} says {string.Join(" … ", words)}"
        );

    internal Task UntilReadyAsync(ServiceProcess service) =>
        Eventually.HoldsAsync(
            () => ReadinessAsync(service),
            said => said.StartsWith("OK", StringComparison.Ordinal),
            Soon,
            "it is ready"
        );

    internal Task<string> MetricsAsync(ServiceProcess service) =>
        http.GetStringAsync(new Uri(service.Address, "/metrics"));

    /// <summary>Stakes, and gives what the watcher's log must say of it.</summary>
    internal async Task<StakeId> StakeAsync() =>
        (
            await new StakeSender(Avalanche).StakeAsync(
                default,
                1_000_000_000_000_000_000UL,
                DevelopmentAccount.Staker.Address
            )
        ).Id;

    /// <summary>Waits until the watcher's log tells of each stake, and expects it to tell of each once.</summary>
    internal Task TellsOnceAsync(params StakeId[] stakes) =>
        Eventually.HoldsAsync(
            () => ToldAsync(stakes),
            told => stakes.All(stake => told.Count(seen => seen == stake) == 1),
            Soon,
            "every stake is told once"
        );

    private async Task<IReadOnlyList<StakeId>> ToldAsync(StakeId[] stakes)
    {
        try
        {
            var log = await Bus.ReadAsync(Watcher.Address, Source);
            return
            [
                .. log.Where(entry => entry.Name == MessageNames.Of(typeof(BlockObserved)))
                    .SelectMany(entry => QLStake.Hosting.MessageJson.Read<BlockObserved>(entry).Facts)
                    .Select(fact => fact.Fact)
                    .OfType<StakeLocked>()
                    .Select(locked => locked.StakeId)
                    .Where(stakes.Contains),
            ];
        }
        catch (HttpRequestException)
        {
            return [];
        }
    }

    internal async Task<string> ReadinessAsync(ServiceProcess service)
    {
        try
        {
            using var response = await http.GetAsync(new Uri(service.Address, "/health/ready"));
            var parts = await response.Content.ReadAsStringAsync();
            return $"{response.StatusCode} {System.Text.RegularExpressions.Regex.Unescape(parts)}";
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
        {
            return error.Message;
        }
    }
}

[CollectionDefinition(Name)]
public sealed class BadInputTests : ICollectionFixture<BadInputFixture>
{
    public const string Name = "bad input";
}
