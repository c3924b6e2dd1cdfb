namespace QLStake.Console;

/// <summary>A transaction as it is laid before a wallet: prepared here, signed and sent there.</summary>
/// <param name="What">What it does, in words that go on from "Sign to …".</param>
/// <param name="Value">Wei sent along.</param>
public sealed record Order(string What, ChainPlace Chain, Address To, ReadOnlyMemory<byte> Data, U256 Value);
