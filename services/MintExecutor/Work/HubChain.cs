using QLStake.Contracts;
using QLStake.Evm;

namespace QLStake.MintExecutor;

/// <summary>A hub that mints are brought to.</summary>
internal sealed record HubChain(ChainSelector Selector, string Name, IEvmChain Rpc, Address Hub);
