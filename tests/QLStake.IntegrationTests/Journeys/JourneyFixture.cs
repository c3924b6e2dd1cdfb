using QLStake.Contracts;
using QLStake.IntegrationTests.Fees;
using QLStake.IntegrationTests.Hosting;
using QLStake.IntegrationTests.Localnet;
using QLStake.IntegrationTests.Servers;
using QLStake.IntegrationTests.Tracing;
using QLStake.Localnet;
using QLStake.Localnet.Chains;
using Shouldly;
using Xunit;

namespace QLStake.IntegrationTests.Journeys;

/// <summary>The whole system on the production wiring: three chains with CCIP, five services, database and broker.</summary>
public class JourneyFixture : IAsyncLifetime
{
    /// <summary>The five that carry the process; the console only shows.</summary>
    internal static IReadOnlyList<string> Services { get; } =
    [
        ServiceNames.ChainWatcher,
        ServiceNames.MessageRouter,
        ServiceNames.RateLimitGuard,
        ServiceNames.MintExecutor,
        ServiceNames.FeeAccounting,
    ];

    // Collections share a fixture's type, never a fixture.
    private static int instances;

    internal LocalNetwork Network { get; private set; } = null!;

    internal LocalChain Avalanche => Network.Chains.Avalanche;

    internal LocalChain Ethereum => Network.Chains.Ethereum;

    internal Collector Collector { get; private set; } = null!;

    internal StakeSender Avax { get; private set; } = null!;

    internal StakeObserver Stakes { get; private set; } = null!;

    internal Lane ToHub => new(Avalanche.Spec.Selector, Ethereum.Spec.Selector);

    /// <summary>What the instance is called.</summary>
    protected virtual string Name => "journeys";

    internal Address Receiver { get; } = Address.Parse("0x00000000000000000000000000000000000a11ce");

    public async Task InitializeAsync()
    {
        var options = new LocalNetworkOptions
        {
            Instance = $"{Name}-{Environment.ProcessId}-{Interlocked.Increment(ref instances)}",
            Servers = await TestServers.ChosenAsync(),
            Postgres = new(Durable: false),
            WithServices = false,
        };
        Network = await LocalNetwork.StartAsync(options);
        Collector = await Collector.StartAsync();
        foreach (var service in Services.Select(name => Network.Services[name]))
        {
            Collector.Watch(service);
            service.Configure("QLSTAKE__ADMINTOKEN", Admin.Token);
        }
        Configure();
        await Task.WhenAll(Services.Select(name => Network.Services[name].StartAsync()));
        Avax = new StakeSender(Avalanche);
        Stakes = new StakeObserver(Network.Services[ServiceNames.MessageRouter].Address);
        await SettleAsync();
    }

    /// <summary>What is set otherwise than a localnet has it, before anything starts.</summary>
    protected virtual void Configure() { }

    /// <summary>What has to have happened before the first test.</summary>
    protected virtual Task SettleAsync() => Task.CompletedTask;

    /// <summary>Whatever the tests did: in the end the books are the chains'.</summary>
    public async Task DisposeAsync()
    {
        try
        {
            using var books = new ComparedBooks(Network.Services[ServiceNames.FeeAccounting].Address);
            (await books.ReconcileAsync()).ShouldAllBe(chain => chain.Agrees);
        }
        finally
        {
            Stakes.Dispose();
            await Network.DisposeAsync();
            await Collector.DisposeAsync();
        }
    }
}

[CollectionDefinition(Name)]
public sealed class JourneyTests : ICollectionFixture<JourneyFixture>
{
    public const string Name = "journeys";
}
