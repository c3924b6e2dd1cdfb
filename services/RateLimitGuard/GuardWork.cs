using QLStake.Hosting;

namespace QLStake.RateLimitGuard;

/// <summary>What the guard is made of besides its store, its log and its endpoints.</summary>
internal static class GuardWork
{
    /// <exception cref="ConfigurationException">A setting is missing or unreadable; the message names it.</exception>
    public static IServiceCollection AddGuard(this IServiceCollection services, IConfiguration configuration)
    {
        var chains = GuardedChains.Read(configuration, TimeProvider.System);
        return services
            .AddSingleton(chains)
            .AddSingleton(PolicySettings.Read(configuration, chains.All.Select(chain => chain.Selector)))
            .AddSingleton(GuardKey.Read(configuration, chains))
            .AddSingleton(GuardedChains.Configured(configuration, chains))
            .AddHostedService<ChainWatch>()
            .AddSingleton<LockVerifier>()
            .AddSingleton<AskForMint>()
            .AddSingleton<AnswerMint>()
            .AddSingleton<AskForRefund>()
            .AddSingleton<AnswerRefund>()
            .AddSingleton<AskForHeartbeat>()
            .AddSingleton<AnswerHeartbeat>()
            .AddSingleton(provider => OperatorSettings.Read(configuration, provider.GetRequiredService<Guardian>()))
            .AddSingleton<Holds>()
            .AddSingleton<ISampled, GuardSample>();
    }
}
