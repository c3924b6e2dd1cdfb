using QLStake.Evm.Generator.Model;

namespace QLStake.Evm.Generator.Emit;

/// <summary>Statements that write a value.</summary>
internal sealed class WriteEmitter(CodeWriter code)
{
    private int _locals;

    /// <summary>Writes the expression <paramref name="value"/> as the next value of <c>writer</c>.</summary>
    public void Write(AbiType type, string value)
    {
        switch (type.Kind)
        {
            case TypeKind.Tuple:
                Framed(type, () => code.Line($"{value}.Write(ref writer);"));
                break;
            case TypeKind.Array:
                var frame = Local("frame");
                _ = code.Line($"var {frame} = writer.BeginArray({value}.Length, {type.Element!.HeadSize});");
                Elements(type, value);
                _ = code.Line($"writer.End({frame});");
                break;
            case TypeKind.FixedArray:
                _ = code.Line($"global::QLStake.Evm.Abi.AbiException.ThrowIfNotLength({value}.Length, {type.Size});");
                Framed(type, () => Elements(type, value));
                break;
            default:
                _ = code.Line(TypeText.Write(type, value));
                break;
        }
    }

    private void Framed(AbiType type, System.Action write)
    {
        if (!type.IsDynamic)
        {
            write();
            return;
        }
        var frame = Local("frame");
        _ = code.Line($"var {frame} = writer.BeginTuple({type.InlineSize});");
        write();
        _ = code.Line($"writer.End({frame});");
    }

    private void Elements(AbiType type, string value)
    {
        var element = Local("element");
        _ = code.Open($"foreach (var {element} in {value})");
        Write(type.Element!, element);
        _ = code.Close();
    }

    private string Local(string name) => $"{name}{_locals++}";
}
