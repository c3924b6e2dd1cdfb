using System.Text.Json;

namespace QLStake.Evm;

/// <summary>Reads a block object, with or without transactions, for its header.</summary>
internal static class HeaderReader
{
    public static BlockHeader? ReadOrNull(ref Utf8JsonReader json) =>
        json.TokenType == JsonTokenType.Null ? null : Read(ref json);

    private static BlockHeader Read(ref Utf8JsonReader json)
    {
        JsonHex.Expect(ref json, JsonTokenType.StartObject, "a block");
        ulong? number = null,
            timestamp = null,
            gasLimit = null,
            gasUsed = null;
        B256? hash = null,
            parent = null;
        U256? baseFee = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.Field("number"u8))
                number = JsonHex.UInt64(ref json);
            else if (json.Field("hash"u8))
                hash = JsonHex.B256(ref json);
            else if (json.Field("parentHash"u8))
                parent = JsonHex.B256(ref json);
            else if (json.Field("timestamp"u8))
                timestamp = JsonHex.UInt64(ref json);
            else if (json.Field("gasLimit"u8))
                gasLimit = JsonHex.UInt64(ref json);
            else if (json.Field("gasUsed"u8))
                gasUsed = JsonHex.UInt64(ref json);
            else if (json.Field("baseFeePerGas"u8))
                baseFee = json.TokenType == JsonTokenType.Null ? null : JsonHex.U256(ref json);
            else
                json.SkipField();
        }
        return new(
            Fields.Required(number, "a block", "number"),
            Fields.Required(hash, "a block", "hash"),
            Fields.Required(parent, "a block", "parentHash"),
            Fields.Required(timestamp, "a block", "timestamp"),
            baseFee,
            Fields.Required(gasLimit, "a block", "gasLimit"),
            Fields.Required(gasUsed, "a block", "gasUsed")
        );
    }
}
