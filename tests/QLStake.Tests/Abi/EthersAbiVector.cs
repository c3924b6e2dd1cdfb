using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace QLStake.Tests.Abi;

/// <param name="Outputs">ABI JSON of the types.</param>
/// <param name="Encoded">What the compiled contract returned.</param>
/// <param name="Values">The values, each with its kind.</param>
internal sealed record EthersAbiVector(string Name, JsonElement Outputs, byte[] Encoded, JsonElement Values)
{
    /// <summary>The expected values as text, in the form of <see cref="AbiText.Of"/>.</summary>
    public string ExpectedText() => Text(Values);

    private static string Text(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            return $"[{string.Join(',', value.EnumerateArray().Select(Text))}]";
        }
        var content = value.GetProperty("value");
        return value.GetProperty("type").GetString() switch
        {
            "tuple" => Text(content),
            "number" => Number(content.GetString()!).ToString(CultureInfo.InvariantCulture),
            "boolean" => content.GetBoolean() ? "true" : "false",
            "buffer" => content.GetString()!.ToLowerInvariant(),
            // Addresses are strings here as well.
            "string" when Address.TryParse(content.GetString()!.AsSpan(), out var address) => AbiText.Of(address),
            "string" => $"\"{content.GetString()}\"",
            var other => throw new InvalidDataException(
                $"Expected a known kind of value in the vectors, found {other}."
            ),
        };
    }

    private static BigInteger Number(string text) => BigInteger.Parse(text, CultureInfo.InvariantCulture);
}
