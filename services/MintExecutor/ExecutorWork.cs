using Marten;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using QLStake.Evm;
using QLStake.Hosting;

namespace QLStake.MintExecutor;

/// <summary>Puts the workers together: one for each chain with a hub or a satellite on which the executor has an account.</summary>
internal static class ExecutorWork
{
    /// <exception cref="ConfigurationException">No hub, or no key for one.</exception>
    public static void AddExecutor(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = ExecutorSettings.Read(configuration);
        var all = ChainSettings.ReadAll(configuration);
        if (all.All(chain => chain.Hub is null))
            throw ConfigurationException.Of("Chains:<i>:Hub", "a hub on at least one chain", null);
        var plan = AccountPlan.Read(configuration, all);
        services.AddSingleton<IReadOnlyList<ConfiguredChain>>(plan.Served).AddHostedService<ChainWatch>();
        services.AddSingleton<WorkSignal>().AddSingleton<TakeMint>().AddSingleton<TakeOperation>();
        services.AddSingleton(new OurContracts(all)).AddSingleton(plan).AddSingleton<ISampled, AccountSample>();
        services.AddSingleton<ISampled, QueueSample>();
        services.AddHostedService(provider => new UnservedNotice(
            plan.Unserved,
            provider.GetRequiredService<ServiceStatus>(),
            provider.GetRequiredService<ILogger<UnservedNotice>>()
        ));
        services.AddSingleton<IWork>(provider => new AccountWorkers([
            .. plan.Accounts.Select(account =>
                Worker(
                    provider,
                    account.Chain,
                    new(account.Chain, account.Signer, settings),
                    settings,
                    FlushPlan.Of(account.Chain, all, configuration)
                )
            ),
        ]));
    }

    private static AccountWorker Worker(
        IServiceProvider provider,
        ServedChain chain,
        Transactions transactions,
        ExecutorSettings settings,
        FlushPlan flushes
    )
    {
        var (streams, time) = (
            provider.GetRequiredService<StreamsFactory>(),
            provider.GetRequiredService<TimeProvider>()
        );
        var (store, status) = (
            provider.GetRequiredService<IDocumentStore>(),
            provider.GetRequiredService<ServiceStatus>()
        );
        return new(
            chain,
            new(chain, transactions, settings, streams, time),
            chain.Hub is { } hub ? new(chain, hub, transactions, settings, streams, store, time) : null,
            new(chain, transactions, settings, streams, store, time),
            new(
                chain,
                flushes,
                new(chain, transactions.Account),
                streams,
                status,
                time,
                provider.GetRequiredService<ILogger<FlushKeeper>>()
            ),
            streams,
            provider.GetRequiredService<WorkSignal>().Listen(),
            settings,
            status,
            provider.GetRequiredService<ILogger<AccountWorker>>()
        );
    }
}
