namespace QLStake.Evm;

/// <summary>A message call to simulate. Value in wei; without gas the node's own limit applies.</summary>
/// <param name="To">Null simulates a contract creation with <paramref name="Data"/> as init code.</param>
public sealed record CallRequest(
    Address? To,
    ReadOnlyMemory<byte> Data,
    Address? From = null,
    U256? Value = null,
    ulong? Gas = null
);
