using System.Collections.Immutable;

namespace QLStake.Evm;

/// <summary>The order of the fields in the encoding of EIP-1559.</summary>
internal static class Eip1559Encoding
{
    public static byte[] Encode(Eip1559Transaction transaction, Signature? signature)
    {
        var rlp = new RlpWriter();
        rlp.StartList();
        rlp.Write(transaction.ChainId);
        rlp.Write(transaction.Nonce);
        rlp.Write(transaction.MaxPriorityFeePerGas);
        rlp.Write(transaction.MaxFeePerGas);
        rlp.Write(transaction.GasLimit);
        rlp.Write(transaction.To);
        rlp.Write(transaction.Value);
        rlp.Write(transaction.Data.Span);
        WriteAccessList(rlp, transaction.AccessList);
        if (signature is { } present)
        {
            rlp.Write(present.YParity ? U256.One : U256.Zero);
            rlp.Write(present.R);
            rlp.Write(present.S);
        }
        rlp.EndList();
        return [Eip1559Transaction.TypeByte, .. rlp.Written];
    }

    public static (Eip1559Transaction Transaction, Signature Signature) Decode(ReadOnlySpan<byte> raw)
    {
        if (raw.IsEmpty || raw[0] != Eip1559Transaction.TypeByte)
        {
            var found = raw.IsEmpty ? "nothing" : $"type 0x{raw[0]:x2}";
            throw new EvmDataException($"Expected a transaction of type 0x02 (EIP-1559), found {found}.");
        }
        var outer = new RlpReader(raw[1..]);
        var fields = outer.ReadList();
        outer.ReadEnd();
        var transaction = new Eip1559Transaction
        {
            ChainId = fields.ReadUInt64(),
            Nonce = fields.ReadUInt64(),
            MaxPriorityFeePerGas = fields.ReadU256(),
            MaxFeePerGas = fields.ReadU256(),
            GasLimit = fields.ReadUInt64(),
            To = ReadRecipient(ref fields),
            Value = fields.ReadU256(),
            Data = fields.ReadBytes().ToArray(),
            AccessList = ReadAccessList(fields.ReadList()),
        };
        var parity = fields.ReadU256();
        if (parity > U256.One)
        {
            throw new EvmDataException($"Expected a y parity of 0 or 1, found {parity}.");
        }
        var signature = new Signature(fields.ReadU256(), fields.ReadU256(), parity == U256.One);
        fields.ReadEnd();
        return (transaction, signature);
    }

    private static Address? ReadRecipient(ref RlpReader fields)
    {
        var bytes = fields.ReadBytes();
        return bytes.Length switch
        {
            0 => null,
            Address.Size => Address.FromSpan(bytes),
            _ => throw new RlpException($"Expected a recipient of 0 or 20 bytes, found {bytes.Length}."),
        };
    }

    private static void WriteAccessList(RlpWriter rlp, ImmutableArray<AccessListEntry> entries)
    {
        rlp.StartList();
        foreach (var entry in entries)
        {
            rlp.StartList();
            rlp.Write(entry.Address);
            rlp.StartList();
            foreach (var key in entry.StorageKeys)
            {
                rlp.Write(key);
            }
            rlp.EndList();
            rlp.EndList();
        }
        rlp.EndList();
    }

    private static ImmutableArray<AccessListEntry> ReadAccessList(RlpReader list)
    {
        var entries = ImmutableArray.CreateBuilder<AccessListEntry>();
        while (!list.AtEnd)
        {
            var entry = list.ReadList();
            var address = entry.ReadAddress();
            var keys = ImmutableArray.CreateBuilder<B256>();
            for (var slots = entry.ReadList(); !slots.AtEnd; )
            {
                keys.Add(slots.ReadB256());
            }
            entry.ReadEnd();
            entries.Add(new AccessListEntry(address, keys.ToImmutable()));
        }
        return entries.ToImmutable();
    }
}
