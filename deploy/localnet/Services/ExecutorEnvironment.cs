using QLStake.Localnet.Chains;

namespace QLStake.Localnet.Services;

/// <summary>The executor's account, the same on every chain, and how long a localnet's batches wait.</summary>
internal static class ExecutorEnvironment
{
    private const string Batching = "QLSTAKE__EXECUTOR__BATCHING";

    // Long enough that stakes queued one after another go together, short enough to watch.
    public const string MaxWait = "00:00:10";
    private const string RefundMaxWait = "00:00:01";

    public static IEnumerable<(string Name, string Value)> Executor(IReadOnlyList<LocalChain> chains)
    {
        yield return ("QLSTAKE__EXECUTOR__KEY", $"{DevelopmentAccount.Executor.Secret}");
        yield return ($"{Batching}__MAXWAIT", MaxWait);
        yield return ($"{Batching}__REFUNDMAXWAIT", RefundMaxWait);
        foreach (var chain in chains.Where(chain => chain.Protocol.TestAsset is not null))
        {
            var assets = $"{Batching}__CHAINS__{chain.Spec.Selector}__ASSETS";
            yield return ($"{assets}__0", $"{default(Address)}");
            yield return ($"{assets}__1", $"{chain.Protocol.TestAsset}");
        }
    }
}
