using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Localnet;

namespace QLStake.Cli;

/// <summary>A localnet that is up, as its description file tells.</summary>
internal sealed class RunningLocalnet : IAsyncDisposable
{
    private readonly Dictionary<string, IEvmChain> chains = [];

    public RunningLocalnet(LocalnetDescription description, TimeProvider time)
    {
        Description = description;
        foreach (var chain in description.Chains)
        {
            chains[chain.Name] = EvmChain.Create(
                new EvmChainOptions
                {
                    Name = chain.Name,
                    ChainId = chain.ChainId,
                    Endpoints = [chain.Rpc],
                    OverallTimeout = TimeSpan.FromSeconds(10),
                },
                time
            );
        }
    }

    /// <summary>The instance that is meant: the one of <c>./qls up</c>, unless <c>QLS_INSTANCE</c> names another.</summary>
    public static string Instance =>
        Environment.GetEnvironmentVariable("QLS_INSTANCE") is { Length: > 0 } instance
            ? instance
            : LocalNetworkOptions.DefaultInstance;

    public LocalnetDescription Description { get; }

    public IEnumerable<ConnectedChain> Chains =>
        Description.Chains.Select(chain => new ConnectedChain(chain, chains[chain.Name]));

    public ConnectedChain Hub => Chains.Single(chain => chain.Contracts.Hub is not null);

    /// <exception cref="LocalnetException">Nothing is up here.</exception>
    public static async Task<RunningLocalnet> OpenAsync(CancellationToken stop)
    {
        var home = Repository.Find().QlsHome;
        var file = LocalnetDescription.FileOf(home, Instance);
        var description = await LocalnetDescription.LoadAsync(file, stop);
        return IsHeld(InstanceFolder.HostFile(home, Instance))
            ? new RunningLocalnet(description, TimeProvider.System)
            : throw new LocalnetException("The localnet is not up any more: its host was killed. Start it: ./qls up");
    }

    /// <exception cref="CliException">No chain of that name has a satellite.</exception>
    public ConnectedChain SourceChain(string name)
    {
        var sources = Chains.Where(chain => chain.Contracts.Satellite is not null).ToList();
        return sources.Find(chain => chain.Name == name)
            ?? throw new CliException(
                $"Expected a chain with a satellite ({string.Join(", ", sources.Select(chain => chain.Name))}), found '{name}'."
            );
    }

    /// <exception cref="CliException">No chain has that name.</exception>
    public ConnectedChain ChainNamed(string name) =>
        Chains.FirstOrDefault(chain => chain.Name == name)
        ?? throw new CliException($"Expected a chain ({string.Join(", ", chains.Keys)}), found '{name}'.");

    /// <summary>The name of a chain, or its selector where it is none of ours.</summary>
    public string NameOf(ChainSelector selector) =>
        Description.Chains.FirstOrDefault(chain => chain.Selector == selector)?.Name ?? $"{selector}";

    /// <exception cref="CliException">No service of that name is here.</exception>
    public Uri AddressOf(string service) =>
        Description.Services.TryGetValue(service, out var address)
            ? address
            : throw new CliException(
                $"Expected a service ({string.Join(", ", Description.Services.Keys)}), found '{service}'."
            );

    public async ValueTask DisposeAsync()
    {
        foreach (var chain in chains.Values)
        {
            await chain.DisposeAsync();
        }
    }

    /// <summary>Whether a living host locks the file; the kernel drops the lock of a dead one.</summary>
    private static bool IsHeld(string hostFile)
    {
        try
        {
            using var free = File.Open(hostFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            return false;
        }
        catch (IOException)
        {
            return File.Exists(hostFile);
        }
    }
}
