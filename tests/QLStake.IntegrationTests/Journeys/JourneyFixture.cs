using QLStake.Contracts;
using QLStake.IntegrationTests.Hosting;
using QLStake.IntegrationTests.Localnet;
using QLStake.IntegrationTests.Tracing;
using QLStake.Localnet;
using QLStake.Localnet.Chains;
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
            Instance = $"{Name}-{Environment.ProcessId}",
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
    }

    /// <summary>What is set otherwise than a localnet has it, before anything starts.</summary>
    protected virtual void Configure() { }

    public async Task DisposeAsync()
    {
        Stakes.Dispose();
        await Network.DisposeAsync();
        await Collector.DisposeAsync();
    }
}

[CollectionDefinition(Name)]
public sealed class JourneyTests : ICollectionFixture<JourneyFixture>
{
    public const string Name = "journeys";
}
