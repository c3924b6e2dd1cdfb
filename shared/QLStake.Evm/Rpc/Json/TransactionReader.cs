using System.Text.Json;

namespace QLStake.Evm;

/// <summary>Reads a transaction object.</summary>
internal static class TransactionReader
{
    public static TransactionInfo? ReadOrNull(ref Utf8JsonReader json) =>
        json.TokenType == JsonTokenType.Null ? null : Read(ref json);

    private static TransactionInfo Read(ref Utf8JsonReader json)
    {
        const string What = "a transaction";
        JsonHex.Expect(ref json, JsonTokenType.StartObject, What);
        B256? hash = null,
            blockHash = null;
        ulong? type = null,
            nonce = null,
            gas = null,
            blockNumber = null,
            index = null;
        Address? from = null,
            to = null;
        U256? value = null,
            price = null,
            maxFee = null,
            maxTip = null;
        byte[]? input = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            // A transaction in the pool has null for its block, and a legacy one for the fees of others.
            if (json.Field("hash"u8))
                hash = JsonHex.B256(ref json);
            else if (json.Field("type"u8))
                type = JsonHex.UInt64(ref json);
            else if (json.Field("from"u8))
                from = JsonHex.Address(ref json);
            else if (json.Field("to"u8))
                to = json.TokenType == JsonTokenType.Null ? null : JsonHex.Address(ref json);
            else if (json.Field("nonce"u8))
                nonce = JsonHex.UInt64(ref json);
            else if (json.Field("value"u8))
                value = JsonHex.U256(ref json);
            else if (json.Field("input"u8))
                input = JsonHex.Bytes(ref json);
            else if (json.Field("gas"u8))
                gas = JsonHex.UInt64(ref json);
            else if (json.Field("gasPrice"u8))
                price = json.TokenType == JsonTokenType.Null ? null : JsonHex.U256(ref json);
            else if (json.Field("maxFeePerGas"u8))
                maxFee = json.TokenType == JsonTokenType.Null ? null : JsonHex.U256(ref json);
            else if (json.Field("maxPriorityFeePerGas"u8))
                maxTip = json.TokenType == JsonTokenType.Null ? null : JsonHex.U256(ref json);
            else if (json.Field("blockHash"u8))
                blockHash = json.TokenType == JsonTokenType.Null ? null : JsonHex.B256(ref json);
            else if (json.Field("blockNumber"u8))
                blockNumber = json.TokenType == JsonTokenType.Null ? null : JsonHex.UInt64(ref json);
            else if (json.Field("transactionIndex"u8))
                index = json.TokenType == JsonTokenType.Null ? null : JsonHex.UInt64(ref json);
            else
                json.SkipField();
        }
        return new(
            Fields.Required(hash, What, "hash"),
            checked((byte)(type ?? 0)),
            Fields.Required(from, What, "from"),
            to,
            Fields.Required(nonce, What, "nonce"),
            Fields.Required(value, What, "value"),
            Fields.Required(input, What, "input"),
            Fields.Required(gas, What, "gas"),
            price,
            maxFee,
            maxTip,
            blockHash,
            blockNumber,
            index is { } place ? checked((uint)place) : null
        );
    }
}
