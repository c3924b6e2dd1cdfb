using System.Text.Json;

namespace QLStake.Evm.Abi.Schema;

/// <summary>Reads types from the JSON of an ABI, with the names of parameters and fields.</summary>
public static class AbiJson
{
    /// <summary>Reads a list of parameters, as under <c>inputs</c>, <c>outputs</c> or <c>components</c>.</summary>
    /// <exception cref="AbiException">Not a list of parameters, or a type that Solidity cannot declare.</exception>
    public static IReadOnlyList<AbiField> ReadParameters(JsonElement parameters) =>
        parameters.ValueKind == JsonValueKind.Array
            ? [.. parameters.EnumerateArray().Select(ReadParameter)]
            : throw new AbiException($"Expected a list of ABI parameters, found {parameters.ValueKind}.");

    private static AbiField ReadParameter(JsonElement parameter)
    {
        var type =
            Text(parameter, "type") ?? throw new AbiException("Expected a parameter with a \"type\", found none.");
        var bracket = type.IndexOf('[', StringComparison.Ordinal);
        var name = bracket < 0 ? type : type[..bracket];
        var bare =
            name == "tuple"
                ? AbiType.Tuple(ReadParameters(Member(parameter, "components")))
                : AbiTypeParser.Elementary(name);
        return new AbiField(Text(parameter, "name") ?? "", AbiTypeParser.WithBrackets(bare, type.AsSpan(name.Length)));
    }

    private static JsonElement Member(JsonElement parameter, string name) =>
        parameter.TryGetProperty(name, out var member)
            ? member
            : throw new AbiException($"Expected a tuple parameter with \"{name}\", found none.");

    private static string? Text(JsonElement parameter, string name) =>
        parameter.ValueKind == JsonValueKind.Object
        && parameter.TryGetProperty(name, out var member)
        && member.ValueKind == JsonValueKind.String
            ? member.GetString()
            : null;
}
