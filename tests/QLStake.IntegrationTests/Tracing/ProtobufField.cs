using System.Buffers.Binary;

namespace QLStake.IntegrationTests.Tracing;

/// <summary>One field of a protobuf message: its number, and its bytes where it has any (protobuf.dev, encoding).</summary>
internal readonly record struct ProtobufField(int Number, ReadOnlyMemory<byte> Bytes, ulong Scalar)
{
    /// <exception cref="InvalidDataException">Not protobuf, or a wire type that OTLP does not use.</exception>
    public static IEnumerable<ProtobufField> Read(ReadOnlyMemory<byte> message)
    {
        for (var at = 0; at < message.Length; )
        {
            var key = Varint(message.Span, ref at);
            var number = checked((int)(key >> 3));
            switch (key & 7)
            {
                case 0:
                    yield return new(number, default, Varint(message.Span, ref at));
                    break;
                case 1:
                    yield return new(number, default, BinaryPrimitives.ReadUInt64LittleEndian(message.Span[at..]));
                    at += 8;
                    break;
                case 2:
                    var length = checked((int)Varint(message.Span, ref at));
                    yield return new(number, message.Slice(at, length), 0);
                    at += length;
                    break;
                case 5:
                    yield return new(number, default, BinaryPrimitives.ReadUInt32LittleEndian(message.Span[at..]));
                    at += 4;
                    break;
                default:
                    throw new InvalidDataException($"Expected wire type 0, 1, 2 or 5, found {key & 7}.");
            }
        }
    }

    private static ulong Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        for (var (value, shift) = (0UL, 0); ; shift += 7)
        {
            var next = bytes[at++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
                return value;
        }
    }
}
