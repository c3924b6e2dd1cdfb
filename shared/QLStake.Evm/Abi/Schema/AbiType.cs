namespace QLStake.Evm.Abi.Schema;

/// <summary>An ABI type known only at run time. Generated bindings need none; tools and tests do.</summary>
public sealed class AbiType
{
    private AbiType(AbiKind kind, int size = 0, AbiType? element = null, IReadOnlyList<AbiField>? fields = null)
    {
        Kind = kind;
        Size = size;
        Element = element;
        Fields = fields ?? [];
        IsDynamic = kind switch
        {
            AbiKind.Bytes or AbiKind.Text or AbiKind.Array => true,
            AbiKind.FixedArray => element!.IsDynamic,
            AbiKind.Tuple => Fields.Any(f => f.Type.IsDynamic),
            _ => false,
        };
        InlineSize = checked(
            kind switch
            {
                AbiKind.Tuple => Fields.Sum(f => f.Type.HeadSize),
                AbiKind.FixedArray => size * element!.HeadSize,
                _ => AbiWord.Size,
            }
        );
    }

    public static AbiType Address { get; } = new(AbiKind.Address);

    public static AbiType Bool { get; } = new(AbiKind.Bool);

    public static AbiType Bytes { get; } = new(AbiKind.Bytes);

    public static AbiType Text { get; } = new(AbiKind.Text);

    public AbiKind Kind { get; }

    /// <summary>Bits of an integer, bytes of a bytesN, elements of a fixed array; else 0.</summary>
    public int Size { get; }

    /// <summary>What an array holds.</summary>
    public AbiType? Element { get; }

    /// <summary>What a tuple holds.</summary>
    public IReadOnlyList<AbiField> Fields { get; }

    /// <summary>Encoded behind an offset, because its length varies.</summary>
    public bool IsDynamic { get; }

    /// <summary>Bytes of the heads inside: of a tuple's fields, of a fixed array's elements.</summary>
    public int InlineSize { get; }

    /// <summary>Bytes among the heads.</summary>
    public int HeadSize => IsDynamic ? AbiWord.Size : InlineSize;

    public static AbiType UnsignedNumber(int bits) => new(AbiKind.UnsignedNumber, Bits(bits));

    public static AbiType SignedNumber(int bits) => new(AbiKind.SignedNumber, Bits(bits));

    public static AbiType FixedBytes(int length) =>
        length is >= 1 and <= AbiWord.Size
            ? new(AbiKind.FixedBytes, length)
            : throw new AbiException($"Expected bytes1 to bytes32, found bytes{length}.");

    public static AbiType Array(AbiType element) => new(AbiKind.Array, 0, element);

    /// <exception cref="AbiException">No elements, or more than two gigabytes of them.</exception>
    public static AbiType FixedArray(AbiType element, int length) =>
        length >= 1 && (long)length * element.HeadSize <= System.Array.MaxLength
            ? new(AbiKind.FixedArray, length, element)
            : throw new AbiException($"Expected a fixed array of a possible length, found {element}[{length}].");

    /// <exception cref="AbiException">No fields: Solidity has no empty struct, and one takes no bytes to repeat for ever.</exception>
    public static AbiType Tuple(IReadOnlyList<AbiField> fields) =>
        fields.Count > 0 && fields.Sum(f => (long)f.Type.HeadSize) <= System.Array.MaxLength
            ? new(AbiKind.Tuple, 0, null, fields)
            : throw new AbiException($"Expected a tuple of a possible size, found {fields.Count} fields.");

    /// <inheritdoc cref="AbiTypeParser.Parse"/>
    public static AbiType Parse(string text) => AbiTypeParser.Parse(text);

    /// <summary>The type as signatures spell it.</summary>
    public override string ToString() =>
        Kind switch
        {
            AbiKind.UnsignedNumber => $"uint{Size}",
            AbiKind.SignedNumber => $"int{Size}",
            AbiKind.FixedBytes => $"bytes{Size}",
            AbiKind.Text => "string",
            AbiKind.Array => $"{Element}[]",
            AbiKind.FixedArray => $"{Element}[{Size}]",
            AbiKind.Tuple => $"({string.Join(',', Fields.Select(f => f.Type))})",
            _ => Kind.ToString().ToLowerInvariant(),
        };

    private static int Bits(int bits) =>
        bits is >= 8 and <= 256 && bits % 8 == 0
            ? bits
            : throw new AbiException($"Expected 8 to 256 bits in steps of 8, found {bits}.");
}
