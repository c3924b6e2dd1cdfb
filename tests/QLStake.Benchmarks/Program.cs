using BenchmarkDotNet.Running;

namespace QLStake.Benchmarks;

/// <summary>
/// <c>dotnet run -c Release --project tests/QLStake.Benchmarks -- --filter '*'</c>
/// </summary>
internal static class Program
{
    private static void Main(string[] args) => BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
}
