using System.Text;
using System.Text.Json;

namespace QLStake.Evm.Logs;

/// <summary>The fields of one log while it is read: JSON gives them in any order.</summary>
internal struct LogFields
{
    private const int MaxTopics = 4;

    // One bit for each field that must be there.
    private const int Required = 0b1111_1111;

    private int _seen;
    public Address Address { get; private set; }
    public ReadOnlyMemory<B256> Topics { get; private set; }
    public ReadOnlyMemory<byte> Data { get; private set; }
    public ulong BlockNumber { get; private set; }
    public B256 BlockHash { get; private set; }
    public B256 TransactionHash { get; private set; }
    public uint TransactionIndex { get; private set; }
    public uint LogIndex { get; private set; }
    public bool Removed { get; private set; }

    public static LogFields Read(ref Utf8JsonReader json, LogArena arena)
    {
        LogJsonReader.Expect(ref json, JsonTokenType.StartObject, "a log");
        var fields = default(LogFields);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            fields.ReadField(ref json, arena);
        }
        if (fields._seen != Required)
        {
            throw new LogFormatException(
                "Expected a mined log with address, topics, data, blockHash, blockNumber, transactionHash, transactionIndex and "
                    + $"logIndex, found one without all of them that ends at byte {json.TokenStartIndex}."
            );
        }
        return fields;
    }

    private void ReadField(ref Utf8JsonReader json, LogArena arena)
    {
        // Two names share a length, so one comparison settles each.
        var name = json.HasValueSequence
            ? System.Buffers.BuffersExtensions.ToArray(json.ValueSequence)
            : json.ValueSpan;
        switch (name.Length)
        {
            case 7 when name.SequenceEqual("address"u8):
                ReadAddress(ref json);
                break;
            case 6 when name.SequenceEqual("topics"u8):
                Topics = ReadTopics(ref json, arena);
                _seen |= 1 << 1;
                break;
            case 4 when name.SequenceEqual("data"u8):
                Data = ReadData(ref json, arena);
                _seen |= 1 << 2;
                break;
            case 9 when name.SequenceEqual("blockHash"u8):
                BlockHash = Hash(ref json, "blockHash");
                _seen |= 1 << 3;
                break;
            case 11 when name.SequenceEqual("blockNumber"u8):
                BlockNumber = Quantity(ref json, ulong.MaxValue, "blockNumber");
                _seen |= 1 << 4;
                break;
            case 15 when name.SequenceEqual("transactionHash"u8):
                TransactionHash = Hash(ref json, "transactionHash");
                _seen |= 1 << 5;
                break;
            case 16 when name.SequenceEqual("transactionIndex"u8):
                TransactionIndex = (uint)Quantity(ref json, uint.MaxValue, "transactionIndex");
                _seen |= 1 << 6;
                break;
            case 8 when name.SequenceEqual("logIndex"u8):
                LogIndex = (uint)Quantity(ref json, uint.MaxValue, "logIndex");
                _seen |= 1 << 7;
                break;
            case 7 when name.SequenceEqual("removed"u8):
                _ = json.Read();
                Removed = json.TokenType == JsonTokenType.True;
                break;
            default:
                json.Skip();
                break;
        }
    }

    private void ReadAddress(ref Utf8JsonReader json)
    {
        Span<byte> bytes = stackalloc byte[QLStake.Address.Size];
        Fixed(ref json, bytes, "address");
        Address = QLStake.Address.FromSpan(bytes);
        _seen |= 1;
    }

    public readonly Log ToLog() =>
        new(Address, Topics, Data, BlockNumber, BlockHash, TransactionHash, TransactionIndex, LogIndex, Removed);

    private static ReadOnlyMemory<B256> ReadTopics(ref Utf8JsonReader json, LogArena arena)
    {
        _ = json.Read();
        LogJsonReader.Expect(ref json, JsonTokenType.StartArray, "a list of topics");
        var topics = new TopicBuffer();
        var count = 0;
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (count == MaxTopics)
            {
                throw new LogFormatException(
                    $"Expected at most {MaxTopics} topics, found more at byte {json.TokenStartIndex}."
                );
            }
            topics[count++] = HashHere(ref json, "topics");
        }
        var taken = arena.TakeTopics(count);
        ((ReadOnlySpan<B256>)topics)[..count].CopyTo(taken.Span);
        return taken;
    }

    private static ReadOnlyMemory<byte> ReadData(ref Utf8JsonReader json, LogArena arena)
    {
        _ = json.Read();
        var text = Text(ref json, "data");
        var bytes = arena.TakeBytes(Math.Max(0, text.Length - 2) / 2);
        return Hex.TryDecode(text, bytes.Span, out var written) && written == bytes.Length
            ? bytes
            : throw Malformed(text, "data", "0x and an even number of hex digits");
    }

    private static B256 Hash(ref Utf8JsonReader json, string field)
    {
        _ = json.Read();
        return HashHere(ref json, field);
    }

    private static B256 HashHere(ref Utf8JsonReader json, string field)
    {
        var text = Text(ref json, field);
        return B256.TryParse(text, out var hash) ? hash : throw Malformed(text, field, "0x and 64 hex digits");
    }

    private static void Fixed(ref Utf8JsonReader json, scoped Span<byte> bytes, string field)
    {
        _ = json.Read();
        var text = Text(ref json, field);
        if (text.Length != 2 + (2 * bytes.Length) || !Hex.TryDecode(text, bytes, out _))
        {
            throw Malformed(text, field, $"0x and {2 * bytes.Length} hex digits");
        }
    }

    private static ulong Quantity(ref Utf8JsonReader json, ulong largest, string field)
    {
        _ = json.Read();
        var text = Text(ref json, field);
        var value = 0UL;
        var ok = text.Length is > 2 and <= 18 && text.StartsWith("0x"u8);
        for (var i = 2; ok && i < text.Length; i++)
        {
            var digit = HexDigit(text[i]);
            ok = digit >= 0;
            value = (value << 4) | (uint)(digit & 0xf);
        }
        return ok && value <= largest ? value : throw Malformed(text, field, $"a hex quantity of at most {largest}");
    }

    private static int HexDigit(byte c) =>
        c switch
        {
            >= (byte)'0' and <= (byte)'9' => c - '0',
            >= (byte)'a' and <= (byte)'f' => c - 'a' + 10,
            >= (byte)'A' and <= (byte)'F' => c - 'A' + 10,
            _ => -1,
        };

    private static ReadOnlySpan<byte> Text(ref Utf8JsonReader json, string field)
    {
        if (json.TokenType != JsonTokenType.String || json.ValueIsEscaped)
        {
            throw new LogFormatException(
                $"Expected the log's \"{field}\" as a plain string, found a JSON token {json.TokenType} at byte {json.TokenStartIndex}."
            );
        }
        return json.HasValueSequence ? System.Buffers.BuffersExtensions.ToArray(json.ValueSequence) : json.ValueSpan;
    }

    private static LogFormatException Malformed(ReadOnlySpan<byte> text, string field, string expected)
    {
        const int Shown = 80;
        var found = Encoding.UTF8.GetString(text[..Math.Min(text.Length, Shown)]);
        return new LogFormatException(
            $"Expected {expected} as the log's \"{field}\", found \"{found}\" ({text.Length} characters)."
        );
    }

    [System.Runtime.CompilerServices.InlineArray(MaxTopics)]
    private struct TopicBuffer
    {
        private B256 _first;
    }
}
