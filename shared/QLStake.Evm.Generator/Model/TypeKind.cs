namespace QLStake.Evm.Generator.Model;

/// <summary>The families of ABI types.</summary>
internal enum TypeKind
{
    UInt,
    Int,
    Address,
    Bool,
    FixedBytes,
    Bytes,
    String,
    Array,
    FixedArray,
    Tuple,
}
