using System.Text;

namespace QLStake.Evm;

/// <summary>
/// Where an EIP-712 signature is valid. The type of the domain has exactly the fields that are not null, in this order.
/// </summary>
public sealed record Eip712Domain(
    string? Name = null,
    string? Version = null,
    U256? ChainId = null,
    Address? VerifyingContract = null,
    B256? Salt = null
)
{
    /// <summary>hashStruct of the domain. It never changes: compute it once and keep it.</summary>
    public B256 Separator()
    {
        var hasher = new StructHasher(Eip712.TypeHash(EncodeType()));
        if (Name is not null)
        {
            hasher.AddString(Name);
        }
        if (Version is not null)
        {
            hasher.AddString(Version);
        }
        if (ChainId is { } chainId)
        {
            hasher.Add(chainId);
        }
        if (VerifyingContract is { } contract)
        {
            hasher.Add(contract);
        }
        if (Salt is { } salt)
        {
            hasher.Add(salt);
        }
        return hasher.Finish();
    }

    private string EncodeType()
    {
        string?[] members =
        [
            Name is null ? null : "string name",
            Version is null ? null : "string version",
            ChainId is null ? null : "uint256 chainId",
            VerifyingContract is null ? null : "address verifyingContract",
            Salt is null ? null : "bytes32 salt",
        ];
        return $"EIP712Domain({string.Join(',', members.Where(member => member is not null))})";
    }
}
