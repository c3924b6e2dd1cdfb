using QLStake.Evm;
using QLStake.Hosting;

namespace QLStake.MintExecutor;

/// <summary>What the accounts that pay for gas still hold.</summary>
internal sealed class AccountSample(AccountPlan plan) : ISampled
{
    private static readonly SampledGauge Balance = new(
        "qlstake.executor.balance",
        "{coin}",
        "Native coin of an account that pays for gas, whole coins, by chain and account"
    );

    public TimeSpan Every { get; } = TimeSpan.FromSeconds(15);

    public IReadOnlyList<SampledGauge> Gauges => [Balance];

    /// <summary>A chain that cannot be read hides no other's balance.</summary>
    public async Task SampleAsync(CancellationToken ct)
    {
        var balances = new List<System.Diagnostics.Metrics.Measurement<double>>();
        var failures = new List<Exception>();
        foreach (var (chain, signer) in plan.Accounts)
        {
            try
            {
                var wei = await chain.Rpc.GetBalance(signer.Address, BlockRef.Latest, ct);
                balances.Add(
                    Measure.Of((double)wei / 1e18, ("chain", chain.Name), ("account", signer.Address.ToString()))
                );
            }
            catch (RpcException error)
            {
                failures.Add(error);
            }
        }
        Balance.Tell(balances);
        if (balances.Count == 0 && failures is [var first, ..])
            throw first;
    }
}
