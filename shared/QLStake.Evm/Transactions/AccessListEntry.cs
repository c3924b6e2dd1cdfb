using System.Collections.Immutable;

namespace QLStake.Evm;

/// <summary>A contract and those of its storage slots that a transaction pays for in advance (EIP-2930).</summary>
public sealed record AccessListEntry(Address Address, ImmutableArray<B256> StorageKeys)
{
    public bool Equals(AccessListEntry? other) =>
        other is not null && Address == other.Address && StorageKeys.SequenceEqual(other.StorageKeys);

    public override int GetHashCode() => HashCode.Combine(Address, StorageKeys.Length);
}
