namespace QLStake.Benchmarks;

/// <summary>
/// The ratios that <see cref="EventDecoding"/> is to reach, for machines that are busy with other work: both passes take
/// turns, and processor time is compared instead of time on the clock; the least of many turns is the one least disturbed.
/// </summary>
internal static class DecodingRatios
{
    private const int Warmup = 15;
    private const int Turns = 41;

    public static void Print()
    {
        var decoding = new EventDecoding();
        decoding.Prepare();
        Print("flat", 3, () => decoding.FlatJsonOnly(), () => decoding.FlatEvents());
        Print("deep", 2, () => decoding.DeepJsonOnly(), () => decoding.DeepEvents());
    }

    private static void Print(string name, double wanted, Func<object> jsonOnly, Func<object> events)
    {
        var turns = Enumerable
            .Range(0, Warmup + Turns)
            .Select(_ => (Json: ProcessorTime(jsonOnly), Events: ProcessorTime(events)))
            .Skip(Warmup)
            .ToList();
        foreach (var (quantile, at) in new[] { ("least", 0), ("median", Turns / 2) })
        {
            var (json, typed) = (
                turns.Select(t => t.Json).Order().ElementAt(at),
                turns.Select(t => t.Events).Order().ElementAt(at)
            );
            Console.WriteLine(
                $"{name}, {quantile} of {Turns}: JSON only {json:f1} ms, to typed events {typed:f1} ms, ratio {typed / json:f2} (wanted: at most {wanted:f0})"
            );
        }
    }

    private static double ProcessorTime(Func<object> pass)
    {
        // As BenchmarkDotNet does: no pass pays for the garbage of the one before.
        GC.Collect();
        var before = Environment.CpuUsage.TotalTime;
        GC.KeepAlive(pass());
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
    }
}
