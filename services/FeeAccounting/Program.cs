using QLStake.Contracts;
using QLStake.FeeAccounting;
using QLStake.Hosting;

await QLStakeService.RunAsync(
    ServiceNames.FeeAccounting,
    args,
    service =>
    {
        var chains = FeeChains.Read(service.Configuration, TimeProvider.System);
        service.Services.AddSingleton(chains).AddSingleton(chains.All).AddHostedService<ChainWatch>();
        service.Services.AddSingleton(QuoteSettings.Read(service.Configuration));
        service.Services.AddSingleton(BookSettings.Read(service.Configuration)).AddSingleton<StatementReader>();
        service.Services.AddSingleton<ChainConsumer>().AddSingleton<FeeQueries>().AddSingleton<LedgerQueries>();
        service.Services.AddSingleton<Quoter>().AddSingleton<StakeQuoter>().AddSingleton<RedeemQuoter>();
        service.Services.AddSingleton<TransferQuoter>().AddSingleton<QuoteViews>().AddSingleton<LaneClock>();
        service.Services.AddSingleton<GuardLimits>().AddSingleton<Tokens>();
        service.Services.AddSingleton<BooksReader>().AddSingleton<ChainReader>().AddSingleton<WatcherHeights>();
        service.Services.AddSingleton<ISampled, BookSample>().AddSingleton<ISampled, ReconciliationSample>();
        service.Services.AddSingleton<ISampled, SolvencySample>().AddSingleton<SolvencyReader>();
        service.Services.AddSingleton<Candidates>().AddSingleton<Reconciler>().AddSingleton<IWork, ReconcileSchedule>();
        service
            .Stores(FeeStore.Configure)
            .Shows(FeeStore.Show)
            .Reads(inbox =>
                inbox
                    .From(ServiceNames.ChainWatcher)
                    .On<BlockObserved, ChainConsumer>()
                    .On<ChainReorged, ChainConsumer>()
                    .On<ChainFinalized, ChainConsumer>()
            )
            .Serves(FeeEndpoints.Map)
            .Serves(QuoteEndpoints.Map)
            .Serves(ReconcileEndpoints.Map)
            .Serves(SubsidyEndpoints.Map)
            .Administers(ReconcileEndpoints.MapAdmin);
    }
);
