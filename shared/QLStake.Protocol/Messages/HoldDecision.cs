using QLStake.Contracts;
using QLStake.Evm;

namespace QLStake.Protocol.Messages;

/// <summary>What a human decides about a held mint.</summary>
public enum HoldVerdict
{
    /// <summary>It may go ahead above the cap, once everything else is proven.</summary>
    Release,

    /// <summary>It is never minted, and goes back.</summary>
    Reject,
}

/// <summary>
/// What an operator signs about a held mint (EIP-712; off-chain only). The domain is <see cref="MintApproval.Domain"/>, so that a
/// decision is good for one hub on one chain.
/// </summary>
/// <param name="Reason">Why, in words; kept for audit.</param>
/// <param name="At">When, in seconds since 1970 by the operator's clock.</param>
public sealed record HoldDecision(HoldVerdict Verdict, StakeId StakeId, string Reason, ulong At)
{
    private static readonly B256 Release = Eip712.TypeHash("ReleaseMint(bytes32 stakeId,string reason,uint64 at)");
    private static readonly B256 Reject = Eip712.TypeHash("RejectMint(bytes32 stakeId,string reason,uint64 at)");

    /// <summary>The hash to sign.</summary>
    public B256 Digest(B256 domainSeparator)
    {
        var hasher = new StructHasher(Verdict == HoldVerdict.Release ? Release : Reject);
        hasher.Add(StakeId.Value);
        hasher.AddString(Reason);
        hasher.Add((U256)At);
        return Eip712.Digest(domainSeparator, hasher.Finish());
    }
}
