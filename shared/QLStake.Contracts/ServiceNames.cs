namespace QLStake.Contracts;

/// <summary>The services' names: in configuration, queue names, traces and logs.</summary>
public static class ServiceNames
{
    public const string ChainWatcher = "chain-watcher";
    public const string MessageRouter = "message-router";
    public const string RateLimitGuard = "rate-limit-guard";
    public const string MintExecutor = "mint-executor";
    public const string FeeAccounting = "fee-accounting";
}
