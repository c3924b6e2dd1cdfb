using QLStake.Contracts;
using QLStake.Evm;

namespace QLStake.Protocol.Messages;

/// <summary>What a guard signs so that the hub may give a stake back (EIP-712; <c>HubGuards</c>). The domain is <see cref="MintApproval.Domain"/>.</summary>
/// <param name="Expires">Last moment it counts, in seconds of the hub chain's clock; at most an hour ahead.</param>
public sealed record RefundApproval(StakeId StakeId, B256 Root, ulong Expires)
{
    private static readonly B256 TypeHash = Eip712.TypeHash(
        "RefundApproval(bytes32 stakeId,bytes32 root,uint64 expires)"
    );

    /// <summary>The hash to sign.</summary>
    public B256 Digest(B256 domainSeparator)
    {
        var hasher = new StructHasher(TypeHash);
        hasher.Add(StakeId.Value);
        hasher.Add(Root);
        hasher.Add((U256)Expires);
        return Eip712.Digest(domainSeparator, hasher.Finish());
    }
}
