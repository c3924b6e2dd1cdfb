using QLStake.ChainWatcher;
using QLStake.Contracts;
using QLStake.Hosting;

await QLStakeService.RunAsync(
    ServiceNames.ChainWatcher,
    args,
    service =>
    {
        var chains = ChainSettings.ReadAll(service.Configuration);
        service.Services.AddSingleton(chains).AddSingleton<IWork, ChainWorkers>();
        service.Stores(WatcherStore.Configure).Ships(WatcherMessages.Map(chains)).Serves(WatcherEndpoints.Map);
    }
);
