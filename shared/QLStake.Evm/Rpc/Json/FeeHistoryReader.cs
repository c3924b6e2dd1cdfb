using System.Text.Json;

namespace QLStake.Evm;

/// <summary>Reads the answer of <c>eth_feeHistory</c>.</summary>
internal static class FeeHistoryReader
{
    public static FeeHistory Read(ref Utf8JsonReader json)
    {
        const string What = "a fee history";
        JsonHex.Expect(ref json, JsonTokenType.StartObject, What);
        ulong? oldest = null;
        List<U256>? baseFees = null;
        List<double>? ratios = null;
        List<IReadOnlyList<U256>> rewards = [];
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.Field("oldestBlock"u8))
                oldest = JsonHex.UInt64(ref json);
            else if (json.Field("baseFeePerGas"u8))
                baseFees = List(ref json, JsonHex.U256);
            else if (json.Field("gasUsedRatio"u8))
                ratios = List(ref json, static (ref r) => r.GetDouble());
            else if (json.Field("reward"u8))
                rewards = json.TokenType == JsonTokenType.Null ? [] : List(ref json, Row);
            else
                json.SkipField();
        }
        return new(
            Fields.Required(oldest, What, "oldestBlock"),
            Fields.Required(baseFees, What, "baseFeePerGas"),
            Fields.Required(ratios, What, "gasUsedRatio"),
            rewards
        );
    }

    private static IReadOnlyList<U256> Row(ref Utf8JsonReader json) => List(ref json, JsonHex.U256);

    private static List<T> List<T>(ref Utf8JsonReader json, RpcResultReader<T> read)
    {
        JsonHex.Expect(ref json, JsonTokenType.StartArray, "a list");
        var items = new List<T>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            items.Add(read(ref json));
        return items;
    }
}
