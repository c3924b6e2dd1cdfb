using QLStake.Contracts;
using QLStake.Hosting;
using QLStake.LogProbe;

// The smallest service there can be, on the production wiring: it writes a log as chain-watcher, or reads one as
// fee-accounting. The integration tests run it as a process of its own, so that they can kill it.
await QLStakeService.RunAsync(
    args[0],
    args,
    service =>
    {
        if (args[0] == ServiceNames.ChainWatcher)
            service
                .Ships(
                    new ShippingMap(args[0], ["1", "2", "3"]).Ship<Noted>(
                        noted => noted.Message(),
                        noted => noted.Partition
                    )
                )
                .Serves(ProbeEndpoints.MapWriter);
        else
            service
                .Reads(inbox => inbox.From(ServiceNames.ChainWatcher).On<ChainFinalized, TakeFinalized>())
                .Wakes(wakes => wakes.On<Reminder, WakeReminder>())
                .Serves(ProbeEndpoints.MapReader);
        service.Services.AddSingleton<TakeFinalized>().AddSingleton<WakeReminder>();
        service.Stores(store =>
            store.Events.AddEventTypes([typeof(Noted), typeof(Taken), typeof(Reminded), typeof(ReminderSet)])
        );
    }
);
