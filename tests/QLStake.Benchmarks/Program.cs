using System.Globalization;
using BenchmarkDotNet.Running;
using QLStake.Benchmarks.Fees;
using QLStake.Benchmarks.Localnet;

namespace QLStake.Benchmarks;

/// <summary>
/// <c>dotnet run -c Release --project tests/QLStake.Benchmarks -- --filter '*'</c>, <c>-- ratios</c> for the ratios alone,
/// or <c>-- localnet [stakes one after another] [stakes at once]</c> for the whole system,
/// <c>-- ledger [postings]</c>, <c>-- quotes [quotes]</c> or <c>-- costs</c> for the books; the services must have been built.
/// </summary>
internal static class Program
{
    private static async Task Main(string[] args)
    {
        switch (args)
        {
            case ["ratios"]:
                DecodingRatios.Print();
                return;
            case ["localnet", .. var counts]:
                await LocalnetFigures.PrintAsync(Count(counts, 0, 30), Count(counts, 1, 100), CancellationToken.None);
                return;
            case ["ledger", .. var counts]:
                await LedgerFigures.PrintAsync(Count(counts, 0, 100_000));
                return;
            case ["quotes", .. var counts]:
                await QuoteFigures.PrintAsync(Count(counts, 0, 2_000), CancellationToken.None);
                return;
            case ["costs"]:
                await CostFigures.PrintAsync(CancellationToken.None);
                return;
            default:
                _ = BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
                return;
        }
    }

    private static int Count(string[] counts, int place, int usual) =>
        counts.Length > place ? int.Parse(counts[place], NumberStyles.None, CultureInfo.InvariantCulture) : usual;
}
