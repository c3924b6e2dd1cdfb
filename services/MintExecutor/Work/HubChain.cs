using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Hosting;

namespace QLStake.MintExecutor;

/// <summary>A hub that mints are brought to.</summary>
internal sealed record HubChain(ChainSelector Selector, string Name, IEvmChain Rpc, Address Hub)
{
    /// <param name="chain">A chain with a hub.</param>
    public static HubChain Of(ConfiguredChain chain) =>
        new(chain.Selector, chain.Name, chain.Rpc, chain.Settings.Hub!.Value);
}
