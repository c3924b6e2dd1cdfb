using QLStake.Localnet.Chains;

namespace QLStake.Localnet.Chains.Deployment;

/// <summary>The plans of all chains, wired to each other.</summary>
internal sealed class NetworkPlan
{
    private NetworkPlan(IReadOnlyList<ChainPlan> chains) => Chains = chains;

    public IReadOnlyList<ChainPlan> Chains { get; }

    /// <summary>
    /// Names the state that results: the same transactions on an empty chain, followed by the same code, make the same state.
    /// </summary>
    public string Key
    {
        get
        {
            var hash = new Keccak.Incremental();
            foreach (var transaction in Chains.SelectMany(chain => chain.Plan.Transactions))
            {
                hash.Append(transaction.Signed.Hash.AsSpan());
            }

            // The build's identity stands for what runs after the plan; builds are deterministic.
            hash.Append(typeof(NetworkPlan).Module.ModuleVersionId.ToByteArray());
            return hash.Finish().ToString()[2..18];
        }
    }

    /// <exception cref="LocalnetException">Bytecode is missing.</exception>
    public static NetworkPlan Of(IReadOnlyList<ChainSpec> specs, Bytecode code)
    {
        var chains = specs.Select(spec => ChainPlan.Start(spec, code)).ToList();
        foreach (var chain in chains)
        {
            Settle(chain, [.. chains.Where(other => other != chain)]);
        }

        var hub = chains.Single(chain => chain.Spec.Role == ChainRole.Hub);
        foreach (var satellite in chains.Where(chain => chain.Spec.Role == ChainRole.Satellite))
        {
            Introduce(satellite, hub);
        }

        return new NetworkPlan(chains);
    }

    /// <summary>Another satellite's chain for a network that runs: the newcomer's whole plan, and what the others must learn.</summary>
    /// <param name="standing">The chains that run, each with a plan that begins at its accounts' nonces.</param>
    /// <param name="spec">The newcomer.</param>
    /// <param name="code">Creation code.</param>
    /// <exception cref="LocalnetException">The newcomer is no satellite, is there already, or bytecode is missing.</exception>
    public static NetworkPlan Joined(IReadOnlyList<ChainPlan> standing, ChainSpec spec, Bytecode code)
    {
        if (spec.Role != ChainRole.Satellite || standing.Any(chain => chain.Spec.Selector == spec.Selector))
        {
            throw new LocalnetException(
                $"Expected another satellite's chain to join, found {spec.Name} ({spec.Role}, selector {spec.Selector})."
            );
        }

        var newcomer = ChainPlan.Start(spec, code);
        Settle(newcomer, standing);
        foreach (var chain in standing)
        {
            Connect(chain, [newcomer]);
        }

        Introduce(newcomer, standing.Single(chain => chain.Spec.Role == ChainRole.Hub));
        return new NetworkPlan([.. standing, newcomer]);
    }

    private static void Settle(ChainPlan chain, IReadOnlyList<ChainPlan> others)
    {
        CcipDeployment.Trust(chain.Plan, chain.Ccip);
        ProtocolDeployment.Govern(chain.Plan, chain.Ccip, chain.Protocol);
        Connect(chain, others);
    }

    private static void Connect(ChainPlan chain, IReadOnlyList<ChainPlan> others)
    {
        CcipDeployment.Connect(chain.Plan, chain.Ccip, others.ToDictionary(o => o.Spec, o => o.Ccip));
        LaneWiring.ConnectPools(chain.Plan, chain.Protocol, others.ToDictionary(o => o.Spec, o => o.Protocol));
    }

    private static void Introduce(ChainPlan satellite, ChainPlan hub)
    {
        LaneWiring.NameHub(satellite.Plan, satellite.Protocol, hub.Spec, hub.Protocol.Hub!.Value);
        LaneWiring.NameSatellite(hub.Plan, hub.Protocol, satellite.Spec, satellite.Protocol);
    }
}

/// <summary>One chain's plan, and the addresses that follow from it.</summary>
internal sealed record ChainPlan(DeploymentPlan Plan, CcipContracts Ccip, ProtocolContracts Protocol)
{
    public ChainSpec Spec => Plan.Chain;

    public static ChainPlan Start(ChainSpec spec, Bytecode code)
    {
        var plan = new DeploymentPlan(spec);
        var ccip = CcipDeployment.Plan(plan, code);
        return new ChainPlan(plan, ccip, ProtocolDeployment.Plan(plan, code, ccip));
    }
}
