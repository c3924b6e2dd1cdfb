namespace QLStake.Evm;

/// <summary>A signed transaction of type 2: its bytes as nodes accept them, its hash, and who signed it.</summary>
public sealed class SignedEip1559Transaction
{
    private SignedEip1559Transaction(Eip1559Transaction transaction, Signature signature, Address sender, byte[] raw)
    {
        Transaction = transaction;
        Signature = signature;
        Sender = sender;
        Raw = raw;
        Hash = Keccak.Hash(raw);
    }

    public Eip1559Transaction Transaction { get; }

    public Signature Signature { get; }

    /// <summary>Recovered from the signature.</summary>
    public Address Sender { get; }

    /// <summary>What <c>eth_sendRawTransaction</c> takes: 0x02 ‖ rlp(fields, yParity, r, s).</summary>
    public ReadOnlyMemory<byte> Raw { get; }

    /// <summary>The transaction hash, known before it is sent.</summary>
    public B256 Hash { get; }

    /// <summary>Joins a transaction and its signature.</summary>
    /// <exception cref="EvmDataException">The signature is not valid.</exception>
    public static SignedEip1559Transaction Create(Eip1559Transaction transaction, Signature signature)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        var sender = Secp256k1.Recover(transaction.SigningHash(), signature);
        return new(transaction, signature, sender, Eip1559Encoding.Encode(transaction, signature));
    }

    /// <summary>Reads what <see cref="Raw"/> holds, and recovers the sender.</summary>
    /// <exception cref="EvmDataException">Another transaction type, not canonical, or not validly signed.</exception>
    public static SignedEip1559Transaction Decode(ReadOnlySpan<byte> raw)
    {
        var (transaction, signature) = Eip1559Encoding.Decode(raw);
        return Create(transaction, signature);
    }
}
