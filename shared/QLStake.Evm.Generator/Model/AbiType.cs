using System.Linq;

namespace QLStake.Evm.Generator.Model;

/// <summary>One ABI type, with what code that reads and writes it has to know.</summary>
/// <param name="Size">Bits of an integer, bytes of a bytesN, elements of a fixed array; else 0.</param>
/// <param name="Element">What an array holds.</param>
/// <param name="Struct">What a tuple holds.</param>
internal sealed record AbiType(TypeKind Kind, int Size = 0, AbiType? Element = null, AbiStruct? Struct = null)
{
    private const int Word = 32;

    /// <summary>Encoded behind an offset, because its length varies.</summary>
    public bool IsDynamic =>
        Kind switch
        {
            TypeKind.Bytes or TypeKind.String or TypeKind.Array => true,
            TypeKind.FixedArray => Element!.IsDynamic,
            TypeKind.Tuple => Struct!.Fields.Any(f => f.Type.IsDynamic),
            _ => false,
        };

    /// <summary>Held in a topic as its value; every other indexed value is there only as its hash.</summary>
    public bool FitsTopic => Kind is not (TypeKind.Tuple or TypeKind.FixedArray) && !IsDynamic;

    /// <summary>Bytes among the heads.</summary>
    public int HeadSize => IsDynamic ? Word : InlineSize;

    /// <summary>Bytes of the heads inside: of a tuple's fields, of a fixed array's elements.</summary>
    public int InlineSize =>
        Kind switch
        {
            TypeKind.Tuple => Struct!.Fields.Sum(f => f.Type.HeadSize),
            TypeKind.FixedArray => Size * Element!.HeadSize,
            _ => Word,
        };

    /// <summary>The type as signatures spell it.</summary>
    public string Canonical =>
        Kind switch
        {
            TypeKind.UInt => $"uint{Size}",
            TypeKind.Int => $"int{Size}",
            TypeKind.FixedBytes => $"bytes{Size}",
            TypeKind.Array => $"{Element!.Canonical}[]",
            TypeKind.FixedArray => $"{Element!.Canonical}[{Size}]",
            TypeKind.Tuple => $"({string.Join(",", Struct!.Fields.Select(f => f.Type.Canonical))})",
            _ => Kind.ToString().ToLowerInvariant(),
        };
}
