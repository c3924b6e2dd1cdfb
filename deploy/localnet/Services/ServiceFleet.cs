using QLStake.Localnet.Chains;
using QLStake.Localnet.Processes;
using QLStake.Localnet.Servers;

namespace QLStake.Localnet.Services;

/// <summary>Our services, each with its address and database; which of them run is the caller's choice.</summary>
public sealed class ServiceFleet : IAsyncDisposable
{
    /// <summary>Opens <c>/admin</c> of a localnet's services; known to everybody, like its keys.</summary>
    public const string DevelopmentToken = "development-token-of-a-localnet";

    private readonly List<PortLease> ports = [];
    private readonly Dictionary<string, ServiceProcess> processes = [];
    private readonly List<ServiceProcess> replicas = [];

    private readonly string networkFile;

    private ServiceFleet(string networkFile) => this.networkFile = networkFile;

    /// <summary>Every service's address, whether it runs or not.</summary>
    public IReadOnlyDictionary<string, Uri> Addresses { get; private init; } = new Dictionary<string, Uri>();

    /// <summary>A service by its name.</summary>
    public ServiceProcess this[string name] => processes[name];

    /// <summary>All services, in the order they are started.</summary>
    public IEnumerable<ServiceProcess> All => ServiceSpec.All.Select(spec => processes[spec.Name]);

    /// <summary>Gives every service its port, database and configuration. Nothing is started yet.</summary>
    public static async Task<ServiceFleet> PrepareAsync(
        InstanceFolder folder,
        Repository repository,
        PostgresServer postgres,
        RabbitMqServer rabbitMq,
        string networkFile,
        IReadOnlyList<LocalChain> chains,
        TimeProvider time,
        CancellationToken stop = default
    )
    {
        var leases = ServiceSpec.All.ToDictionary(spec => spec.Name, _ => PortLease.Take());
        var addresses = leases.ToDictionary(
            lease => lease.Key,
            lease => new Uri($"http://127.0.0.1:{lease.Value.Port}")
        );
        var fleet = new ServiceFleet(networkFile) { Addresses = addresses };
        fleet.ports.AddRange(leases.Values);
        foreach (var spec in ServiceSpec.All)
        {
            if (spec.HasStore)
            {
                await postgres.CreateDatabaseAsync(spec.Database, stop);
            }

            fleet.processes[spec.Name] = new ServiceProcess(
                spec.Name,
                () => repository.Built(Path.Combine("services", spec.Project), $"QLStake.{spec.Project}"),
                addresses[spec.Name],
                ServiceEnvironment.Of(spec, postgres, rabbitMq, networkFile, addresses),
                folder.Log(spec.Name),
                time
            );
        }

        await fleet.TellAsync(chains, stop);
        return fleet;
    }

    /// <summary>
    /// Another of a service, on the same database and broker, with a port of its own. It is not started yet; the other services
    /// know of it from their next start.
    /// </summary>
    public ServiceProcess AddReplica(string name)
    {
        var port = PortLease.Take();
        ports.Add(port);
        var replica = processes[name].Replica(new($"http://127.0.0.1:{port.Port}"), replicas.Count + 1);
        replicas.Add(replica);
        var all = replicas.Where(other => other.Name == name).Select(other => other.Address).Prepend(Addresses[name]);
        foreach (var other in All.Concat(replicas).Where(other => other.Name != name))
        {
            other.Configure(ServiceEnvironment.AddressSetting(name), ServiceEnvironment.Text([.. all]));
        }

        return replica;
    }

    /// <summary>
    /// Tells each service what these chains add to its own settings, in a file that it watches; all else it reads in the network's
    /// file.
    /// </summary>
    public Task TellAsync(IReadOnlyList<LocalChain> chains, CancellationToken stop = default) =>
        Task.WhenAll(
            ServiceSpec.All.Select(spec =>
                SettingsFile.SaveAsync(SettingsFile.Of(networkFile, spec), ServiceEnvironment.Own(spec, chains), stop)
            )
        );

    /// <summary>Starts all services at once and returns when every one is ready: they wait for each other by themselves.</summary>
    /// <exception cref="LocalnetException">A service is not built, or did not get ready.</exception>
    public async Task StartAllAsync(CancellationToken stop = default)
    {
        // One that cannot start must not cost the patience with all others.
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await Task.WhenAll(All.Select(StartAsync));

        async Task StartAsync(ServiceProcess service)
        {
            try
            {
                await service.StartAsync(failed.Token);
            }
            catch
            {
                await failed.CancelAsync();
                throw;
            }
        }
    }

    /// <summary>Ends all services gracefully.</summary>
    public Task StopAllAsync() => Task.WhenAll(All.Concat(replicas).Select(service => service.StopAsync()));

    public async ValueTask DisposeAsync()
    {
        foreach (var service in processes.Values.Concat(replicas))
        {
            await service.DisposeAsync();
        }

        ports.ForEach(port => port.Dispose());
    }
}
