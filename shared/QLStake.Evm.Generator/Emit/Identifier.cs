using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace QLStake.Evm.Generator.Emit;

/// <summary>Names of the contract's world as C# identifiers, and texts as C# literals.</summary>
internal static class Identifier
{
    // What a record or its static members already call so.
    private static readonly HashSet<string> TakenInRecords = new(StringComparer.Ordinal)
    {
        "Clone",
        "Decode",
        "DecodeResult",
        "Deconstruct",
        "Encode",
        "EqualityContract",
        "Equals",
        "Finalize",
        "GetHashCode",
        "GetType",
        "HeadSize",
        "MemberwiseClone",
        "PrintMembers",
        "Read",
        "ReferenceEquals",
        "Selector",
        "Signature",
        "ToString",
        "Topic",
        "TryDecode",
        "Write",
    };

    /// <summary>PascalCase; what C# does not allow in an identifier becomes an underscore.</summary>
    public static string Pascal(string name)
    {
        var text = new StringBuilder(name.Length);
        var upper = true;
        foreach (var c in name)
        {
            if (c is '_' or '-' or '.' or ' ')
            {
                upper = true;
                continue;
            }
            var safe = char.IsLetterOrDigit(c) ? c : '_';
            _ = text.Append(upper ? char.ToUpperInvariant(safe) : safe);
            upper = false;
        }
        return text.Length == 0 || char.IsDigit(text[0]) ? "_" + text : text.ToString();
    }

    /// <summary>Property names for parameters: unnamed ones are numbered, clashes get the suffix "Value".</summary>
    public static IReadOnlyList<string> Properties(IEnumerable<string> names, string owner, string unnamed)
    {
        var used = new HashSet<string>(TakenInRecords, StringComparer.Ordinal) { owner };
        return
        [
            .. names.Select(
                (name, i) =>
                {
                    var bare = name.Trim('_');
                    var property = bare.Length == 0 ? $"{unnamed}{i}" : Pascal(bare);
                    while (!used.Add(property))
                    {
                        property += "Value";
                    }
                    return property;
                }
            ),
        ];
    }

    public static string Literal(string text)
    {
        var literal = new StringBuilder("\"");
        foreach (var c in text)
        {
            _ = c is >= ' ' and <= '~' and not ('"' or '\\') ? literal.Append(c) : literal.Append($"\\u{(int)c:x4}");
        }
        return literal.Append('"').ToString();
    }

    /// <summary>Text for a documentation comment.</summary>
    public static string Xml(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    public static string Hex(byte[] bytes, int count) =>
        "0x"
        + string.Concat(
            bytes.Take(count).Select(b => b.ToString("x2", System.Globalization.CultureInfo.InvariantCulture))
        );
}
