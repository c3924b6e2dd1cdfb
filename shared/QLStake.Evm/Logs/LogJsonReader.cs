using System.Text.Json;

namespace QLStake.Evm.Logs;

/// <summary>
/// Reads logs from a node's JSON straight from its UTF-8 bytes, without a string in between.
/// Format: <c>eth_getLogs</c> of the Ethereum execution API. Fields it does not know are skipped.
/// </summary>
public static class LogJsonReader
{
    /// <summary>Reads the whole response of <c>eth_getLogs</c>: <c>{"jsonrpc":"2.0","id":1,"result":[…]}</c>.</summary>
    /// <exception cref="LogFormatException">Not JSON, no <c>result</c>, or a log with a field missing or malformed.</exception>
    public static List<Log> ReadResponse(ReadOnlySpan<byte> utf8)
    {
        var json = new Utf8JsonReader(utf8);
        try
        {
            EnterResult(ref json);
            return ReadArray(ref json);
        }
        catch (JsonException e)
        {
            throw NotJson(e);
        }
    }

    /// <summary>Reads a list of logs from where <paramref name="json"/> stands, the opening bracket, to its closing bracket.</summary>
    /// <exception cref="LogFormatException">Not a list, or a log with a field missing or malformed.</exception>
    /// <exception cref="JsonException">Not JSON.</exception>
    public static List<Log> ReadArray(ref Utf8JsonReader json)
    {
        Expect(ref json, JsonTokenType.StartArray, "a list of logs");
        var logs = new List<Log>();
        var arena = new LogArena();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            StrictLogReader.Read(ref json, arena, out var fields);
            logs.Add(fields.ToLog());
        }
        return logs;
    }

    /// <summary>Reads one log from where <paramref name="json"/> stands, its opening brace, to its closing brace.</summary>
    /// <exception cref="LogFormatException">A field is missing or malformed.</exception>
    /// <exception cref="JsonException">Not JSON.</exception>
    public static Log ReadOne(ref Utf8JsonReader json)
    {
        StrictLogReader.Read(ref json, new LogArena(), out var fields);
        return fields.ToLog();
    }

    /// <summary>From the start of a response to the opening bracket of its <c>result</c>.</summary>
    internal static void EnterResult(ref Utf8JsonReader json)
    {
        _ = json.Read();
        Expect(ref json, JsonTokenType.StartObject, "a JSON-RPC response");
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isResult = json.ValueTextEquals("result"u8);
            _ = json.Read();
            if (isResult)
            {
                Expect(ref json, JsonTokenType.StartArray, "a list of logs");
                return;
            }
            json.Skip();
        }
        throw new LogFormatException("Expected a \"result\" with a list of logs in the JSON-RPC response, found none.");
    }

    internal static LogFormatException NotJson(JsonException e) =>
        new($"Expected the JSON of a list of logs, found: {e.Message}", e);

    internal static void Expect(ref Utf8JsonReader json, JsonTokenType token, string what)
    {
        if (json.TokenType != token)
        {
            throw new LogFormatException(
                $"Expected {what}, found a JSON token {json.TokenType} at byte {json.TokenStartIndex}."
            );
        }
    }
}
