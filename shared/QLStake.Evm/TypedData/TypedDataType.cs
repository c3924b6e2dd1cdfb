using System.Globalization;

namespace QLStake.Evm;

/// <summary>A member's type in an EIP-712 document.</summary>
internal abstract record TypedDataType
{
    /// <summary>Longer names are refused, so that array suffixes cannot choose the stack's depth.</summary>
    private const int LongestName = 256;

    public sealed record Integer(int Bits, bool Signed) : TypedDataType;

    public sealed record AddressType : TypedDataType;

    public sealed record Boolean : TypedDataType;

    public sealed record FixedBytes(int Length) : TypedDataType;

    public sealed record DynamicBytes : TypedDataType;

    public sealed record Text : TypedDataType;

    public sealed record Struct(string Name) : TypedDataType;

    public sealed record Array(TypedDataType Element, int? Length) : TypedDataType;

    /// <summary>Reads a Solidity type name; what is no elementary type and no array is a struct's name.</summary>
    /// <exception cref="EvmDataException">Not a type of EIP-712.</exception>
    public static TypedDataType Parse(string name)
    {
        if (name.Length > LongestName)
        {
            throw new EvmDataException(
                $"Expected a type name of at most {LongestName} characters, found {name.Length}."
            );
        }
        if (name.EndsWith(']'))
        {
            var open = name.LastIndexOf('[');
            return open > 0
                ? new Array(Parse(name[..open]), ParseLength(name, name[(open + 1)..^1]))
                : throw NotAType(name);
        }
        return ParseElementary(name) ?? new Struct(Identifier(name));
    }

    /// <summary>Elementary names may not be redefined as structs.</summary>
    public static bool IsElementary(string name) => ParseElementary(name) is not null;

    /// <exception cref="EvmDataException">Not a Solidity identifier; anything else would change the meaning of encodeType.</exception>
    public static string Identifier(string name)
    {
        var valid =
            name.Length is > 0 and <= LongestName
            && !char.IsAsciiDigit(name[0])
            && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '$');
        return valid ? name : throw NotAType(name);
    }

    private static TypedDataType? ParseElementary(string name) =>
        name switch
        {
            "address" => new AddressType(),
            "bool" => new Boolean(),
            "bytes" => new DynamicBytes(),
            "string" => new Text(),
            _ when Suffix(name, "uint") is >= 8 and <= 256 and var bits && bits % 8 == 0 => new Integer(bits, false),
            _ when Suffix(name, "int") is >= 8 and <= 256 and var bits && bits % 8 == 0 => new Integer(bits, true),
            _ when Suffix(name, "bytes") is >= 1 and <= 32 and var length => new FixedBytes(length),
            _ => null,
        };

    private static int? Suffix(string name, string prefix) =>
        name.StartsWith(prefix, StringComparison.Ordinal) && Number(name.AsSpan(prefix.Length)) is { } number
            ? number
            : null;

    private static int? ParseLength(string name, string digits) =>
        digits.Length == 0 ? null : Number(digits) ?? throw NotAType(name);

    private static int? Number(ReadOnlySpan<char> digits) =>
        !digits.StartsWith('0') && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static EvmDataException NotAType(string name) => new($"Expected a type of EIP-712, found \"{name}\".");
}
