using System.Runtime.InteropServices;
using QLStake.Localnet;

// The host process of a localnet: everything it starts ends with it. Arguments: [instance] [--without-services], or
// --chains FOLDER HOST for the chains and the DON alone, in a container called HOST.
using var stop = new CancellationTokenSource();
Action<PosixSignalContext> end = context =>
{
    context.Cancel = true;
    stop.Cancel();
};
using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, end);
using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, end);
var options = new LocalNetworkOptions
{
    Instance = args.FirstOrDefault(argument => !argument.StartsWith('-')) ?? LocalNetworkOptions.DefaultInstance,
    WithServices = !args.Contains("--without-services"),
};
try
{
    var progress = new ConsoleProgress();
    if (args is ["--chains", var folder, var host])
    {
        await ChainsHost.RunAsync(folder, host, progress, stop.Token);
        return 0;
    }

    await using var network = await LocalNetwork.StartAsync(options, progress, stop.Token);
    Console.WriteLine("up");
    await network.KeepUpAsync(progress, stop.Token);
    return 0;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return 0;
}
catch (LocalnetException error)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}

internal sealed class ConsoleProgress : IProgress<string>
{
    public void Report(string value) => Console.WriteLine(value);
}
