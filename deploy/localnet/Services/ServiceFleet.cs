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

    private ServiceFleet() { }

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
        var fleet = new ServiceFleet { Addresses = addresses };
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
                ServiceEnvironment.Of(spec, postgres, rabbitMq, networkFile, chains, addresses),
                folder.Log(spec.Name),
                time
            );
        }

        return fleet;
    }

    /// <summary>
    /// Tells each service, for its next start, what a chain that joined adds to its own settings; all else it reads in the
    /// network's file.
    /// </summary>
    public void Tell(IReadOnlyList<LocalChain> before, IReadOnlyList<LocalChain> now)
    {
        foreach (var spec in ServiceSpec.All)
        {
            var news = ServiceEnvironment
                .Own(spec, now, Addresses)
                .Except(ServiceEnvironment.Own(spec, before, Addresses));
            foreach (var (name, value) in news)
            {
                processes[spec.Name].Configure(name, value);
            }
        }
    }

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
    public Task StopAllAsync() => Task.WhenAll(All.Select(service => service.StopAsync()));

    public async ValueTask DisposeAsync()
    {
        foreach (var service in processes.Values)
        {
            await service.DisposeAsync();
        }

        ports.ForEach(port => port.Dispose());
    }
}
