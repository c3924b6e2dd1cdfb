using QLStake.Localnet.Processes;

namespace QLStake.Localnet.Servers;

/// <summary>Database and broker as processes of this machine, from its packages.</summary>
public sealed class NativeServers(TimeProvider time) : IServerHosts
{
    public IReadOnlyList<Tool> Needs { get; } = [Tool.SetPriv, Tool.Postgres, Tool.RabbitMq, Tool.Epmd];

    public IPostgresHost Postgres(InstanceFolder folder) => new PostgresProcess(folder, time);

    public IRabbitMqHost RabbitMq(InstanceFolder folder) => new RabbitMqProcess(folder);
}
