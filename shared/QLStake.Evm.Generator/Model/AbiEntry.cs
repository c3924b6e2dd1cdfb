using System.Collections.Generic;
using System.Linq;

namespace QLStake.Evm.Generator.Model;

/// <summary>An event, error or function.</summary>
/// <param name="Outputs">Of a function; else empty.</param>
/// <param name="Anonymous">Of an event: its signature is not its first topic.</param>
internal sealed record AbiEntry(
    string Name,
    IReadOnlyList<AbiParameter> Inputs,
    IReadOnlyList<AbiParameter> Outputs,
    bool Anonymous
)
{
    public string Signature => $"{Name}({string.Join(",", Inputs.Select(i => i.Type.Canonical))})";
}
