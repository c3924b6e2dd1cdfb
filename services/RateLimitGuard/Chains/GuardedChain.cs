using QLStake.Contracts;
using QLStake.Evm;

namespace QLStake.RateLimitGuard;

/// <summary>A chain as the guard knows it from its own configuration, never from a message.</summary>
/// <param name="Quorum">How many endpoints must say the same.</param>
internal sealed record GuardedChain(
    ChainSelector Selector,
    string Name,
    IEvmChain Rpc,
    int Quorum,
    Address OnRamp,
    Address OffRamp,
    Address? Satellite,
    Address? Hub
);

/// <summary>All chains the guard may read.</summary>
internal sealed class GuardChains(IEnumerable<GuardedChain> chains)
{
    private readonly Dictionary<ChainSelector, GuardedChain> _chains = chains.ToDictionary(chain => chain.Selector);

    public GuardedChain? Find(ChainSelector selector) => _chains.GetValueOrDefault(selector);

    public IEnumerable<GuardedChain> All => _chains.Values;
}
