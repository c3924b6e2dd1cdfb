using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace QLStake.FeeAccounting;

/// <summary>Debits minus credits, in the token's smallest unit: an amount with a sign.</summary>
[JsonConverter(typeof(BalanceJsonConverter))]
public readonly record struct Balance(BigInteger Value)
{
    public static Balance operator +(Balance left, Balance right) => new(left.Value + right.Value);

    public static Balance operator -(Balance left, Balance right) => new(left.Value - right.Value);

    public static Balance Of(U256 amount) => new(amount);

    public static Balance Of(Turnover turnover) => new((BigInteger)turnover.Debits - turnover.Credits);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A balance as a string, like all amounts.</summary>
public sealed class BalanceJsonConverter : JsonConverter<Balance>
{
    public override Balance Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        BigInteger.TryParse(
            reader.GetString(),
            NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out var value
        )
            ? new(value)
            : throw new JsonException("Expected an amount with its sign (-7), found something else.");

    public override void Write(Utf8JsonWriter writer, Balance value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
