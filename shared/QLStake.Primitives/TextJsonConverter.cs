using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace QLStake;

/// <summary>A JSON string, or a dictionary's key, in the value's own text form; anything else is refused.</summary>
/// <typeparam name="T">A value whose text form is pure ASCII of at most 128 characters.</typeparam>
internal sealed class TextJsonConverter<T> : JsonConverter<T>
    where T : struct, IUtf8SpanParsable<T>, IUtf8SpanFormattable
{
    private const int LongestText = 128;

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? Parse(ref reader)
            : throw new JsonException($"Expected a JSON string holding a {typeof(T).Name}, found {reader.TokenType}.");

    public override T ReadAsPropertyName(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    ) => Parse(ref reader);

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Format(value, stackalloc byte[LongestText]));

    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WritePropertyName(Format(value, stackalloc byte[LongestText]));

    private static T Parse(ref Utf8JsonReader reader)
    {
        var length = reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length;
        if (length > LongestText)
        {
            throw new JsonException($"Expected a {typeof(T).Name}, found a string of {length} bytes.");
        }
        Span<byte> text = stackalloc byte[LongestText];
        text = text[..reader.CopyString(text)];
        try
        {
            return T.Parse(text, provider: null);
        }
        catch (FormatException e)
        {
            throw new JsonException(e.Message, e);
        }
    }

    private static ReadOnlySpan<byte> Format(T value, Span<byte> buffer) =>
        value.TryFormat(buffer, out var written, default, null)
            ? buffer[..written]
            : throw new JsonException($"{typeof(T).Name} needs more than {LongestText} bytes of text.");
}
