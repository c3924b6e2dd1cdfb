using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Hosting;

namespace QLStake.MintExecutor;

/// <summary>A chain with a hub, a satellite or both, where the executor has an account.</summary>
internal sealed record ServedChain(ChainSelector Selector, string Name, IEvmChain Rpc, Address? Hub, Address? Satellite)
{
    public static ServedChain Of(ConfiguredChain chain) =>
        new(chain.Selector, chain.Name, chain.Rpc, chain.Settings.Hub, chain.Settings.Satellite);
}
