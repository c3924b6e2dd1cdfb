using QLStake.Evm;
using QLStake.Localnet.Chains.Deployment;
using QLStake.Localnet.Don;
using QLStake.Localnet.Processes;
using QLStake.Localnet.Servers;

namespace QLStake.Localnet.Chains;

/// <summary>The three chains with CCIP and our contracts, up and wired.</summary>
public sealed class LocalChains : IAsyncDisposable
{
    private readonly IReadOnlyList<AnvilNode> nodes;

    private LocalChains(IReadOnlyList<AnvilNode> nodes, IReadOnlyList<LocalChain> all)
    {
        this.nodes = nodes;
        All = all;
    }

    public IReadOnlyList<LocalChain> All { get; }

    /// <summary>A satellite's chain; AVAX is staked here.</summary>
    public LocalChain Avalanche => Of(ChainSpec.Avalanche);

    /// <summary>The hub's chain.</summary>
    public LocalChain Ethereum => Of(ChainSpec.Ethereum);

    /// <summary>Another satellite's chain.</summary>
    public LocalChain Arbitrum => Of(ChainSpec.Arbitrum);

    public LocalChain Of(ChainSpec spec) => All.Single(chain => chain.Spec == spec);

    /// <summary>The node behind a chain, for anvil's own methods (reorgs, time).</summary>
    public AnvilNode NodeOf(LocalChain chain) => nodes[All.ToList().IndexOf(chain)];

    /// <exception cref="LocalnetException">Something is not installed, not built, or a deployment step failed.</exception>
    public static async Task<LocalChains> StartAsync(
        InstanceFolder folder,
        Repository repository,
        ChainsOptions options,
        TimeProvider time,
        IProgress<string>? progress = null,
        CancellationToken stop = default
    )
    {
        await ContractsBuild.RunAsync(repository, progress, stop);
        var plan = NetworkPlan.Of(ChainSpec.All, new Bytecode(repository.Contracts));
        var snapshot = new ChainSnapshot(repository.QlsHome, plan.Key);
        var reuse = options.UseSnapshot && snapshot.Exists;
        var anvil = Tool.Anvil(repository.Contracts);
        var nodes = await Task.WhenAll(
            plan.Chains.Select(chain =>
            {
                var state = reuse ? snapshot.FileOf(chain.Spec) : null;
                var (name, id) = (chain.Spec.Name, chain.Spec.ChainId);
                return AnvilNode.StartAsync(
                    folder,
                    new AnvilOptions(name, id, options.BlockInterval, anvil, state),
                    time,
                    stop
                );
            })
        );
        var chains = new LocalChains(
            nodes,
            [.. plan.Chains.Zip(nodes, (chain, node) => Open(chain, node, options, time))]
        );
        try
        {
            await chains.PrepareAsync(plan, snapshot, reuse, time, progress, stop);
            return chains;
        }
        catch
        {
            await chains.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var chain in All)
        {
            chain.Dispose();
            await chain.Rpc.DisposeAsync();
        }

        await Task.WhenAll(nodes.Select(node => node.DisposeAsync().AsTask()));
    }

    private async Task PrepareAsync(
        NetworkPlan plan,
        ChainSnapshot snapshot,
        bool reuse,
        TimeProvider time,
        IProgress<string>? progress,
        CancellationToken stop
    )
    {
        if (!reuse)
        {
            progress?.Report($"deploying CCIP and QL-Stake on {All.Count} chains");
            await Task.WhenAll(
                plan.Chains.Select((chain, i) => new Deployer(nodes[i], All[i].Rpc, time).RunAsync(chain.Plan, stop))
            );
            await using var don = new DonNetwork(All, TimeSpan.FromSeconds(1), time, progress);
            await new Handshake(All, nodes, don).RunAsync(stop);
            await snapshot.SaveAsync([.. All.Zip(nodes, (chain, node) => (chain.Spec, node))], stop);
        }

        // A loaded chain has no state below the dump: finality must not point there.
        await Task.WhenAll(nodes.Select(node => node.MineUntilFinalAsync(stop)));
        progress?.Report($"chains up{(reuse ? " from the snapshot" : "")}");
    }

    private static LocalChain Open(ChainPlan chain, AnvilNode node, ChainsOptions options, TimeProvider time)
    {
        var rpc = EvmChain.Create(
            new EvmChainOptions
            {
                Name = chain.Spec.Name,
                ChainId = chain.Spec.ChainId,
                Endpoints = [node.Rpc],
                PollInterval = options.BlockInterval,
            },
            time
        );
        return new LocalChain(chain.Spec, rpc, node.Rpc, chain.Ccip, chain.Protocol, time);
    }
}

/// <param name="BlockInterval">A block comes at least this often, and with every transaction; two of them make finality.</param>
/// <param name="UseSnapshot">False deploys anew even where a snapshot fits.</param>
public sealed record ChainsOptions(TimeSpan BlockInterval, bool UseSnapshot = true)
{
    /// <summary>A quarter of a second: finality after half a second.</summary>
    public static ChainsOptions Default { get; } = new(TimeSpan.FromMilliseconds(250));
}
