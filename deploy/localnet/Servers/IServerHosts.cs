using QLStake.Localnet.Processes;

namespace QLStake.Localnet.Servers;

/// <summary>Where a localnet's database and broker run.</summary>
public interface IServerHosts
{
    /// <summary>What has to be installed for them.</summary>
    IReadOnlyList<Tool> Needs { get; }

    /// <param name="folder">Takes their data and logs.</param>
    IPostgresHost Postgres(InstanceFolder folder);

    /// <param name="folder">Takes their data and logs.</param>
    IRabbitMqHost RabbitMq(InstanceFolder folder);
}

/// <summary>Runs one PostgreSQL that trusts its user <c>postgres</c> from loopback, and keeps its data from run to run.</summary>
public interface IPostgresHost : IAsyncDisposable
{
    /// <param name="port">Where it listens on loopback.</param>
    /// <param name="settings">Of <c>postgresql.conf</c>.</param>
    /// <param name="stop">Ends the attempt.</param>
    /// <exception cref="LocalnetException">It cannot be run here.</exception>
    Task<IServerRun> LaunchAsync(int port, IReadOnlyDictionary<string, string> settings, CancellationToken stop);
}

/// <summary>Runs one RabbitMQ with the user <c>guest</c>, its management API and its metrics, and keeps its data from run to run.</summary>
public interface IRabbitMqHost : IAsyncDisposable
{
    /// <exception cref="LocalnetException">It cannot be run here.</exception>
    Task<IServerRun> LaunchAsync(RabbitMqPorts ports, CancellationToken stop);

    /// <summary>Removes everything it stored. It does not run.</summary>
    Task WipeAsync();
}

/// <summary>Where a broker listens on loopback.</summary>
/// <param name="Amqp">AMQP 0-9-1.</param>
/// <param name="Management">HTTP API and page.</param>
/// <param name="Metrics">Where Prometheus scrapes it.</param>
public sealed record RabbitMqPorts(int Amqp, int Management, int Metrics);
