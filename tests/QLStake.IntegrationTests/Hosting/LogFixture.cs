using QLStake.Contracts;
using QLStake.IntegrationTests.Localnet;
using QLStake.IntegrationTests.Servers;
using QLStake.Localnet.Processes;
using QLStake.Localnet.Servers;
using Xunit;

namespace QLStake.IntegrationTests.Hosting;

/// <summary>PostgreSQL, RabbitMQ, a writer and a reader.</summary>
public sealed class LogFixture : IAsyncLifetime, IDisposable
{
    private static int instances;
    private readonly TestInstance instance = new($"log-tests-{Interlocked.Increment(ref instances)}");

    internal PostgresServer Postgres { get; private set; } = null!;
    internal RabbitMqServer RabbitMq { get; private set; } = null!;
    internal ProbeProcess Writer { get; private set; } = null!;
    internal ProbeProcess Reader { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var broker = TestServers.RabbitMqAsync(instance.Folder);
        Postgres = await TestServers.PostgresAsync(instance.Folder, new(Durable: false));
        await Postgres.CreateDatabaseAsync("writer");
        await Postgres.CreateDatabaseAsync("reader");
        RabbitMq = await broker;
        Writer = Probe(ServiceNames.ChainWatcher, "writer", null);
        Writer.Start();
        Reader = Probe(ServiceNames.FeeAccounting, "reader", Writer.Address);
        Reader.Start();
        await ReadyAsync(Writer);
        await ReadyAsync(Reader);
    }

    internal static Task ReadyAsync(ProbeProcess probe) =>
        Eventually.HoldsAsync(
            probe.ReadinessAsync,
            said => said.StartsWith("{\"status\":\"ready\"", StringComparison.Ordinal),
            TimeSpan.FromSeconds(120),
            "the probe is ready"
        );

    public async Task DisposeAsync()
    {
        await Writer.DisposeAsync();
        await Reader.DisposeAsync();
        await RabbitMq.DisposeAsync();
        await Postgres.DisposeAsync();
    }

    public void Dispose() => instance.Dispose();

    private ProbeProcess Probe(string service, string database, Uri? feed) =>
        new(service, instance, Postgres.ConnectionString(database), () => RabbitMq.Uri, PortLease.Take(), feed);
}
