using QLStake.Evm;

namespace QLStake.Protocol.Messages;

/// <summary>What a guard signs to say that it is there (EIP-712; <c>HubGuards</c>). The domain is <see cref="MintApproval.Domain"/>.</summary>
/// <param name="At">Seconds of the hub chain's clock; the hub takes only one after its last sign of life, and none from the future.</param>
public sealed record Heartbeat(ulong At)
{
    private static readonly B256 TypeHash = Eip712.TypeHash("Heartbeat(uint64 at)");

    /// <summary>The hash to sign.</summary>
    public B256 Digest(B256 domainSeparator)
    {
        var hasher = new StructHasher(TypeHash);
        hasher.Add((U256)At);
        return Eip712.Digest(domainSeparator, hasher.Finish());
    }
}
