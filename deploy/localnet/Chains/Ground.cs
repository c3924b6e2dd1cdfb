using QLStake.Evm;
using QLStake.Localnet.Chains.Deployment;
using QLStake.Localnet.Processes;
using QLStake.Localnet.Servers;

namespace QLStake.Localnet.Chains;

/// <summary>What every chain of one localnet stands on, from the start or joined later.</summary>
internal sealed record Ground(InstanceFolder Folder, Repository Repository, ChainsOptions Options, TimeProvider Time)
{
    /// <param name="spec">The chain.</param>
    /// <param name="state">A dumped state to start from; null starts empty.</param>
    /// <param name="stop">Ends the attempt.</param>
    public Task<AnvilNode> StartAsync(ChainSpec spec, string? state, CancellationToken stop)
    {
        var anvil = Tool.Anvil(Repository.Contracts);
        var options = new AnvilOptions(spec.Name, spec.ChainId, Options.BlockInterval, anvil, state);
        if (Options.FirstPort is { } first)
        {
            options = options with { Host = "0.0.0.0", Port = first + ChainSpec.All.ToList().IndexOf(spec) };
        }

        return AnvilNode.StartAsync(Folder, options, Time, stop);
    }

    public LocalChain Open(ChainPlan chain, AnvilNode node)
    {
        var rpc = EvmChain.Create(
            new EvmChainOptions
            {
                Name = chain.Spec.Name,
                ChainId = chain.Spec.ChainId,
                Endpoints = [node.Rpc],
                PollInterval = Options.BlockInterval,
            },
            Time
        );
        return new LocalChain(chain.Spec, rpc, node.Rpc, chain.Ccip, chain.Protocol, Time);
    }
}
