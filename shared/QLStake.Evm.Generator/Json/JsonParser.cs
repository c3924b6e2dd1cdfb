using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace QLStake.Evm.Generator.Json;

/// <summary>A small JSON reader (RFC 8259): strict about structure, indifferent to what literals mean.</summary>
internal sealed class JsonParser
{
    private const int MaxDepth = 64;

    private readonly string _text;
    private int _at;
    private int _depth;

    private JsonParser(string text) => _text = text;

    /// <exception cref="FormatException">Not one JSON value.</exception>
    public static JsonValue Parse(string text)
    {
        var parser = new JsonParser(text);
        var value = parser.Value();
        parser.SkipSpace();
        return parser._at == text.Length ? value : throw parser.Unexpected("the end");
    }

    private JsonValue Value()
    {
        SkipSpace();
        switch (Peek())
        {
            case '{':
                return Nested(Members);
            case '[':
                return Nested(Items);
            case '"':
                return JsonValue.OfText(Text());
            default:
                return Literal();
        }
    }

    private JsonValue Nested(Func<JsonValue> read)
    {
        if (++_depth > MaxDepth)
        {
            throw Unexpected($"at most {MaxDepth} levels");
        }
        _at++;
        var value = read();
        _depth--;
        return value;
    }

    private JsonValue Members()
    {
        var members = new Dictionary<string, JsonValue>(StringComparer.Ordinal);
        while (!Ends('}', members.Count))
        {
            SkipSpace();
            var name = Text();
            SkipSpace();
            Take(':');
            members[name] = Value();
        }
        return JsonValue.OfMembers(members);
    }

    private JsonValue Items()
    {
        var items = new List<JsonValue>();
        while (!Ends(']', items.Count))
        {
            items.Add(Value());
        }
        return JsonValue.OfItems(items);
    }

    private bool Ends(char closing, int count)
    {
        SkipSpace();
        if (Peek() == closing)
        {
            _at++;
            return true;
        }
        if (count > 0)
        {
            Take(',');
        }
        return false;
    }

    private string Text()
    {
        Take('"');
        var text = new StringBuilder();
        for (; Peek() != '"'; _at++)
        {
            _ = text.Append(Peek() == '\\' ? Escape() : Peek());
        }
        _at++;
        return text.ToString();
    }

    private char Escape()
    {
        _at++;
        var escape = Peek();
        switch (escape)
        {
            case 'n':
                return '\n';
            case 't':
                return '\t';
            case 'r':
                return '\r';
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'u' when _at + 4 < _text.Length:
                _at += 4;
                return ushort.TryParse(
                    _text.Substring(_at - 3, 4),
                    NumberStyles.AllowHexSpecifier,
                    CultureInfo.InvariantCulture,
                    out var code
                )
                    ? (char)code
                    : throw Unexpected("four hex digits");
            case '"':
            case '\\':
            case '/':
                return escape;
            default:
                throw Unexpected("an escape sequence");
        }
    }

    private JsonValue Literal()
    {
        var start = _at;
        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || "+-.".IndexOf(_text[_at]) >= 0))
        {
            _at++;
        }
        return _at > start ? JsonValue.OfLiteral(_text.Substring(start, _at - start)) : throw Unexpected("a value");
    }

    private void SkipSpace()
    {
        while (_at < _text.Length && " \t\r\n".IndexOf(_text[_at]) >= 0)
        {
            _at++;
        }
    }

    private void Take(char expected)
    {
        if (Peek() != expected)
        {
            throw Unexpected($"'{expected}'");
        }
        _at++;
    }

    private char Peek() => _at < _text.Length ? _text[_at] : throw Unexpected("more");

    private FormatException Unexpected(string expected) =>
        new(
            $"Expected {expected} at character {_at}, found "
                + (_at < _text.Length ? $"'{_text[_at]}'." : "the end of the file.")
        );
}
