using System.Collections.Generic;
using System.Linq;
using QLStake.Evm.Generator.Model;

namespace QLStake.Evm.Generator.Emit;

/// <summary>What all generated records share: their header, and encoding and decoding their fields in order.</summary>
internal sealed class RecordEmitter
{
    private readonly CodeWriter _code;
    private readonly IReadOnlyList<AbiParameter> _fields;

    public RecordEmitter(CodeWriter code, string name, IReadOnlyList<AbiParameter> fields, string unnamed = "Arg")
    {
        _code = code;
        _fields = fields;
        Name = name;
        Properties = Identifier.Properties(fields.Select(f => f.Name), name, unnamed);
    }

    public string Name { get; }

    public IReadOnlyList<string> Properties { get; }

    public int HeadSize => _fields.Sum(f => f.Type.HeadSize);

    /// <summary>Opens the record's body.</summary>
    public void Open(string summary, string implements)
    {
        var parameters = _fields.Select((f, i) => $"{TypeText.CSharp(f)} {Properties[i]}");
        var bases = implements.Length == 0 ? "" : $" : {implements}";
        _ = _code
            .Gap()
            .Line($"/// <summary>{Identifier.Xml(summary)}</summary>")
            .Open($"public sealed record {Name}({string.Join(", ", parameters)}){bases}");
    }

    /// <summary>Reads all fields from <c>reader</c> and returns a new record.</summary>
    public void ReadFields()
    {
        var reads = new ReadEmitter(_code);
        var values = _fields.Select(f => reads.Read(f.Type)).ToList();
        _ = _code.Line($"return new {Name}({string.Join(", ", values)});");
    }

    /// <summary>Writes all fields to <c>writer</c>.</summary>
    public void WriteFields()
    {
        var writes = new WriteEmitter(_code);
        for (var i = 0; i < _fields.Count; i++)
        {
            writes.Write(_fields[i].Type, Properties[i]);
        }
    }

    /// <summary>A method <c>Encode</c> whose bytes start with <paramref name="prefix"/>.</summary>
    public void Encode(string summary, string parameters, string prefix)
    {
        _ = _code
            .Gap()
            .Line($"/// <summary>{summary}</summary>")
            .Open($"public byte[] Encode({parameters})")
            .Line($"var writer = new global::QLStake.Evm.Abi.AbiWriter({HeadSize}{prefix});");
        WriteFields();
        _ = _code.Line("return writer.Finish();").Close();
    }

    /// <summary>A static method that decodes bytes into the record, after the selector if there is one.</summary>
    public void Decode(string method, string summary, string arguments)
    {
        _ = _code
            .Gap()
            .Line($"/// <summary>{summary}</summary>")
            .Line(
                "/// <exception cref=\"global::QLStake.Evm.Abi.AbiException\">The bytes are something else.</exception>"
            )
            .Open($"public static {Name} {method}(global::System.ReadOnlySpan<byte> data)")
            .Line($"var reader = new global::QLStake.Evm.Abi.AbiReader({arguments});");
        ReadFields();
        _ = _code.Close();
    }
}
