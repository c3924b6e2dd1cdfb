using QLStake.Localnet;
using QLStake.Localnet.Servers;

// The host process of a localnet: everything it starts ends with it.
var instance = args.FirstOrDefault() ?? "default";
using var stop = new CancellationTokenSource();
using var interrupt = System.Runtime.InteropServices.PosixSignalRegistration.Create(
    System.Runtime.InteropServices.PosixSignal.SIGTERM,
    context =>
    {
        context.Cancel = true;
        stop.Cancel();
    }
);
using var folder = InstanceFolder.Take(Repository.Find().QlsHome, instance);
await using var postgres = await PostgresServer.StartAsync(
    folder,
    new PostgresOptions(),
    TimeProvider.System,
    stop.Token
);
await using var rabbitMq = await RabbitMqServer.StartAsync(folder, TimeProvider.System, stop.Token);
Console.WriteLine("up");
await Task.Delay(Timeout.InfiniteTimeSpan, stop.Token).ContinueWith(_ => { }, TaskScheduler.Default);
