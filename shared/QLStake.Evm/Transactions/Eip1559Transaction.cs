using System.Collections.Immutable;

namespace QLStake.Evm;

/// <summary>A transaction of type 2 (EIP-1559) that is not signed yet. Amounts are in wei of the chain's native asset.</summary>
public sealed record Eip1559Transaction
{
    /// <summary>The first byte of the encoding (EIP-2718).</summary>
    public const byte TypeByte = 0x02;

    /// <summary>The chain on which alone the signed transaction is valid (EIP-155).</summary>
    public required ulong ChainId { get; init; }

    /// <summary>How many transactions the sender has sent before.</summary>
    public required ulong Nonce { get; init; }

    /// <summary>At most this much per unit of gas goes to the block's proposer.</summary>
    public required U256 MaxPriorityFeePerGas { get; init; }

    /// <summary>At most this much per unit of gas is paid altogether.</summary>
    public required U256 MaxFeePerGas { get; init; }

    public required ulong GasLimit { get; init; }

    /// <summary>The recipient; null creates a contract from <see cref="Data"/>.</summary>
    public required Address? To { get; init; }

    public U256 Value { get; init; }

    public ReadOnlyMemory<byte> Data { get; init; }

    public ImmutableArray<AccessListEntry> AccessList { get; init; } = [];

    /// <summary>What the sender signs: keccak(0x02 ‖ rlp(fields)).</summary>
    public B256 SigningHash() => Keccak.Hash(EncodeUnsigned());

    /// <summary>0x02 ‖ rlp(fields).</summary>
    public byte[] EncodeUnsigned() => Eip1559Encoding.Encode(this, signature: null);

    /// <summary>Has <paramref name="signer"/> sign this transaction.</summary>
    /// <exception cref="InvalidOperationException">The signature is not the signer's own: its key store is broken.</exception>
    public async ValueTask<SignedEip1559Transaction> SignAsync(ISigner signer, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(signer);
        var signature = await signer.SignAsync(SigningHash(), cancellation);
        var signed = SignedEip1559Transaction.Create(this, signature);
        return signed.Sender == signer.Address
            ? signed
            : throw new InvalidOperationException(
                $"Expected a signature by {signer.Address}, found one by {signed.Sender}. Check which key the signer holds."
            );
    }

    public bool Equals(Eip1559Transaction? other) =>
        other is not null && EncodeUnsigned().AsSpan().SequenceEqual(other.EncodeUnsigned());

    public override int GetHashCode() => HashCode.Combine(ChainId, Nonce, To, Value);
}
