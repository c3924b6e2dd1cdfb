using QLStake.Evm;
using QLStake.Localnet.Chains.Deployment;
using QLStake.Localnet.Don;
using QLStake.Localnet.Processes;
using QLStake.Localnet.Servers;

namespace QLStake.Localnet.Chains;

/// <summary>The chains with CCIP and our contracts, up and wired: three, and those that join.</summary>
public sealed class LocalChains : IAsyncDisposable
{
    private readonly Ground ground;
    private IReadOnlyList<AnvilNode> nodes;

    private LocalChains(Ground ground, IReadOnlyList<AnvilNode> nodes, IReadOnlyList<LocalChain> all)
    {
        this.ground = ground;
        this.nodes = nodes;
        All = all;
    }

    /// <summary>In the order of the network's file: a chain that joins is the last.</summary>
    public IReadOnlyList<LocalChain> All { get; private set; }

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
        var ground = new Ground(folder, repository, options, time);
        await ContractsBuild.RunAsync(repository, progress, stop);
        var plan = NetworkPlan.Of(ChainSpec.All, new Bytecode(repository.Contracts));
        var snapshot = new ChainSnapshot(repository.QlsHome, plan.Key);
        var reuse = options.UseSnapshot && snapshot.Exists;
        var nodes = await Task.WhenAll(
            plan.Chains.Select(chain => ground.StartAsync(chain.Spec, reuse ? snapshot.FileOf(chain.Spec) : null, stop))
        );
        var chains = new LocalChains(ground, nodes, [.. plan.Chains.Zip(nodes, ground.Open)]);
        try
        {
            await chains.PrepareAsync(plan, snapshot, reuse, progress, stop);
            return chains;
        }
        catch
        {
            await chains.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Adds a satellite's chain to those that run and wires it with each of them. Meanwhile nobody else may send there as the
    /// DAO or a deployer: the transactions are signed before any is sent.
    /// </summary>
    /// <exception cref="LocalnetException">It is no satellite's chain, is there already, or a deployment step failed.</exception>
    public async Task<LocalChain> AddAsync(ChainSpec spec, CancellationToken stop = default)
    {
        var standing = await Task.WhenAll(All.Select(chain => StandingAsync(chain, stop)));
        var plan = NetworkPlan.Joined(standing, spec, new Bytecode(ground.Repository.Contracts));
        var node = await ground.StartAsync(spec, state: null, stop);
        var added = ground.Open(plan.Chains[^1], node);
        (nodes, All) = ([.. nodes, node], [.. All, added]);
        await new Deployer(node, added.Rpc, ground.Time).FundAsync(plan.Chains[^1].Plan, stop);
        await Task.WhenAll(
            plan.Chains.Select((chain, i) => new Deployer(nodes[i], All[i].Rpc, ground.Time).RunAsync(chain.Plan, stop))
        );
        var hub = All.Single(chain => chain.Spec.Role == ChainRole.Hub);
        await ShakeHandsAsync([hub, added], [NodeOf(hub), node], progress: null, stop);
        await node.MineUntilFinalAsync(stop);
        return added;
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

    /// <summary>A chain that runs, with a plan that goes on where its accounts are.</summary>
    private static async Task<ChainPlan> StandingAsync(LocalChain chain, CancellationToken stop)
    {
        var nonces = new Dictionary<Address, ulong>();
        foreach (var account in new[] { DevelopmentAccount.DeployerOf(chain.Spec), DevelopmentAccount.Dao })
        {
            nonces[account.Address] = await chain.Rpc.GetTransactionCount(account.Address, BlockRef.Pending, stop);
        }

        return new ChainPlan(new DeploymentPlan(chain.Spec, nonces), chain.Ccip, chain.Protocol);
    }

    private async Task PrepareAsync(
        NetworkPlan plan,
        ChainSnapshot snapshot,
        bool reuse,
        IProgress<string>? progress,
        CancellationToken stop
    )
    {
        if (!reuse)
        {
            progress?.Report($"deploying CCIP and QL-Stake on {All.Count} chains");
            await Task.WhenAll(
                plan.Chains.Select(
                    async (chain, i) =>
                    {
                        var deployer = new Deployer(nodes[i], All[i].Rpc, ground.Time);
                        await deployer.FundAsync(chain.Plan, stop);
                        await deployer.RunAsync(chain.Plan, stop);
                    }
                )
            );
            await ShakeHandsAsync(All, nodes, progress, stop);
            await snapshot.SaveAsync([.. All.Zip(nodes, (chain, node) => (chain.Spec, node))], stop);
        }

        // A loaded chain has no state below the dump: finality must not point there.
        await Task.WhenAll(nodes.Select(node => node.MineUntilFinalAsync(stop)));
        progress?.Report($"chains up{(reuse ? " from the snapshot" : "")}");
    }

    /// <summary>The DON's rounds are driven here: nobody else serves these lanes yet.</summary>
    private async Task ShakeHandsAsync(
        IReadOnlyList<LocalChain> chains,
        IReadOnlyList<AnvilNode> theirs,
        IProgress<string>? progress,
        CancellationToken stop
    )
    {
        await using var don = new DonNetwork(chains, TimeSpan.FromSeconds(1), ground.Time, progress);
        await new Handshake(chains, theirs, don).RunAsync(stop);
    }
}

/// <param name="BlockInterval">A block comes at least this often, and with every transaction; two of them make finality.</param>
/// <param name="UseSnapshot">False deploys anew even where a snapshot fits.</param>
/// <param name="FirstPort">Where the first chain listens, on every interface, and the others behind it; null for free ports of the loopback.</param>
public sealed record ChainsOptions(TimeSpan BlockInterval, bool UseSnapshot = true, int? FirstPort = null)
{
    /// <summary>A quarter of a second: finality after half a second.</summary>
    public static ChainsOptions Default { get; } = new(TimeSpan.FromMilliseconds(250));
}
