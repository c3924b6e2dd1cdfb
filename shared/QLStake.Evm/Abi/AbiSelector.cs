using System.Buffers.Binary;

namespace QLStake.Evm.Abi;

/// <summary>Function and error selectors: the first four bytes of the signature's hash, read as a big-endian number.</summary>
public static class AbiSelector
{
    /// <summary>Length in bytes.</summary>
    public const int Size = 4;

    /// <summary>The selector that <paramref name="data"/> starts with.</summary>
    /// <exception cref="AbiException">Fewer than four bytes.</exception>
    public static uint Of(ReadOnlySpan<byte> data) =>
        data.Length >= Size
            ? BinaryPrimitives.ReadUInt32BigEndian(data)
            : throw new AbiException($"Expected a 4-byte selector, found {data.Length} bytes.");

    /// <summary>The first four bytes of an event's first topic: enough to tell a contract's events apart quickly.</summary>
    public static uint OfTopic(in B256 topic) => BinaryPrimitives.ReadUInt32BigEndian(topic.AsSpan());

    /// <summary>What follows the selector.</summary>
    /// <exception cref="AbiException">Another selector, or none.</exception>
    public static ReadOnlySpan<byte> Expect(uint selector, string signature, ReadOnlySpan<byte> data) =>
        Of(data) == selector
            ? data[Size..]
            : throw new AbiException($"Expected {signature} with selector 0x{selector:x8}, found 0x{Of(data):x8}.");
}
