using QLStake.Evm.Generator.Model;

namespace QLStake.Evm.Generator.Emit;

/// <summary>How an ABI type is spelled in C#, and how one word of it is read and written.</summary>
internal static class TypeText
{
    public static string CSharp(AbiType type) =>
        type.Kind switch
        {
            TypeKind.UInt when type.Size <= 8 => "byte",
            TypeKind.UInt when type.Size <= 16 => "ushort",
            TypeKind.UInt when type.Size <= 32 => "uint",
            TypeKind.UInt when type.Size <= 64 => "ulong",
            TypeKind.UInt => "global::QLStake.U256",
            TypeKind.Int when type.Size <= 8 => "sbyte",
            TypeKind.Int when type.Size <= 16 => "short",
            TypeKind.Int when type.Size <= 32 => "int",
            TypeKind.Int when type.Size <= 64 => "long",
            TypeKind.Int => "global::System.Numerics.BigInteger",
            TypeKind.Address => "global::QLStake.Address",
            TypeKind.Bool => "bool",
            TypeKind.FixedBytes when type.Size == 32 => "global::QLStake.B256",
            TypeKind.FixedBytes or TypeKind.Bytes => "byte[]",
            TypeKind.String => "string",
            TypeKind.Tuple => type.Struct!.Reference,
            _ => CSharp(type.Element!) + "[]",
        };

    /// <summary>An event's parameter: only the hash of what does not fit a topic is there.</summary>
    public static string CSharp(AbiParameter parameter) =>
        parameter.Indexed && !parameter.Type.FitsTopic ? "global::QLStake.B256" : CSharp(parameter.Type);

    /// <summary>An expression that reads a value whose encoding is a head, or a head and one tail of bytes.</summary>
    public static string Read(AbiType type) =>
        type.Kind switch
        {
            TypeKind.UInt when type.Size > 64 => $"reader.ReadU256({type.Size})",
            TypeKind.UInt => $"{Cast(type)}reader.ReadUInt64({type.Size})",
            TypeKind.Int when type.Size > 64 => $"reader.ReadBigInteger({type.Size})",
            TypeKind.Int => $"{Cast(type)}reader.ReadInt64({type.Size})",
            TypeKind.FixedBytes when type.Size == 32 => "reader.ReadB256()",
            TypeKind.FixedBytes => $"reader.ReadFixedBytes({type.Size})",
            _ => $"reader.Read{type.Kind}()",
        };

    /// <summary>An expression that reads a value from a topic.</summary>
    public static string ReadTopic(AbiType type, string topic)
    {
        var word = $"global::QLStake.Evm.Abi.AbiWord.To";
        return type.Kind switch
        {
            _ when !type.FitsTopic => topic,
            TypeKind.FixedBytes when type.Size == 32 => topic,
            TypeKind.UInt when type.Size > 64 => $"{word}U256({topic}.AsSpan(), {type.Size})",
            TypeKind.UInt => $"{Cast(type)}{word}UInt64({topic}.AsSpan(), {type.Size})",
            TypeKind.Int when type.Size > 64 => $"{word}BigInteger({topic}.AsSpan(), {type.Size})",
            TypeKind.Int => $"{Cast(type)}{word}Int64({topic}.AsSpan(), {type.Size})",
            TypeKind.FixedBytes => $"{word}Bytes({topic}.AsSpan(), {type.Size})",
            _ => $"{word}{type.Kind}({topic}.AsSpan())",
        };
    }

    /// <summary>A statement that writes a value whose encoding is a head, or a head and one tail of bytes.</summary>
    public static string Write(AbiType type, string value) =>
        type.Kind switch
        {
            TypeKind.UInt when type.Size > 64 => $"writer.WriteU256({value}, {type.Size});",
            TypeKind.UInt => $"writer.WriteUInt64({value}, {type.Size});",
            TypeKind.Int => $"writer.WriteInt({value}, {type.Size});",
            TypeKind.FixedBytes when type.Size == 32 => $"writer.WriteB256({value});",
            TypeKind.FixedBytes => $"writer.WriteFixedBytes({value}, {type.Size});",
            _ => $"writer.Write{type.Kind}({value});",
        };

    private static string Cast(AbiType type) => CSharp(type) is "ulong" or "long" ? "" : $"({CSharp(type)})";
}
