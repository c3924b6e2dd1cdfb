using System.Globalization;
using QLStake.Contracts;
using QLStake.Localnet;
using QLStake.Localnet.Chains;

namespace QLStake.Benchmarks.Localnet;

/// <summary>
/// What a stake costs and how long it takes on a localnet, with the services as the processes they are in production:
/// seconds to ready, memory, stake to mined mint, processor time per stake.
/// </summary>
internal sealed class LocalnetFigures(LocalNetwork network, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan IdleSpan = TimeSpan.FromSeconds(10);

    // Finality follows a mint within half a second, and the services' last events on it.
    private static readonly TimeSpan Afterwards = TimeSpan.FromSeconds(3);

    private readonly Fleet _fleet = new(network.Services, time);
    private readonly Staker _staker = new(network.Chains.Avalanche, time);
    private readonly MintWatch _mints = new(network.Chains.Ethereum, time);

    /// <summary>Brings a localnet up, prints its figures as Markdown and takes it down.</summary>
    /// <param name="alone">Stakes made one after another.</param>
    /// <param name="burst">Stakes made at once.</param>
    public static async Task PrintAsync(int alone, int burst, CancellationToken stop)
    {
        var time = TimeProvider.System;
        var options = new LocalNetworkOptions { Instance = "figures", WithServices = false };
        await using var network = await LocalNetwork.StartAsync(options, null, stop);
        var began = time.GetTimestamp();
        await network.Services.StartAllAsync(stop);
        Say($"All services started at once were ready after {time.GetElapsedTime(began).TotalSeconds:f1} s.");
        await new LocalnetFigures(network, time).RunAsync(alone, burst, stop);
    }

    private async Task RunAsync(int alone, int burst, CancellationToken stop)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var watching = _mints.RunAsync(ending.Token);
        var before = _fleet.Processor;
        var cold = (await OneAfterAnotherAsync(1, stop))[0];
        Say(
            $"The first stake after that was minted {Seconds(cold)} s after it was sent; meanwhile the services used "
                + $"{Seconds(_fleet.Processor - before)} s of processor time.\n"
        );
        await PrintStartsAsync(stop);
        await OneAfterAnotherAsync(3, stop);
        var idle = await _fleet.IdleAsync(IdleSpan, stop);
        var single = await MeasureAsync(() => OneAfterAnotherAsync(alone, stop), idle, stop);
        var many = await MeasureAsync(() => AtOnceAsync(burst, stop), idle, stop);
        Print(idle, single, many);
        await ending.CancelAsync();
        await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task PrintStartsAsync(CancellationToken stop)
    {
        Say("| one service started, the others running | seconds to ready | processor s |\n|---|---|---|");
        foreach (var (service, ready, processor) in await _fleet.RestartEachAsync(stop))
            Say($"| {service} | {Seconds(ready)} | {Seconds(processor)} |");
        Say("");
    }

    private async Task<List<TimeSpan>> OneAfterAnotherAsync(int count, CancellationToken stop)
    {
        var took = new List<TimeSpan>();
        for (var i = 0; i < count; i++)
            took.AddRange(await AtOnceAsync(1, stop));
        return took;
    }

    private async Task<List<TimeSpan>> AtOnceAsync(int count, CancellationToken stop)
    {
        var stakes = await _staker.StakeAsync(count, stop);
        HashSet<StakeId> ids = [.. stakes.Select(stake => stake.Id)];
        await _mints.UntilSeenAsync(ids, Patience, stop);
        return [.. stakes.Select(stake => time.GetElapsedTime(stake.Sent, _mints.Seen[stake.Id]))];
    }

    /// <summary>Times, and the processor time each stake cost each service beyond what idling would have.</summary>
    private async Task<Measured> MeasureAsync(
        Func<Task<List<TimeSpan>>> stake,
        IReadOnlyDictionary<string, double> idle,
        CancellationToken stop
    )
    {
        var (before, began) = (_fleet.Look(), time.GetTimestamp());
        var times = await stake();
        await Task.Delay(Afterwards, time, stop);
        var (after, took) = (_fleet.Look(), time.GetElapsedTime(began));
        var costs = after.ToDictionary(
            service => service.Key,
            service =>
                (service.Value.Processor - before[service.Key].Processor - (took * idle[service.Key])) / times.Count
        );
        times.Sort();
        return new(times, costs, after);
    }

    private static void Print(IReadOnlyDictionary<string, double> idle, Measured single, Measured many)
    {
        Say("| stake sent to mint mined | stakes | median s | p90 s | last s |\n|---|---|---|---|---|");
        foreach (var (title, times) in new[] { ("one after another", single.Times), ("all at once", many.Times) })
            Say(
                $"| {title} | {times.Count} | {Seconds(times[times.Count / 2])} | {Seconds(times[times.Count * 9 / 10])} | {Seconds(times[^1])} |"
            );
        Say(
            "\n| | idle, % of a core | alone, CPU ms a stake | at once, CPU ms a stake | resident MB | its share MB |\n|---|---|---|---|---|---|"
        );
        foreach (var service in idle.Keys)
            Say(
                $"| {service} | {Number(idle[service] * 100)} | {Number(single.Costs[service].TotalMilliseconds)} | "
                    + $"{Number(many.Costs[service].TotalMilliseconds)} | {Megabytes(many.After[service].ResidentBytes)} | "
                    + $"{Megabytes(many.After[service].ShareBytes)} |"
            );
        Say(
            $"| sum | {Number(idle.Values.Sum() * 100)} | {Number(single.Costs.Values.Sum(cost => cost.TotalMilliseconds))} | "
                + $"{Number(many.Costs.Values.Sum(cost => cost.TotalMilliseconds))} | "
                + $"{Megabytes(many.After.Values.Sum(usage => usage.ResidentBytes))} | "
                + $"{Megabytes(many.After.Values.Sum(usage => usage.ShareBytes))} |"
        );
    }

    private static long Megabytes(long bytes) => bytes / 1_000_000;

    private static string Seconds(TimeSpan span) => span.TotalSeconds.ToString("f2", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("f1", CultureInfo.InvariantCulture);

    private static void Say(string line) => Console.WriteLine(line);

    /// <param name="Times">Sorted.</param>
    private sealed record Measured(
        List<TimeSpan> Times,
        IReadOnlyDictionary<string, TimeSpan> Costs,
        IReadOnlyDictionary<string, ProcessUsage> After
    );
}
