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
    private PlainLogReader _plain;
    private Utf8JsonReader _strict;
    private bool _isStrict;
    private int _given;
    private LogFields _fields;

    /// <param name="response">The whole response, as UTF-8: <c>{"jsonrpc":"2.0","id":1,"result":[…]}</c>.</param>
    /// <exception cref="LogFormatException">Not JSON, or no list of logs in it.</exception>
    public LogStream(ReadOnlySpan<byte> response)
    {
        _strict = new Utf8JsonReader(response);
        try
        {
            LogJsonReader.EnterResult(ref _strict);
        }
        catch (JsonException e)
        {
            throw LogJsonReader.NotJson(e);
        }
        _plain = new PlainLogReader(response[(int)_strict.BytesConsumed..]);
    }

    /// <summary>Valid until the next <see cref="MoveNext"/>.</summary>
    [UnscopedRef]
    public readonly LogView Current => new(in _fields);

    public readonly LogStream GetEnumerator() => this;

    /// <exception cref="LogFormatException">Not JSON, or a log with a field missing or malformed.</exception>
    public bool MoveNext()
    {
        _arena.Rewind();
        if (_isStrict)
        {
            return MoveNextStrictly();
        }
        if (_plain.IsAtEnd)
        {
            return false;
        }
        if (_plain.TryRead(_arena, ref _fields))
        {
            _given++;
            return true;
        }
        return StartStrictly();
    }

    /// <summary>The strict reader reads what the plain one has read as well: its word on the response is the last.</summary>
    private bool StartStrictly()
    {
        _isStrict = true;
        for (; _given > 0; _given--)
        {
            _ = MoveNextStrictly();
        }
        return MoveNextStrictly();
    }

    private bool MoveNextStrictly()
    {
        try
        {
            if (!_strict.Read() || _strict.TokenType == JsonTokenType.EndArray)
            {
                return false;
            }
            _arena.Rewind();
            StrictLogReader.Read(ref _strict, _arena, out _fields);
            return true;
        }
        catch (JsonException e)
        {
            throw LogJsonReader.NotJson(e);
        }
    }
}
