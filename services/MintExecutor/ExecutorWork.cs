using Marten;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using QLStake.Evm;
using QLStake.Hosting;

namespace QLStake.MintExecutor;

/// <summary>Puts the workers together: one for each hub chain, all with the same key and settings.</summary>
internal static class ExecutorWork
{
    public static void AddExecutor(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = ExecutorSettings.Read(configuration);
        var hubs = Hubs(configuration);
        if (hubs.Count == 0)
            throw ConfigurationException.Of("Chains:<i>:Hub", "a hub on at least one chain", null);
        var accounts = hubs.Select(HubChain.Of)
            .ToDictionary(hub => hub, hub => new Transactions(hub, ExecutorKey.Read(configuration, hub), settings));
        services.AddSingleton(hubs).AddHostedService<ChainWatch>();
        services.AddSingleton<WorkSignal>().AddSingleton<TakeMint>();
        services.AddHostedService(provider => new HubWorkers(
            accounts.ToDictionary(
                pair => $"executor-{pair.Key.Selector}-{pair.Value.Account}",
                pair => Worker(provider, pair.Key, pair.Value, settings)
            ),
            provider.GetRequiredService<Leases>()
        ));
    }

    private static IReadOnlyList<ConfiguredChain> Hubs(IConfiguration configuration) =>
        [
            .. ChainSettings
                .ReadAll(configuration)
                .Select((chain, index) => (chain, index))
                .Where(pair => pair.chain.Hub is not null)
                .Select(pair => new ConfiguredChain(
                    pair.chain,
                    pair.index,
                    EvmChain.Create(pair.chain.ClientOptions(pair.index), TimeProvider.System)
                )),
        ];

    private static HubWorker Worker(
        IServiceProvider provider,
        HubChain hub,
        Transactions transactions,
        ExecutorSettings settings
    )
    {
        var (streams, time) = (
            provider.GetRequiredService<StreamsFactory>(),
            provider.GetRequiredService<TimeProvider>()
        );
        return new(
            hub,
            new(hub, transactions, settings, streams, time),
            new(hub, transactions, settings, streams, provider.GetRequiredService<IDocumentStore>(), time),
            streams,
            provider.GetRequiredService<WorkSignal>(),
            settings,
            provider.GetRequiredService<ServiceStatus>(),
            provider.GetRequiredService<ILogger<HubWorker>>()
        );
    }
}
