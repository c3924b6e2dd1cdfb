using QLStake.Evm.Generator.Model;

namespace QLStake.Evm.Generator.Emit;

/// <summary>A record for a struct.</summary>
internal static class StructEmitter
{
    public static void Emit(CodeWriter code, AbiStruct structure)
    {
        var type = new AbiType(TypeKind.Tuple, Struct: structure);
        var record = new RecordEmitter(code, structure.Name, structure.Fields);
        record.Open($"Struct {structure.QualifiedName}.", implements: "");
        _ = code.Line("/// <summary>Bytes of its heads.</summary>")
            .Line($"public const int HeadSize = {type.InlineSize};")
            .Gap()
            .Line("/// <summary>Reads it from where the reader stands: inside its frame, if it has one.</summary>")
            .Open($"public static {structure.Name} Read(ref global::QLStake.Evm.Abi.AbiReader reader)");
        record.ReadFields();
        _ = code.Close()
            .Gap()
            .Line("/// <summary>Writes it where the writer stands: inside its frame, if it has one.</summary>")
            .Open("public void Write(ref global::QLStake.Evm.Abi.AbiWriter writer)");
        record.WriteFields();
        _ = code.Close();
        EmitWhole(code, type);
        _ = code.Close();
    }

    private static void EmitWhole(CodeWriter code, AbiType type)
    {
        _ = code.Gap()
            .Line("/// <summary>The bytes of Solidity's <c>abi.encode</c> of this struct.</summary>")
            .Open("public byte[] Encode()")
            .Line($"var writer = new global::QLStake.Evm.Abi.AbiWriter({type.HeadSize});");
        new WriteEmitter(code).Write(type, "this");
        _ = code.Line("return writer.Finish();")
            .Close()
            .Gap()
            .Line("/// <summary>Reads what Solidity's <c>abi.encode</c> of this struct gives.</summary>")
            .Line(
                "/// <exception cref=\"global::QLStake.Evm.Abi.AbiException\">The bytes are something else.</exception>"
            )
            .Open($"public static {type.Struct!.Name} Decode(global::System.ReadOnlySpan<byte> data)")
            .Line("var reader = new global::QLStake.Evm.Abi.AbiReader(data);");
        var value = new ReadEmitter(code).Read(type);
        _ = code.Line($"return {value};").Close();
    }
}
