using System.Collections.Generic;

namespace QLStake.Evm.Generator.Model;

/// <summary>Everything of a contract's ABI that becomes C#.</summary>
internal sealed record AbiContract(
    IReadOnlyList<AbiStruct> Structs,
    IReadOnlyList<AbiEntry> Events,
    IReadOnlyList<AbiEntry> Errors,
    IReadOnlyList<AbiEntry> Functions,
    AbiEntry? Constructor
);
