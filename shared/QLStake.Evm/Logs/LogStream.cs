using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace QLStake.Evm.Logs;

/// <summary>
/// The logs of an <c>eth_getLogs</c> response, one after another in one reused buffer: for readers that keep only what they
/// decode from them. Whoever keeps logs uses <see cref="LogJsonReader"/>.
/// </summary>
public ref struct LogStream
{
    private readonly LogArena _arena = new(reuses: true);
    private Utf8JsonReader _json;
    private LogFields _fields;

    /// <param name="response">The whole response, as UTF-8: <c>{"jsonrpc":"2.0","id":1,"result":[…]}</c>.</param>
    /// <exception cref="LogFormatException">Not JSON, or no list of logs in it.</exception>
    public LogStream(ReadOnlySpan<byte> response)
    {
        _json = new Utf8JsonReader(response);
        try
        {
            LogJsonReader.EnterResult(ref _json);
        }
        catch (JsonException e)
        {
            throw LogJsonReader.NotJson(e);
        }
    }

    /// <summary>Valid until the next <see cref="MoveNext"/>.</summary>
    [UnscopedRef]
    public readonly LogView Current => new(in _fields);

    public readonly LogStream GetEnumerator() => this;

    /// <exception cref="LogFormatException">Not JSON, or a log with a field missing or malformed.</exception>
    public bool MoveNext()
    {
        try
        {
            if (!_json.Read() || _json.TokenType == JsonTokenType.EndArray)
            {
                return false;
            }
            _arena.Rewind();
            _fields = LogFields.Read(ref _json, _arena);
            return true;
        }
        catch (JsonException e)
        {
            throw LogJsonReader.NotJson(e);
        }
    }
}
