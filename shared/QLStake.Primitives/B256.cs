using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text.Json.Serialization;

namespace QLStake;

/// <summary>32 bytes: a hash, a CCIP message id, a stake id, a storage slot. Text form: <c>0x</c> and 64 lower-case digits.</summary>
[JsonConverter(typeof(TextJsonConverter<B256>))]
[StructLayout(LayoutKind.Sequential)]
public readonly partial struct B256 : IEquatable<B256>, IComparable<B256>
{
    /// <summary>Length in bytes.</summary>
    public const int Size = 32;

    private readonly ulong _first;
    private readonly ulong _second;
    private readonly ulong _third;
    private readonly ulong _fourth;

    public static B256 Zero => default;

    public bool IsZero => this == default;

    /// <summary>Copies exactly 32 bytes.</summary>
    /// <exception cref="ArgumentException">Another length.</exception>
    public static B256 FromSpan(ReadOnlySpan<byte> bytes) =>
        bytes.Length == Size
            ? MemoryMarshal.Read<B256>(bytes)
            : throw new ArgumentException($"Expected 32 bytes, found {bytes.Length}.", nameof(bytes));

    /// <summary>The bytes in place, without a copy; valid as long as the value is.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> AsSpan() => MemoryMarshal.AsBytes(new ReadOnlySpan<B256>(in this));

    /// <summary>Copies the 32 bytes to the start of <paramref name="destination"/>.</summary>
    public void CopyTo(Span<byte> destination) => AsSpan().CopyTo(destination);

    public byte[] ToArray() => AsSpan().ToArray();

    public bool Equals(B256 other) =>
        _first == other._first && _second == other._second && _third == other._third && _fourth == other._fourth;

    public override bool Equals(object? obj) => obj is B256 other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(_first, _second, _third, _fourth);

    /// <summary>Order of the bytes read as a big-endian number.</summary>
    public int CompareTo(B256 other) => AsSpan().SequenceCompareTo(other.AsSpan());

    public static bool operator ==(B256 left, B256 right) => left.Equals(right);

    public static bool operator !=(B256 left, B256 right) => !left.Equals(right);

    public static bool operator <(B256 left, B256 right) => left.CompareTo(right) < 0;

    public static bool operator <=(B256 left, B256 right) => left.CompareTo(right) <= 0;

    public static bool operator >(B256 left, B256 right) => left.CompareTo(right) > 0;

    public static bool operator >=(B256 left, B256 right) => left.CompareTo(right) >= 0;
}
