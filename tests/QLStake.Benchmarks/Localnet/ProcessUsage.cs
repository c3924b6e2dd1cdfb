using System.Globalization;

namespace QLStake.Benchmarks.Localnet;

/// <summary>What a process has used so far, from proc(5).</summary>
/// <param name="Processor">User and system time of all its threads, counted in hundredths of a second.</param>
/// <param name="ResidentBytes">Memory resident now, shared pages included.</param>
internal readonly record struct ProcessUsage(TimeSpan Processor, long ResidentBytes)
{
    private const int TicksPerSecond = 100;

    public static ProcessUsage Of(int process) => new(ProcessorTime(process), Resident(process));

    private static TimeSpan ProcessorTime(int process)
    {
        var stat = File.ReadAllText($"/proc/{process}/stat");
        // The second field is the program's name and may hold anything; the third begins after its bracket.
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return TimeSpan.FromSeconds((Number(fields[11]) + Number(fields[12])) / (double)TicksPerSecond);
    }

    private static long Resident(int process) =>
        File.ReadLines($"/proc/{process}/status")
            .Where(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
            .Select(line => Number(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) * 1024)
            .First();

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
