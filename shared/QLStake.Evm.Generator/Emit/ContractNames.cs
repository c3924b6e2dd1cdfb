using System;
using System.Collections.Generic;
using System.Linq;
using QLStake.Evm.Generator.Model;

namespace QLStake.Evm.Generator.Emit;

/// <summary>
/// The names of all types in a contract's class. Events and structs keep their own; calls and errors carry a suffix, since
/// an ERC-20 has both a function <c>transfer</c> and an event <c>Transfer</c>. Adding an entry to an ABI renames no other,
/// except that an overload makes its siblings name their parameters.
/// </summary>
internal sealed class ContractNames
{
    private readonly HashSet<string> _used;
    private readonly Dictionary<AbiEntry, string> _names = [];
    private readonly Dictionary<AbiEntry, string> _results = [];

    public ContractNames(string containingNamespace, string className, AbiContract contract)
    {
        _used = new(StringComparer.Ordinal)
        {
            className,
            "Constructor",
            "DecodeError",
            "Equals",
            "Finalize",
            "GetHashCode",
            "GetType",
            "MemberwiseClone",
            "ReferenceEquals",
            "ToString",
            "TryDecodeEvent",
        };
        NameAll(contract.Events, suffix: "");
        NameAll(contract.Errors, suffix: "Error");
        NameAll(contract.Functions, suffix: "Call");
        foreach (var structure in contract.Structs)
        {
            structure.Name = Unique(StructName(structure, contract.Structs), "Struct");
            structure.Reference = $"global::{containingNamespace}.{className}.{structure.Name}";
        }
    }

    public string this[AbiEntry entry] => _names[entry];

    /// <summary>The record of a function's several results; null where there are not several.</summary>
    public string? ResultOf(AbiEntry function) => _results.TryGetValue(function, out var name) ? name : null;

    private void NameAll(IReadOnlyList<AbiEntry> entries, string suffix)
    {
        foreach (var entry in entries)
        {
            var overloaded = entries.Any(e => e.Name == entry.Name && e.Signature != entry.Signature);
            var name =
                Identifier.Pascal(entry.Name)
                + (overloaded ? string.Concat(entry.Inputs.Select(i => Word(i.Type))) : "");
            var ends = suffix == "Error" && name.EndsWith(suffix, StringComparison.Ordinal);
            _names[entry] = Unique(ends ? name : name + suffix, "");
            if (entry.Outputs.Count > 1)
            {
                _results[entry] = Unique(name + "Result", "");
            }
        }
    }

    private static string StructName(AbiStruct structure, IReadOnlyList<AbiStruct> all)
    {
        var shared = all.Count(s => Short(s) == Short(structure)) > 1;
        return shared ? Identifier.Pascal(structure.QualifiedName) : Short(structure);
    }

    private static string Short(AbiStruct structure) =>
        Identifier.Pascal(structure.QualifiedName.Substring(structure.QualifiedName.LastIndexOf('.') + 1));

    private static string Word(AbiType type) =>
        type.Kind switch
        {
            TypeKind.Array => Word(type.Element!) + "Array",
            TypeKind.FixedArray => Word(type.Element!) + "Array" + type.Size,
            TypeKind.Tuple => Short(type.Struct!),
            _ => Identifier.Pascal(type.Canonical),
        };

    private string Unique(string name, string suffix)
    {
        var unique = name;
        for (var i = 2; !_used.Add(unique); i++)
        {
            unique = suffix.Length > 0 && i == 2 ? name + suffix : name + suffix + i;
        }
        return unique;
    }
}
