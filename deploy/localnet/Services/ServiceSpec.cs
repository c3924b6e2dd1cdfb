using QLStake.Contracts;

namespace QLStake.Localnet.Services;

/// <summary>A service of this checkout as the localnet runs it.</summary>
/// <param name="Name">Its name in queues, feeds and logs.</param>
/// <param name="Project">Its project folder below <c>services/</c>, which its assembly is named after.</param>
/// <param name="HasStore">Whether it owns a database.</param>
public sealed record ServiceSpec(string Name, string Project, bool HasStore)
{
    public const string ConsoleName = "console";

    public static readonly IReadOnlyList<ServiceSpec> All =
    [
        new(ServiceNames.ChainWatcher, "ChainWatcher", HasStore: true),
        new(ServiceNames.MessageRouter, "MessageRouter", HasStore: true),
        new(ServiceNames.RateLimitGuard, "RateLimitGuard", HasStore: true),
        new(ServiceNames.MintExecutor, "MintExecutor", HasStore: true),
        new(ServiceNames.FeeAccounting, "FeeAccounting", HasStore: true),
        new(ConsoleName, "Console", HasStore: false),
    ];

    /// <summary>One database per service: <c>chain-watcher</c> owns <c>chain_watcher</c>.</summary>
    public string Database => Name.Replace('-', '_');
}
