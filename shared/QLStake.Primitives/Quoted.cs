namespace QLStake;

/// <summary>How found text appears in an error message: quoted, and cut so that hostile input cannot flood a log.</summary>
internal static class Quoted
{
    private const int Shown = 96;

    public static string Shorten(ReadOnlySpan<char> text) =>
        text.Length <= Shown ? $"\"{text}\"" : $"\"{text[..Shown]}…\" ({text.Length} characters)";
}
