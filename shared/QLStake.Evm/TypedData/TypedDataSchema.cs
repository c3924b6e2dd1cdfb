using System.Collections.Immutable;
using System.Text.Json;

namespace QLStake.Evm;

/// <summary>The struct types of an EIP-712 document.</summary>
internal sealed class TypedDataSchema
{
    public sealed record Member(string Name, string TypeName, TypedDataType Type);

    private readonly Dictionary<string, ImmutableArray<Member>> _structs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, B256> _typeHashes = new(StringComparer.Ordinal);

    /// <summary>Reads the <c>types</c> object: struct name → [{name, type}].</summary>
    public static TypedDataSchema Read(JsonElement types)
    {
        var schema = new TypedDataSchema();
        foreach (var type in types.EnumerateObject())
        {
            if (TypedDataType.IsElementary(type.Name))
            {
                throw new EvmDataException($"Expected a struct's name, found the elementary type {type.Name}.");
            }
            schema._structs.Add(
                TypedDataType.Identifier(type.Name),
                [.. type.Value.EnumerateArray().Select(ReadMember)]
            );
        }
        return schema;
    }

    public bool Defines(string structName) => _structs.ContainsKey(structName);

    public void Define(string structName, IEnumerable<Member> members) => _structs.Add(structName, [.. members]);

    public ImmutableArray<Member> MembersOf(string structName) =>
        _structs.TryGetValue(structName, out var members)
            ? members
            : throw new EvmDataException($"Expected a definition of the type {structName}, found none.");

    public B256 TypeHash(string structName)
    {
        if (!_typeHashes.TryGetValue(structName, out var hash))
        {
            hash = Eip712.TypeHash(EncodeType(structName));
            _typeHashes.Add(structName, hash);
        }
        return hash;
    }

    /// <summary>encodeType: the struct, then every struct it refers to, by name.</summary>
    public string EncodeType(string structName)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal) { structName };
        var open = new Queue<string>([structName]);
        while (open.TryDequeue(out var next))
        {
            foreach (var member in MembersOf(next))
            {
                if (Innermost(member.Type) is TypedDataType.Struct inner && reached.Add(inner.Name))
                {
                    open.Enqueue(inner.Name);
                }
            }
        }
        reached.Remove(structName);
        return string.Concat(reached.Order(StringComparer.Ordinal).Prepend(structName).Select(Declaration));
    }

    private string Declaration(string structName) =>
        $"{structName}({string.Join(',', MembersOf(structName).Select(member => $"{member.TypeName} {member.Name}"))})";

    private static TypedDataType Innermost(TypedDataType type)
    {
        while (type is TypedDataType.Array array)
        {
            type = array.Element;
        }
        return type;
    }

    private static Member ReadMember(JsonElement member)
    {
        var type = member.GetProperty("type").GetString() ?? "";
        var name = member.GetProperty("name").GetString() ?? "";
        return new Member(TypedDataType.Identifier(name), type, TypedDataType.Parse(type));
    }
}
