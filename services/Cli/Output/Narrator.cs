using Spectre.Console;

namespace QLStake.Cli;

/// <summary>Tells what happens as it happens, each line with the seconds since the beginning.</summary>
public sealed class Narrator(TimeProvider time) : IProgress<string>
{
    private long began = time.GetTimestamp();

    /// <summary>Seconds count from here.</summary>
    public void Begin() => began = time.GetTimestamp();

    /// <inheritdoc/>
    public void Report(string value) => Tell(value);

    /// <summary>A line with its time.</summary>
    public void Tell(string line) =>
        AnsiConsole.MarkupLineInterpolated($"[grey]{time.GetElapsedTime(began).TotalSeconds, 7:0.00} s[/]  {line}");

    /// <summary>A line that begins something new.</summary>
    public static void Head(string line)
    {
        AnsiConsole.WriteLine();
        AnsiConsole.MarkupLineInterpolated($"[bold]{line}[/]");
    }

    /// <summary>A line below another.</summary>
    public static void Note(string line) => AnsiConsole.MarkupLineInterpolated($"           {line}");
}
