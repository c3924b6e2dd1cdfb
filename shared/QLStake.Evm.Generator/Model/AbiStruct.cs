using System.Collections.Generic;

namespace QLStake.Evm.Generator.Model;

/// <summary>A struct of the contract. One instance for each distinct struct, so that its C# name can be settled last.</summary>
internal sealed class AbiStruct
{
    public AbiStruct(string qualifiedName, IReadOnlyList<AbiParameter> fields)
    {
        QualifiedName = qualifiedName;
        Fields = fields;
    }

    /// <summary>As internalType gives it (<c>Client.EVMTokenAmount</c>), or made from the parameter's name.</summary>
    public string QualifiedName { get; }

    public IReadOnlyList<AbiParameter> Fields { get; }

    /// <summary>The C# name, unique in the contract's class.</summary>
    public string Name { get; set; } = "";

    /// <summary>The whole name, which no property of the same name can hide.</summary>
    public string Reference { get; set; } = "";
}
