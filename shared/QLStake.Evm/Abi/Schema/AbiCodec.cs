using System.Numerics;

namespace QLStake.Evm.Abi.Schema;

/// <summary>
/// Encodes and decodes values of types known only at run time. Integers are <see cref="BigInteger"/>; the rest are
/// <see cref="Address"/>, <see cref="bool"/>, <see cref="string"/>, byte arrays, and object arrays for arrays and tuples.
/// </summary>
public static class AbiCodec
{
    /// <summary>Reads the values of a list of types, as a function's arguments or results are encoded.</summary>
    /// <exception cref="AbiException">The data is something else.</exception>
    public static object[] Decode(IReadOnlyList<AbiType> types, ReadOnlySpan<byte> data)
    {
        var reader = new AbiReader(data);
        return [.. ReadAll(ref reader, types)];
    }

    /// <summary>Writes the values of a list of types.</summary>
    /// <exception cref="AbiException">A value does not fit its type.</exception>
    public static byte[] Encode(IReadOnlyList<AbiType> types, IReadOnlyList<object> values)
    {
        AbiException.ThrowIfNotLength(values.Count, types.Count);
        var writer = new AbiWriter(types.Sum(t => t.HeadSize));
        for (var i = 0; i < types.Count; i++)
        {
            Write(ref writer, types[i], values[i]);
        }
        return writer.Finish();
    }

    private static object Read(ref AbiReader reader, AbiType type)
    {
        switch (type.Kind)
        {
            case AbiKind.UnsignedNumber when type.Size <= 64:
                return (BigInteger)reader.ReadUInt64(type.Size);
            case AbiKind.UnsignedNumber:
                return (BigInteger)reader.ReadU256(type.Size);
            case AbiKind.SignedNumber when type.Size <= 64:
                return (BigInteger)reader.ReadInt64(type.Size);
            case AbiKind.SignedNumber:
                return reader.ReadBigInteger(type.Size);
            case AbiKind.Address:
                return reader.ReadAddress();
            case AbiKind.Bool:
                return reader.ReadBool();
            case AbiKind.FixedBytes:
                return reader.ReadFixedBytes(type.Size);
            case AbiKind.Bytes:
                return reader.ReadBytes();
            case AbiKind.Text:
                return reader.ReadString();
            case AbiKind.Array:
                var array = reader.EnterArray(type.Element!.HeadSize, out var count);
                var elements = Repeat(ref reader, type.Element, count);
                reader.Leave(array);
                return elements;
            default:
                return ReadInner(ref reader, type);
        }
    }

    private static object[] ReadInner(ref AbiReader reader, AbiType type)
    {
        var frame = type.IsDynamic ? reader.Enter(type.InlineSize) : default;
        var values =
            type.Kind == AbiKind.FixedArray
                ? ReadFixedArray(ref reader, type)
                : ReadAll(ref reader, [.. type.Fields.Select(f => f.Type)]);
        if (type.IsDynamic)
        {
            reader.Leave(frame);
        }
        return values;
    }

    private static object[] ReadFixedArray(ref AbiReader reader, AbiType type)
    {
        reader.RequireElements(type.Size, type.Element!.HeadSize);
        return Repeat(ref reader, type.Element, type.Size);
    }

    private static object[] Repeat(ref AbiReader reader, AbiType element, int count)
    {
        var values = new object[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = Read(ref reader, element);
        }
        return values;
    }

    private static object[] ReadAll(ref AbiReader reader, IReadOnlyList<AbiType> types)
    {
        var values = new object[types.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Read(ref reader, types[i]);
        }
        return values;
    }

    private static void Write(ref AbiWriter writer, AbiType type, object value)
    {
        switch (type.Kind, value)
        {
            case (AbiKind.UnsignedNumber, BigInteger number):
                writer.WriteU256(NotNegative(number, type), type.Size);
                break;
            case (AbiKind.SignedNumber, BigInteger number):
                writer.WriteInt(number, type.Size);
                break;
            case (AbiKind.Address, Address address):
                writer.WriteAddress(address);
                break;
            case (AbiKind.Bool, bool truth):
                writer.WriteBool(truth);
                break;
            case (AbiKind.FixedBytes, byte[] bytes):
                writer.WriteFixedBytes(bytes, type.Size);
                break;
            case (AbiKind.Bytes, byte[] bytes):
                writer.WriteBytes(bytes);
                break;
            case (AbiKind.Text, string text):
                writer.WriteString(text);
                break;
            case (AbiKind.Array, object[] elements):
                var array = writer.BeginArray(elements.Length, type.Element!.HeadSize);
                WriteAll(ref writer, elements, _ => type.Element);
                writer.End(array);
                break;
            case (AbiKind.FixedArray, object[] elements):
                AbiException.ThrowIfNotLength(elements.Length, type.Size);
                WriteInner(ref writer, type, elements, _ => type.Element!);
                break;
            case (AbiKind.Tuple, object[] fields):
                AbiException.ThrowIfNotLength(fields.Length, type.Fields.Count);
                WriteInner(ref writer, type, fields, i => type.Fields[i].Type);
                break;
            default:
                throw AbiException.OutOfRange($"{type}", $"a {value?.GetType().Name ?? "null"}");
        }
    }

    private static void WriteInner(ref AbiWriter writer, AbiType type, object[] values, Func<int, AbiType> typeAt)
    {
        var frame = type.IsDynamic ? writer.BeginTuple(type.InlineSize) : default;
        WriteAll(ref writer, values, typeAt);
        if (type.IsDynamic)
        {
            writer.End(frame);
        }
    }

    private static void WriteAll(ref AbiWriter writer, object[] values, Func<int, AbiType> typeAt)
    {
        for (var i = 0; i < values.Length; i++)
        {
            Write(ref writer, typeAt(i), values[i]);
        }
    }

    private static U256 NotNegative(BigInteger number, AbiType type) =>
        number.Sign >= 0 && number.GetBitLength() <= type.Size
            ? (U256)number
            : throw AbiException.OutOfRange($"{type}", $"{number}");
}
