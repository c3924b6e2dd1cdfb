using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Protocol.Messages;

namespace QLStake.RateLimitGuard;

/// <summary>The guard's key and what it may be used for: approvals of mints and refunds, and signs of life.</summary>
internal sealed class Guardian(ISigner signer)
{
    public Address Address => signer.Address;

    /// <summary>Signs what was decided: a refund, or a sign of life.</summary>
    /// <returns>r ‖ s ‖ v as 0x-hex.</returns>
    public async Task<string> SignAsync(B256 digest, CancellationToken ct) =>
        (await signer.SignAsync(digest, ct)).ToString();

    /// <summary>Signs for one hub.</summary>
    /// <param name="chainId">The hub chain's id, not its selector.</param>
    /// <returns>r ‖ s ‖ v as 0x-hex.</returns>
    public async Task<string> SignAsync(
        StakeId stake,
        Ruling.Approve approval,
        B256 policy,
        ulong chainId,
        Address hub,
        CancellationToken ct
    )
    {
        var domain = MintApproval.Domain(chainId, hub).Separator();
        var digest = new MintApproval(stake, approval.Root, approval.Expires, policy).Digest(domain);
        return (await signer.SignAsync(digest, ct)).ToString();
    }
}
