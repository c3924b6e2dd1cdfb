using System.Text;

namespace QLStake.Evm.Generator.Emit;

/// <summary>Lines of C# with their indentation.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder _text = new();
    private int _level;
    private bool _justOpened = true;

    public CodeWriter Line(string line)
    {
        _ = _text.Append(' ', line.Length == 0 ? 0 : 4 * _level).Append(line).Append('\n');
        _justOpened = false;
        return this;
    }

    /// <summary>An empty line between members, but none after an opening brace.</summary>
    public CodeWriter Gap() => _justOpened ? this : Line("");

    public CodeWriter Open(string header)
    {
        _ = Line(header).Line("{");
        _level++;
        _justOpened = true;
        return this;
    }

    public CodeWriter Close()
    {
        _level--;
        return Line("}");
    }

    public override string ToString() => _text.ToString();
}
