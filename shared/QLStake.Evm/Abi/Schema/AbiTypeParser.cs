using System.Globalization;

namespace QLStake.Evm.Abi.Schema;

/// <summary>Reads types as signatures spell them: <c>uint256</c>, <c>(address,bytes)[2][]</c>.</summary>
internal ref struct AbiTypeParser
{
    private const int MaxDepth = AbiReader.MaxDepth;

    private readonly ReadOnlySpan<char> _text;
    private int _at;
    private int _depth;

    private AbiTypeParser(ReadOnlySpan<char> text) => _text = text;

    /// <summary>Reads one type; a tuple is written in parentheses, with or without the word <c>tuple</c> in front.</summary>
    /// <exception cref="AbiException">Not a type that Solidity can declare.</exception>
    public static AbiType Parse(string text)
    {
        var parser = new AbiTypeParser(text);
        var type = parser.Type();
        return parser._at == text.Length ? type : throw parser.Unexpected("the end of the type");
    }

    /// <summary>A type without its brackets, and the brackets applied to it.</summary>
    internal static AbiType WithBrackets(AbiType type, ReadOnlySpan<char> brackets)
    {
        var parser = new AbiTypeParser(brackets);
        type = parser.Brackets(type);
        return parser._at == brackets.Length ? type : throw parser.Unexpected("[] or [n]");
    }

    internal static AbiType Elementary(ReadOnlySpan<char> name) =>
        name switch
        {
            "address" => AbiType.Address,
            "bool" => AbiType.Bool,
            "bytes" => AbiType.Bytes,
            "string" => AbiType.Text,
            "uint" => AbiType.UnsignedNumber(256),
            "int" => AbiType.SignedNumber(256),
            _ when name.StartsWith("bytes") => AbiType.FixedBytes(Number(name[5..], name)),
            _ when name.StartsWith("uint") => AbiType.UnsignedNumber(Number(name[4..], name)),
            _ when name.StartsWith("int") => AbiType.SignedNumber(Number(name[3..], name)),
            _ => throw Unknown(name),
        };

    private AbiType Type()
    {
        if (++_depth > MaxDepth)
        {
            throw Unexpected($"at most {MaxDepth} levels");
        }
        var start = _at;
        while (_at < _text.Length && char.IsAsciiLetterOrDigit(_text[_at]))
        {
            _at++;
        }
        var name = _text[start.._at];
        var isTuple = Next() == '(' && name is "" or "tuple";
        var type = Brackets(isTuple ? Tuple() : Elementary(name));
        _depth--;
        return type;
    }

    private AbiType Tuple()
    {
        var fields = new List<AbiField>();
        do
        {
            _at++;
            fields.Add(new AbiField("", Type()));
        } while (Next() == ',');
        if (Next() != ')')
        {
            throw Unexpected("',' or ')'");
        }
        _at++;
        return AbiType.Tuple(fields);
    }

    private AbiType Brackets(AbiType type)
    {
        for (var depth = 0; Next() == '['; depth++)
        {
            var length = _text[(_at + 1)..].IndexOf(']');
            if (length < 0 || depth == MaxDepth)
            {
                throw Unexpected("']', and no more than a few of them");
            }
            var digits = _text.Slice(_at + 1, length);
            type = digits.IsEmpty ? AbiType.Array(type) : AbiType.FixedArray(type, Number(digits, _text));
            _at += length + 2;
        }
        return type;
    }

    private readonly char Next() => _at < _text.Length ? _text[_at] : '\0';

    private readonly AbiException Unexpected(string expected) =>
        new($"Expected {expected} at character {_at} of the ABI type \"{_text}\".");

    private static int Number(ReadOnlySpan<char> digits, ReadOnlySpan<char> type) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Unknown(type);

    private static AbiException Unknown(ReadOnlySpan<char> type) =>
        new($"Expected an ABI type that Solidity can declare, found \"{type}\".");
}
