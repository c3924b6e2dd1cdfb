namespace QLStake.Evm.Abi.Schema;

/// <summary>A parameter or a tuple's field; the name may be empty.</summary>
public sealed record AbiField(string Name, AbiType Type);
