using System;
using System.Collections.Generic;
using System.Linq;
using QLStake.Evm.Generator.Json;

namespace QLStake.Evm.Generator.Model;

/// <summary>From the JSON of an ABI, bare or as a compiler's artifact with a member <c>abi</c>, to the model.</summary>
internal sealed class AbiParser
{
    private readonly Dictionary<string, AbiStruct> _structs = new(StringComparer.Ordinal);

    /// <exception cref="FormatException">Not the JSON of an ABI, or a type that Solidity does not have.</exception>
    public static AbiContract Parse(string json)
    {
        var root = JsonParser.Parse(json);
        var entries =
            root.Items
            ?? root.Member("abi")?.Items
            ?? throw new FormatException("Expected a list of ABI entries, found none.");
        return new AbiParser().Contract(entries);
    }

    private AbiContract Contract(IReadOnlyList<JsonValue> entries)
    {
        var events = Entries(entries, "event");
        var errors = Entries(entries, "error");
        var functions = Entries(entries, "function");
        var constructor = Entries(entries, "constructor").FirstOrDefault();
        return new AbiContract([.. _structs.Values], events, errors, functions, constructor);
    }

    private List<AbiEntry> Entries(IReadOnlyList<JsonValue> entries, string type) =>
        [
            .. entries
                .Where(e => e.TextOf("type") == type)
                .Select(e => new AbiEntry(
                    e.TextOf("name") ?? "",
                    Parameters(e, "inputs"),
                    Parameters(e, "outputs"),
                    e.IsTrue("anonymous")
                ))
                // Inherited declarations may be listed twice; an event's copies may differ in what is indexed.
                .GroupBy(
                    e => e.Signature + string.Concat(e.Inputs.Select(i => i.Indexed ? 'i' : '-')),
                    StringComparer.Ordinal
                )
                .Select(g => g.First()),
        ];

    private List<AbiParameter> Parameters(JsonValue owner, string member) =>
        [.. owner.ItemsOf(member).Select(p => new AbiParameter(p.TextOf("name") ?? "", Type(p), p.IsTrue("indexed")))];

    private AbiType Type(JsonValue parameter)
    {
        var spelled =
            parameter.TextOf("type") ?? throw new FormatException("Expected a parameter with a \"type\", found none.");
        var bracket = spelled.IndexOf('[');
        var type = Base(bracket < 0 ? spelled : spelled.Substring(0, bracket), parameter);
        while (bracket >= 0)
        {
            var closing = spelled.IndexOf(']', bracket);
            var length = closing < 0 ? "?" : spelled.Substring(bracket + 1, closing - bracket - 1);
            type =
                length.Length == 0
                    ? new AbiType(TypeKind.Array, 0, type)
                    : new AbiType(TypeKind.FixedArray, Number(length, spelled, 1, int.MaxValue / 32), type);
            bracket = spelled.IndexOf('[', closing);
        }
        return type;
    }

    private AbiType Base(string spelled, JsonValue parameter)
    {
        switch (spelled)
        {
            case "tuple":
                return new AbiType(TypeKind.Tuple, Struct: Struct(parameter));
            case "address":
                return new AbiType(TypeKind.Address);
            case "bool":
                return new AbiType(TypeKind.Bool);
            case "string":
                return new AbiType(TypeKind.String);
            case "bytes":
                return new AbiType(TypeKind.Bytes);
        }
        if (spelled.StartsWith("bytes", StringComparison.Ordinal))
        {
            return new AbiType(TypeKind.FixedBytes, Number(spelled.Substring(5), spelled, 1, 32));
        }
        if (spelled.StartsWith("uint", StringComparison.Ordinal))
        {
            return new AbiType(TypeKind.UInt, Bits(spelled.Substring(4), spelled));
        }
        if (spelled.StartsWith("int", StringComparison.Ordinal))
        {
            return new AbiType(TypeKind.Int, Bits(spelled.Substring(3), spelled));
        }
        throw Unknown(spelled);
    }

    private AbiStruct Struct(JsonValue parameter)
    {
        var fields = Parameters(parameter, "components");
        if (fields.Count == 0)
        {
            throw Unknown("tuple without components");
        }
        var name = StructName(parameter);
        var key =
            name
            + new AbiType(TypeKind.Tuple, Struct: new AbiStruct(name, fields)).Canonical
            + string.Join(",", fields.Select(f => f.Name));
        if (!_structs.TryGetValue(key, out var known))
        {
            _structs.Add(key, known = new AbiStruct(name, fields));
        }
        return known;
    }

    private static string StructName(JsonValue parameter)
    {
        const string Prefix = "struct ";
        var internalType = parameter.TextOf("internalType") ?? "";
        if (internalType.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return internalType.Substring(Prefix.Length).Split('[')[0];
        }
        var name = parameter.TextOf("name") ?? "";
        return (name.Length == 0 ? "unnamed" : name) + "Tuple";
    }

    private static int Bits(string digits, string spelled)
    {
        var bits = Number(digits, spelled, 8, 256);
        return bits % 8 == 0 ? bits : throw Unknown(spelled);
    }

    private static int Number(string digits, string spelled, int least, int most) =>
        int.TryParse(digits, System.Globalization.NumberStyles.None, null, out var number)
        && number >= least
        && number <= most
            ? number
            : throw Unknown(spelled);

    private static FormatException Unknown(string spelled) =>
        new($"Expected an ABI type that Solidity can declare, found \"{spelled}\".");
}
