using QLStake.Localnet.Processes;
using QLStake.Localnet.Servers;

namespace QLStake.IntegrationTests.Servers;

internal sealed class PostgresContainer(ServerContainer container) : IPostgresHost
{
    private const int Inside = 5432;

    public Task<IServerRun> LaunchAsync(
        int port,
        IReadOnlyDictionary<string, string> settings,
        CancellationToken stop
    ) =>
        container.RunAsync(
            new Dictionary<int, int> { [Inside] = port },
            builder =>
                builder
                    .WithEnvironment("POSTGRES_HOST_AUTH_METHOD", "trust")
                    .WithCommand([
                        "postgres",
                        .. settings.SelectMany(setting => new[] { "-c", $"{setting.Key}={setting.Value}" }),
                    ]),
            stop
        );

    public ValueTask DisposeAsync() => container.DisposeAsync();
}
