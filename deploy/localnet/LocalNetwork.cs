using QLStake.Localnet.Chains;
using QLStake.Localnet.Don;
using QLStake.Localnet.Processes;
using QLStake.Localnet.Servers;
using QLStake.Localnet.Services;

namespace QLStake.Localnet;

/// <summary>A running localnet: database, broker, three chains with CCIP, the DON stand-in, and our services.</summary>
public sealed class LocalNetwork : IAsyncDisposable
{
    private readonly InstanceFolder folder;
    private readonly string descriptionFile;

    private LocalNetwork(InstanceFolder folder, string descriptionFile, Parts parts)
    {
        this.folder = folder;
        this.descriptionFile = descriptionFile;
        (Postgres, RabbitMq, Chains, Don, Services) = parts;
    }

    public PostgresServer Postgres { get; }

    public RabbitMqServer RabbitMq { get; }

    public LocalChains Chains { get; }

    public DonNetwork Don { get; }

    /// <summary>Prepared with addresses and databases; running if the options say so.</summary>
    public ServiceFleet Services { get; }

    /// <summary>What <c>localnet.json</c> says.</summary>
    public LocalnetDescription Description =>
        new(
            LocalnetDescription.DevelopmentKeys,
            [.. Chains.All.Select(Describe)],
            Services.Addresses,
            [
                .. DevelopmentAccount
                    .Everyone.Concat(Chains.All.Select(chain => DevelopmentAccount.DeployerOf(chain.Spec)))
                    .Select(account => new AccountDescription(account.Role, account.Address, account.Secret)),
            ],
            Postgres.ConnectionString("postgres"),
            RabbitMq.Uri
        );

    /// <summary>The log file of a server or service.</summary>
    public string Log(string name) => folder.Log(name);

    /// <summary>Starts everything and writes <c>localnet.json</c>.</summary>
    /// <param name="options">How it is to run.</param>
    /// <param name="progress">Is told each step in a few words.</param>
    /// <param name="stop">Ends the attempt.</param>
    /// <exception cref="LocalnetException">Something is missing or did not start; what had started is ended again.</exception>
    public static async Task<LocalNetwork> StartAsync(
        LocalNetworkOptions options,
        IProgress<string>? progress = null,
        CancellationToken stop = default
    )
    {
        Require(options.Servers.Needs);
        var repository = Repository.Find();
        var time = TimeProvider.System;
        var folder = InstanceFolder.Take(repository.QlsHome, options.Instance);
        await using var started = new Unwinding();
        started.Add(folder);
        var postgresStart = started.TrackAsync(
            PostgresServer.StartAsync(options.Servers.Postgres(folder), options.Postgres, time, stop)
        );
        var rabbitMqStart = started.TrackAsync(RabbitMqServer.StartAsync(options.Servers.RabbitMq(folder), time, stop));
        var chainsStart = started.TrackAsync(
            LocalChains.StartAsync(folder, repository, options.Chains, time, progress, stop)
        );
        await Task.WhenAll(postgresStart, rabbitMqStart, chainsStart);
        var (postgres, rabbitMq, chains) = (await postgresStart, await rabbitMqStart, await chainsStart);
        progress?.Report("PostgreSQL and RabbitMQ up");
        var don = new DonNetwork(chains.All, options.DonInterval, time, progress);
        started.Add(don);
        var networkFile = NetworkDescription.FileOf(folder);
        await (await NetworkDescription.OfAsync(chains.All, stop)).SaveAsync(networkFile, stop);
        var services = await ServiceFleet.PrepareAsync(
            folder,
            repository,
            postgres,
            rabbitMq,
            networkFile,
            chains.All,
            time,
            stop
        );
        started.Add(services);
        don.Start();
        if (options.WithServices)
        {
            await services.StartAllAsync(stop);
            progress?.Report("services ready");
        }

        var file = LocalnetDescription.FileOf(repository.QlsHome, options.Instance);
        var network = new LocalNetwork(folder, file, new Parts(postgres, rabbitMq, chains, don, services));
        await network.Description.SaveAsync(file, stop);
        started.Keep();
        return network;
    }

    /// <summary>What the services read of the chains.</summary>
    public string NetworkFile => NetworkDescription.FileOf(folder);

    /// <summary>
    /// Adds a chain to a network that runs: CCIP and a satellite on it, wired with every other chain, served by the DON, and
    /// written to the network's file, which the services watch.
    /// </summary>
    /// <exception cref="LocalnetException">It is no satellite's chain, is there already, or a deployment step failed.</exception>
    public async Task<LocalChain> AddAsync(ChainSpec spec, CancellationToken stop = default)
    {
        var added = await Chains.AddAsync(spec, stop);
        Don.Add(added);
        await (await NetworkDescription.OfAsync(Chains.All, stop)).SaveAsync(NetworkFile, stop);
        await Services.TellAsync(Chains.All, stop);
        await Description.SaveAsync(descriptionFile, stop);
        return added;
    }

    /// <summary>Starts services, database and broker again whenever one ends by itself; chains keep nothing and are not.</summary>
    public Task KeepUpAsync(IProgress<string> progress, CancellationToken stop)
    {
        var services = Services.All.Where(service => service.IsRunning);
        return new Supervisor([Postgres, RabbitMq, .. services], progress, TimeProvider.System).RunAsync(stop);
    }

    /// <summary>Ends services gracefully and everything else at once: a localnet keeps nothing between runs.</summary>
    public async ValueTask DisposeAsync()
    {
        File.Delete(descriptionFile);
        await Services.StopAllAsync();
        await Services.DisposeAsync();
        await Don.DisposeAsync();
        await Chains.DisposeAsync();
        await RabbitMq.DisposeAsync();
        await Postgres.DisposeAsync();
        folder.Dispose();
    }

    private static void Require(IReadOnlyList<Tool> tools)
    {
        var missing = tools.Where(tool => !tool.IsInstalled).ToList();
        if (missing.Count > 0)
        {
            throw new LocalnetException(
                $"Not installed: {string.Join(", ", missing.Select(tool => $"{tool.Name} ({tool.Remedy})"))}"
            );
        }
    }

    internal static ChainDescription Describe(LocalChain chain)
    {
        var (ccip, ours) = (chain.Ccip, chain.Protocol);
        return new ChainDescription(
            chain.Spec.Name,
            chain.Spec.ChainId,
            chain.Spec.Selector,
            chain.RpcUri,
            new ContractsDescription(
                ccip.Router,
                ccip.OnRamp,
                ccip.OffRamp,
                ccip.FeeQuoter,
                ccip.RmnRemote,
                ccip.TokenAdminRegistry,
                ccip.Link,
                ccip.WrappedNative,
                ours.Satellite,
                ours.Hub,
                ours.QToken,
                ours.QTokenPool,
                ours.TestAsset,
                ours.QTestAsset
            )
        );
    }

    private sealed record Parts(
        PostgresServer Postgres,
        RabbitMqServer RabbitMq,
        LocalChains Chains,
        DonNetwork Don,
        ServiceFleet Services
    );
}
