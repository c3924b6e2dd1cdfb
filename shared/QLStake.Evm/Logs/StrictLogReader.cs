using System.Buffers;
using System.Text.Json;

namespace QLStake.Evm.Logs;

/// <summary>Reads one log from any JSON that holds one, and says what is wrong with what does not.</summary>
internal static class StrictLogReader
{
    /// <summary>From the log's opening brace to its closing one.</summary>
    /// <exception cref="LogFormatException">A field is missing or malformed.</exception>
    /// <exception cref="JsonException">Not JSON.</exception>
    public static void Read(ref Utf8JsonReader json, LogArena arena, out LogFields fields)
    {
        fields = default;
        LogJsonReader.Expect(ref json, JsonTokenType.StartObject, "a log");
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var field = LogFieldName.Find(Span(ref json));
            _ = json.Read();
            ReadValue(ref json, field, arena, ref fields);
        }
        if (!fields.IsComplete)
        {
            throw new LogFormatException(
                "Expected a mined log with address, topics, data, blockHash, blockNumber, transactionHash, transactionIndex and "
                    + $"logIndex, found one without all of them that ends at byte {json.TokenStartIndex}."
            );
        }
    }

    private static void ReadValue(ref Utf8JsonReader json, LogField field, LogArena arena, ref LogFields fields)
    {
        switch (field)
        {
            case LogField.Address:
                fields.Address = LogText.Address(Text(ref json, field));
                break;
            case LogField.Topics:
                fields.Topics = ReadTopics(ref json).In(arena);
                break;
            case LogField.Data:
                fields.Data = LogText.Data(Text(ref json, field), arena);
                break;
            case LogField.BlockHash:
                fields.BlockHash = LogText.Hash(Text(ref json, field), field);
                break;
            case LogField.BlockNumber:
                fields.BlockNumber = LogText.Quantity(Text(ref json, field), ulong.MaxValue, field);
                break;
            case LogField.TransactionHash:
                fields.TransactionHash = LogText.Hash(Text(ref json, field), field);
                break;
            case LogField.TransactionIndex:
                fields.TransactionIndex = (uint)LogText.Quantity(Text(ref json, field), uint.MaxValue, field);
                break;
            case LogField.LogIndex:
                fields.LogIndex = (uint)LogText.Quantity(Text(ref json, field), uint.MaxValue, field);
                break;
            case LogField.Removed:
                fields.Removed = Flag(ref json);
                break;
            default:
                json.Skip();
                break;
        }
        fields.MarkSeen(field);
    }

    private static LogTopics ReadTopics(ref Utf8JsonReader json)
    {
        LogJsonReader.Expect(ref json, JsonTokenType.StartArray, "a list of topics");
        var topics = new LogTopics();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (!topics.TryAdd(LogText.Hash(Text(ref json, LogField.Topics), LogField.Topics)))
            {
                throw new LogFormatException(
                    $"Expected at most {LogTopics.Most} topics, found more at byte {json.TokenStartIndex}."
                );
            }
        }
        return topics;
    }

    private static bool Flag(ref Utf8JsonReader json) =>
        json.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False or JsonTokenType.Null => false,
            _ => throw new LogFormatException(
                $"Expected the log's \"removed\" to be true or false, found a JSON token {json.TokenType} at byte {json.TokenStartIndex}."
            ),
        };

    private static ReadOnlySpan<byte> Text(ref Utf8JsonReader json, LogField field) =>
        json.TokenType == JsonTokenType.String && !json.ValueIsEscaped
            ? Span(ref json)
            : throw new LogFormatException(
                $"Expected the log's \"{field.Text()}\" as a plain string, found a JSON token {json.TokenType} at byte {json.TokenStartIndex}."
            );

    private static ReadOnlySpan<byte> Span(ref Utf8JsonReader json) =>
        json.HasValueSequence ? json.ValueSequence.ToArray() : json.ValueSpan;
}
