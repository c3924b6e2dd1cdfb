using QLStake.Evm.Generator.Model;

namespace QLStake.Evm.Generator.Emit;

/// <summary>Statements that read a value into a local.</summary>
internal sealed class ReadEmitter(CodeWriter code)
{
    private int _locals;

    /// <summary>Reads the next value of <c>reader</c>; returns the expression that holds it.</summary>
    public string Read(AbiType type)
    {
        switch (type.Kind)
        {
            case TypeKind.Tuple:
                return Tuple(type);
            case TypeKind.Array:
                return Array(type);
            case TypeKind.FixedArray:
                return FixedArray(type);
            default:
                var value = Local("value");
                _ = code.Line($"var {value} = {TypeText.Read(type)};");
                return value;
        }
    }

    private string Tuple(AbiType type)
    {
        var value = Local("value");
        var frame = type.IsDynamic ? Enter(type) : null;
        _ = code.Line($"var {value} = {type.Struct!.Reference}.Read(ref reader);");
        Leave(frame);
        return value;
    }

    private string Array(AbiType type)
    {
        var (frame, count) = (Local("frame"), Local("count"));
        _ = code.Line($"var {frame} = reader.EnterArray({type.Element!.HeadSize}, out var {count});");
        var value = Elements(type, count);
        Leave(frame);
        return value;
    }

    private string FixedArray(AbiType type)
    {
        var frame = type.IsDynamic ? Enter(type) : null;
        _ = code.Line($"reader.RequireElements({type.Size}, {type.Element!.HeadSize});");
        var value = Elements(type, $"{type.Size}");
        Leave(frame);
        return value;
    }

    private string Elements(AbiType type, string count)
    {
        var (value, index) = (Local("value"), Local("i"));
        _ = code.Line($"var {value} = {NewArray(type.Element!, count)};")
            .Open($"for (var {index} = 0; {index} < {value}.Length; {index}++)");
        var element = Read(type.Element!);
        _ = code.Line($"{value}[{index}] = {element};").Close();
        return value;
    }

    // C# wants the length in the first brackets: an array of three byte[] is new byte[3][].
    private static string NewArray(AbiType element, string count)
    {
        var spelled = TypeText.CSharp(element);
        var bracket = spelled.IndexOf('[');
        return bracket < 0
            ? $"new {spelled}[{count}]"
            : $"new {spelled.Substring(0, bracket)}[{count}]{spelled.Substring(bracket)}";
    }

    private string Enter(AbiType type)
    {
        var frame = Local("frame");
        _ = code.Line($"var {frame} = reader.Enter({type.InlineSize});");
        return frame;
    }

    private void Leave(string? frame)
    {
        if (frame is not null)
        {
            _ = code.Line($"reader.Leave({frame});");
        }
    }

    private string Local(string name) => $"{name}{_locals++}";
}
