using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace QLStake.Hosting;

/// <summary>
/// One text for one JSON value: members sorted by name (ordinal, UTF-16), no white space, numbers as they stand, strings
/// with no escapes but <c>\"</c>, <c>\\</c> and <c>\u00xx</c> below U+0020. PostgreSQL's jsonb keeps no order of members, so
/// a hash of anything else would depend on who wrote it and on the server's version.
/// </summary>
public static class CanonicalJson
{
    /// <param name="json">JSON as UTF-8.</param>
    /// <returns>The canonical text as UTF-8.</returns>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static byte[] Of(ReadOnlyMemory<byte> json)
    {
        var output = new ArrayBufferWriter<byte>(json.Length);
        Write(json, output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>keccak256 of the canonical text.</summary>
    /// <param name="json">JSON as UTF-8.</param>
    /// <param name="scratch">Is emptied first; holds the canonical text afterwards.</param>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static B256 Hash(ReadOnlyMemory<byte> json, ArrayBufferWriter<byte> scratch)
    {
        scratch.ResetWrittenCount();
        Write(json, scratch);
        return Keccak.Hash(scratch.WrittenSpan);
    }

    private static void Write(ReadOnlyMemory<byte> json, ArrayBufferWriter<byte> output)
    {
        using var document = JsonDocument.Parse(json);
        Write(document.RootElement, output);
    }

    private static void Write(JsonElement value, ArrayBufferWriter<byte> output)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteMembers(value, output);
                break;
            case JsonValueKind.Array:
                Put('[', output);
                var first = true;
                foreach (var item in value.EnumerateArray())
                {
                    if (!first)
                        Put(',', output);
                    first = false;
                    Write(item, output);
                }
                Put(']', output);
                break;
            case JsonValueKind.String:
                WriteText(value.GetString()!, output);
                break;
            default:
                output.Write(JsonMarshal.GetRawUtf8Value(value));
                break;
        }
    }

    private static void WriteMembers(JsonElement value, ArrayBufferWriter<byte> output)
    {
        var members = new List<(string Name, JsonElement Value)>();
        foreach (var member in value.EnumerateObject())
            members.Add((member.Name, member.Value));
        members.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        Put('{', output);
        for (var i = 0; i < members.Count; i++)
        {
            if (i > 0)
                Put(',', output);
            WriteText(members[i].Name, output);
            Put(':', output);
            Write(members[i].Value, output);
        }
        Put('}', output);
    }

    private static void WriteText(string text, ArrayBufferWriter<byte> output)
    {
        Put('"', output);
        var rest = text.AsSpan();
        while (rest.IndexOfAny(Escaped) is var at and >= 0)
        {
            Encoding.UTF8.GetBytes(rest[..at], output);
            if (rest[at] is '"' or '\\')
            {
                Put('\\', output);
                Put(rest[at], output);
            }
            else
            {
                output.Write("\\u00"u8);
                Put(Digit(rest[at] >> 4), output);
                Put(Digit(rest[at] & 15), output);
            }
            rest = rest[(at + 1)..];
        }
        Encoding.UTF8.GetBytes(rest, output);
        Put('"', output);
    }

    private static readonly SearchValues<char> Escaped = SearchValues.Create([
        '"',
        '\\',
        .. Enumerable.Range(0, ' ').Select(code => (char)code),
    ]);

    private static char Digit(int value) => "0123456789abcdef"[value];

    private static void Put(char ascii, ArrayBufferWriter<byte> output)
    {
        output.GetSpan(1)[0] = (byte)ascii;
        output.Advance(1);
    }
}
