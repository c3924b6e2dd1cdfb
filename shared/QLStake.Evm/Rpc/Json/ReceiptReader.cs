using System.Text.Json;
using QLStake.Evm.Logs;

namespace QLStake.Evm;

/// <summary>Reads one receipt or a block's list of receipts.</summary>
internal static class ReceiptReader
{
    public static TransactionReceipt? ReadOrNull(ref Utf8JsonReader json) =>
        json.TokenType == JsonTokenType.Null ? null : Read(ref json);

    public static IReadOnlyList<TransactionReceipt>? ReadListOrNull(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.Null)
            return null;
        JsonHex.Expect(ref json, JsonTokenType.StartArray, "a list of receipts");
        var receipts = new List<TransactionReceipt>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            receipts.Add(Read(ref json));
        return receipts;
    }

    private static TransactionReceipt Read(ref Utf8JsonReader json)
    {
        const string What = "a receipt";
        JsonHex.Expect(ref json, JsonTokenType.StartObject, What);
        B256? hash = null,
            blockHash = null;
        ulong? index = null,
            blockNumber = null,
            gasUsed = null,
            status = null;
        Address? from = null,
            to = null,
            created = null;
        U256? price = null,
            l1Fee = null;
        List<Log>? logs = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.Field("transactionHash"u8))
                hash = JsonHex.B256(ref json);
            else if (json.Field("transactionIndex"u8))
                index = JsonHex.UInt64(ref json);
            else if (json.Field("blockHash"u8))
                blockHash = JsonHex.B256(ref json);
            else if (json.Field("blockNumber"u8))
                blockNumber = JsonHex.UInt64(ref json);
            else if (json.Field("from"u8))
                from = JsonHex.Address(ref json);
            else if (json.Field("to"u8))
                to = json.TokenType == JsonTokenType.Null ? null : JsonHex.Address(ref json);
            else if (json.Field("contractAddress"u8))
                created = json.TokenType == JsonTokenType.Null ? null : JsonHex.Address(ref json);
            else if (json.Field("status"u8))
                status = JsonHex.UInt64(ref json);
            else if (json.Field("gasUsed"u8))
                gasUsed = JsonHex.UInt64(ref json);
            else if (json.Field("effectiveGasPrice"u8))
                price = JsonHex.U256(ref json);
            else if (json.Field("l1Fee"u8))
                l1Fee = json.TokenType == JsonTokenType.Null ? null : JsonHex.U256(ref json);
            else if (json.Field("logs"u8))
                logs = LogJsonReader.ReadArray(ref json);
            else
                json.SkipField();
        }
        return new(
            Fields.Required(hash, What, "transactionHash"),
            checked((uint)Fields.Required(index, What, "transactionIndex")),
            Fields.Required(blockHash, What, "blockHash"),
            Fields.Required(blockNumber, What, "blockNumber"),
            Fields.Required(from, What, "from"),
            to,
            created,
            Fields.Required(status, What, "status") == 1,
            Fields.Required(gasUsed, What, "gasUsed"),
            Fields.Required(price, What, "effectiveGasPrice"),
            l1Fee,
            Fields.Required(logs, What, "logs")
        );
    }
}
