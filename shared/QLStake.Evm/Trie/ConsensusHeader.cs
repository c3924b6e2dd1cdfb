using System.Text.Json;

namespace QLStake.Evm.Trie;

/// <summary>A block's header as its hash commits to it.</summary>
/// <param name="Hash">keccak256 of the encoding: what is to be compared with a chain one trusts.</param>
/// <param name="Timestamp">Seconds since 1970.</param>
public sealed record ConsensusHeader(B256 Hash, ulong Number, ulong Timestamp, B256 ReceiptsRoot)
{
    private static readonly string[] Common =
    [
        "parentHash",
        "sha3Uncles",
        "miner",
        "stateRoot",
        "transactionsRoot",
        "receiptsRoot",
        "logsBloom",
        "#difficulty",
        "#number",
        "#gasLimit",
        "#gasUsed",
        "#timestamp",
        "extraData",
        "mixHash",
        "nonce",
    ];

    /// <summary>What forks have added on Ethereum, in order (EIP-1559, 4895, 4844, 4788, 7685).</summary>
    private static readonly string[] Ethereum =
    [
        "#baseFeePerGas",
        "withdrawalsRoot",
        "#blobGasUsed",
        "#excessBlobGas",
        "parentBeaconBlockRoot",
        "requestsHash",
    ];

    /// <summary>What Avalanche's C-chain has instead (coreth, <c>Header</c>).</summary>
    private static readonly string[] Avalanche =
    [
        "extDataHash",
        "#baseFeePerGas",
        "#extDataGasUsed",
        "#blockGasCost",
        "#blobGasUsed",
        "#excessBlobGas",
        "parentBeaconBlockRoot",
        "#timestampMilliseconds",
        "#minDelayExcess",
    ];

    /// <summary>The encoding of a header from JSON-RPC. Fields beyond the common ones are taken as far as the block has them.</summary>
    /// <exception cref="EvmDataException">It does not hash to the block's own hash: a header of another kind of chain.</exception>
    public static byte[] Encode(JsonElement block)
    {
        var hash = B256.FromSpan(Bytes(block, "hash"));
        var encoded = Encode(block, [.. Common, .. block.TryGetProperty("extDataHash", out _) ? Avalanche : Ethereum]);
        return Keccak.Hash(encoded) == hash
            ? encoded
            : throw new EvmDataException(
                $"Expected a header that hashes to {hash}, found {Keccak.Hash(encoded)}: this chain's headers have other fields."
            );
    }

    /// <exception cref="EvmDataException">It is no header.</exception>
    public static ConsensusHeader Decode(ReadOnlySpan<byte> encoded)
    {
        var reader = new RlpReader(encoded);
        var header = reader.ReadList();
        reader.ReadEnd();
        var fields = new List<byte[]>();
        while (!header.AtEnd)
        {
            fields.Add(header.ReadBytes().ToArray());
        }
        return fields.Count >= Common.Length && fields[5].Length == B256.Size
            ? new(Keccak.Hash(encoded), ReadNumber(fields[8]), ReadNumber(fields[11]), B256.FromSpan(fields[5]))
            : throw new EvmDataException($"Expected a header of {Common.Length} fields or more, found {fields.Count}.");
    }

    internal static U256 Quantity(JsonElement of, string name) => U256.ReadBigEndian(Padded(Text(of, name)));

    internal static byte[] Bytes(JsonElement of, string name) => Hex.Decode(Text(of, name));

    private static byte[] Encode(JsonElement block, IEnumerable<string> fields)
    {
        var writer = new RlpWriter();
        writer.StartList();
        foreach (var field in fields)
        {
            var name = field.TrimStart('#');
            if (!block.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            {
                continue;
            }
            if (field[0] == '#')
            {
                writer.Write(Quantity(block, name));
            }
            else
            {
                writer.Write(Bytes(block, name));
            }
        }
        writer.EndList();
        return writer.Written.ToArray();
    }

    private static ulong ReadNumber(byte[] field) =>
        field.Length <= sizeof(ulong)
            ? (ulong)U256.ReadBigEndian(field)
            : throw new EvmDataException($"Expected a number below 2^64, found {field.Length} bytes.");

    /// <summary>Quantities have no leading zeros, and so perhaps an odd number of digits.</summary>
    private static byte[] Padded(string quantity)
    {
        var bytes = Hex.Decode(quantity.Length % 2 == 0 ? quantity : $"0x0{quantity[2..]}");
        return bytes.Length <= U256.Size
            ? bytes
            : throw new EvmDataException($"Expected a quantity below 2^256, found {bytes.Length} bytes.");
    }

    private static string Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.GetString() is ['0', 'x', ..] text
            ? text
            : throw new EvmDataException($"Expected a \"{name}\" in hex, found none.");
}
