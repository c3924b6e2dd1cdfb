namespace QLStake.Evm.Abi.Schema;

/// <summary>The families of ABI types.</summary>
public enum AbiKind
{
    UnsignedNumber,
    SignedNumber,
    Address,
    Bool,
    FixedBytes,
    Bytes,
    Text,
    Array,
    FixedArray,
    Tuple,
}
