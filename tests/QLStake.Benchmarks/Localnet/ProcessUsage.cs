using System.Globalization;

namespace QLStake.Benchmarks.Localnet;

/// <summary>What a process has used so far, from proc(5).</summary>
/// <param name="Processor">User and system time of all its threads, counted in hundredths of a second.</param>
/// <param name="ResidentBytes">Memory resident now, shared pages included.</param>
/// <param name="ShareBytes">As above, each shared page divided by the number of processes that share it (PSS).</param>
internal readonly record struct ProcessUsage(TimeSpan Processor, long ResidentBytes, long ShareBytes)
{
    private const int TicksPerSecond = 100;

    public static ProcessUsage Of(int process) =>
        new(ProcessorTime(process), Bytes(process, "status", "VmRSS:"), Bytes(process, "smaps_rollup", "Pss:"));

    private static TimeSpan ProcessorTime(int process)
    {
        var stat = File.ReadAllText($"/proc/{process}/stat");
        // The second field is the program's name and may hold anything; the third begins after its bracket.
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return TimeSpan.FromSeconds((Number(fields[11]) + Number(fields[12])) / (double)TicksPerSecond);
    }

    private static long Bytes(int process, string file, string row) =>
        File.ReadLines($"/proc/{process}/{file}")
            .Where(line => line.StartsWith(row, StringComparison.Ordinal))
            .Select(line => Number(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) * 1024)
            .First();

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
