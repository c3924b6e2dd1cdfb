using System.Collections.Concurrent;
using System.Globalization;
using QLStake.Contracts;
using QLStake.Localnet;

namespace QLStake.Benchmarks.Fees;

/// <summary>How many quotes a second fee-accounting gives on a localnet, and how long one takes.</summary>
internal static class QuoteFigures
{
    private const int AtOnce = 4;

    public static async Task PrintAsync(int quotes, CancellationToken stop)
    {
        var time = TimeProvider.System;
        var options = new LocalNetworkOptions { Instance = "quotes" };
        await using var network = await LocalNetwork.StartAsync(options, null, stop);
        using var http = new HttpClient { BaseAddress = network.Services[ServiceNames.FeeAccounting].Address };
        await AskAsync(http, 0, stop);
        var times = new ConcurrentBag<double>();

        var began = time.GetTimestamp();
        await Parallel.ForEachAsync(
            Enumerable.Range(1, quotes),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop },
            async (amount, ct) =>
            {
                var asked = time.GetTimestamp();
                await AskAsync(http, amount, ct);
                times.Add(time.GetElapsedTime(asked).TotalMilliseconds);
            }
        );
        var took = time.GetElapsedTime(began).TotalSeconds;

        double[] sorted = [.. times.Order()];
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"| {quotes} quotes, {AtOnce} at once | {quotes / took:f0} a second | p50 {sorted[quotes / 2]:f1} ms, p99 {sorted[quotes * 99 / 100]:f1} ms |"
        );
        Console.WriteLine(line);
    }

    private static async Task AskAsync(HttpClient http, int amount, CancellationToken stop)
    {
        var query =
            $"/quotes?chain=avalanche&asset=native&amount={1_000_000 + amount}&receiver=0x00000000000000000000000000000000000a11ce";
        using var answer = await http.GetAsync(new Uri(query, UriKind.Relative), stop);
        answer.EnsureSuccessStatusCode();
        await answer.Content.ReadAsByteArrayAsync(stop);
    }
}
