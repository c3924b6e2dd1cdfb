namespace QLStake.Evm.Abi.Schema;

/// <summary>The families of ABI types.</summary>
public enum AbiKind
{
    Unsigned,
    Signed,
    Address,
    Bool,
    FixedBytes,
    Bytes,
    Text,
    Array,
    FixedArray,
    Tuple,
}
