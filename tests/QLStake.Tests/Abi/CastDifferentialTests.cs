using System.Text.Json;
using QLStake.Evm.Abi.Schema;
using QLStake.Tests.Evm.Crypto;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Abi;

public sealed class CastDifferentialTests
{
    private const int Cases = 60;

    [Fact]
    public async Task Random_values_are_encoded_as_cast_encodes_them()
    {
        for (var seed = 0; seed < Cases; seed++)
        {
            var random = new RandomAbi(seed);
            var types = random.Types();
            var values = random.Values(types);
            var encoded = AbiCodec.Encode(types, values);
            var byCast = await Cast.RunAsync([
                "abi-encode",
                $"f({Spell(types)})",
                "--",
                .. values.Zip(types, Argument),
            ]);
            Hex.Encode(encoded).ShouldBe(byCast, Spell(types));
        }
    }

    [Fact]
    public async Task What_cast_decodes_is_what_was_encoded()
    {
        for (var seed = 0; seed < Cases; seed++)
        {
            var random = new RandomAbi(seed);
            var types = random.Types();
            var values = random.Values(types);
            var encoded = AbiCodec.Encode(types, values);
            var byCast = await Cast.RunAsync("decode-abi", "--json", $"f()({Spell(types)})", Hex.Encode(encoded));
            using var json = JsonDocument.Parse(byCast);
            Text(json.RootElement).ShouldBe(Plain(AbiText.Of(AbiCodec.Decode(types, encoded))), Spell(types));
        }
    }

    private static string Spell(IEnumerable<AbiType> types) => string.Join(',', types);

    // cast writes tuples in parentheses and takes strings without quotes.
    private static string Argument(object value, AbiType type) =>
        (type.Kind, value) switch
        {
            (AbiKind.Tuple, object[] fields) =>
                $"({string.Join(',', fields.Zip(type.Fields, (v, f) => Argument(v, f.Type)))})",
            (_, object[] elements) => $"[{string.Join(',', elements.Select(e => Argument(e, type.Element!)))}]",
            (_, string text) => text,
            _ => AbiText.Of(value),
        };

    private static string Text(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Array => $"[{string.Join(',', value.EnumerateArray().Select(Text))}]",
            JsonValueKind.String => Plain(value.GetString()!),
            _ => value.GetRawText(),
        };

    // cast gives long numbers as strings and addresses with a checksum: compare without quotes and case.
    private static string Plain(string text) => text.Replace("\"", "", StringComparison.Ordinal).ToLowerInvariant();
}
