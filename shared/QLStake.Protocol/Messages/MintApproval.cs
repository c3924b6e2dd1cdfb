using QLStake.Contracts;
using QLStake.Evm;

namespace QLStake.Protocol.Messages;

/// <summary>What a guard signs so that the hub may mint a stake (EIP-712; <c>HubGuards.hashApproval</c>).</summary>
/// <param name="StakeId">The stake.</param>
/// <param name="Root">The received root that holds it.</param>
/// <param name="Expires">Last moment it counts, in seconds of the hub chain's clock; at most an hour ahead.</param>
/// <param name="PolicyHash">The policy it was decided under; a guardian may revoke it.</param>
public sealed record MintApproval(StakeId StakeId, B256 Root, ulong Expires, B256 PolicyHash)
{
    private static readonly B256 TypeHash = Eip712.TypeHash(
        "MintApproval(bytes32 stakeId,bytes32 root,uint64 expires,bytes32 policyHash)"
    );

    /// <summary>Where approvals are valid: one hub on one chain.</summary>
    /// <param name="chainId">The chain id, not the selector.</param>
    /// <param name="hub">The hub's address.</param>
    public static Eip712Domain Domain(U256 chainId, Address hub) => new("QLStakeHub", "1", chainId, hub);

    /// <summary>The hash to sign.</summary>
    /// <param name="domainSeparator">Of <see cref="Domain"/>, or as the hub's <c>domainSeparator()</c> gives it.</param>
    public B256 Digest(B256 domainSeparator)
    {
        var hasher = new StructHasher(TypeHash);
        hasher.Add(StakeId.Value);
        hasher.Add(Root);
        hasher.Add((U256)Expires);
        hasher.Add(PolicyHash);
        return Eip712.Digest(domainSeparator, hasher.Finish());
    }
}
