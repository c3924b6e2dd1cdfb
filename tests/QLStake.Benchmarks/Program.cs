using BenchmarkDotNet.Running;

namespace QLStake.Benchmarks;

/// <summary>
/// <c>dotnet run -c Release --project tests/QLStake.Benchmarks -- --filter '*'</c>, or <c>-- ratios</c> for the ratios alone.
/// </summary>
internal static class Program
{
    private static void Main(string[] args)
    {
        if (args is ["ratios"])
        {
            DecodingRatios.Print();
            return;
        }
        _ = BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
    }
}
