using System.Diagnostics.Metrics;
using QLStake.Hosting;

namespace QLStake.FeeAccounting;

/// <summary>What the last comparison of each chain's books with the chain found.</summary>
internal sealed class ReconciliationSample(StreamsFactory streams, FeeChains chains) : ISampled
{
    private static readonly SampledGauge Difference = new(
        "qlstake.fees.difference",
        "{unit}",
        "Books minus chain at the last comparison, the token's smallest unit, by chain, token and what was compared"
    );

    private static readonly SampledGauge Flaws = new(
        "qlstake.fees.flaws",
        "{account}",
        "Ledger balances that their postings do not add up to, by chain"
    );

    private static readonly SampledGauge Compared = new(
        "qlstake.fees.compared.timestamp",
        "s",
        "When a chain's books were last compared with it, Unix time, by chain"
    );

    public TimeSpan Every { get; } = TimeSpan.FromSeconds(5);

    public IReadOnlyList<SampledGauge> Gauges => [Difference, Flaws, Compared];

    public async Task SampleAsync(CancellationToken ct)
    {
        var differences = new List<Measurement<double>>();
        var (flaws, compared) = (new List<Measurement<double>>(), new List<Measurement<double>>());
        await using var unit = streams.Open();
        foreach (var chain in chains.All)
        {
            var known = await unit.LoadAsync<Reconciliation>(FeeStreams.Reconciliation(chain.Selector), ct);
            if (known.Last is not { } last)
                continue;
            (string, string) on = ("chain", chain.Name);
            compared.Add(Measure.Of(last.At.ToUnixTimeMilliseconds() / 1_000d, on));
            flaws.Add(Measure.Of(last.Flaws.Count, on));
            foreach (var check in last.Checks)
                differences.Add(
                    Measure.Of(
                        (double)check.Difference.Value,
                        on,
                        ("token", check.Token.ToString()),
                        ("what", check.What)
                    )
                );
        }
        Difference.Tell(differences);
        Flaws.Tell(flaws);
        Compared.Tell(compared);
    }
}
