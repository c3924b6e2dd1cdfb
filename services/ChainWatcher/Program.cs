using QLStake.ChainWatcher;
using QLStake.Contracts;
using QLStake.Hosting;

var service = QLStakeService.Create(ServiceNames.ChainWatcher, args);
var chains = ChainSettings.ReadAll(service.Configuration);
service.Services.AddSingleton(chains).AddHostedService<ChainWorkers>();
await service.Stores(WatcherStore.Configure).Ships(WatcherMessages.Map(chains)).Serves(WatcherEndpoints.Map).RunAsync();
