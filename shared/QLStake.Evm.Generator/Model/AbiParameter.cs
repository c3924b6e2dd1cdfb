namespace QLStake.Evm.Generator.Model;

/// <summary>A parameter, field or result.</summary>
/// <param name="Name">As the ABI gives it; may be empty.</param>
/// <param name="Indexed">Of an event: held in a topic.</param>
internal sealed record AbiParameter(string Name, AbiType Type, bool Indexed);
