namespace QLStake.Protocol.Ccip;

/// <summary>A proof for several leaves of one CCIP root: <c>ExecutionReport.proofs</c> and <c>proofFlagBits</c>.</summary>
/// <param name="Hashes">Nodes that are not computed from the proven leaves, in the order of their use.</param>
/// <param name="Flags">Bit i, from the least significant: 1 if step i takes both nodes from the set, 0 if one from the hashes.</param>
public sealed record CcipMultiProof(IReadOnlyList<B256> Hashes, U256 Flags);
