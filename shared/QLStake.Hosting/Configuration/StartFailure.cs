using QLStake.Evm;

namespace QLStake.Hosting;

/// <summary>A service that is configured wrongly ends with one message for the operator instead of a stack trace.</summary>
internal static class StartFailure
{
    // EX_CONFIG of sysexits.h: whoever restarts services can tell it from a crash.
    private const int ExitCode = 78;

    public static void Watch() =>
        AppDomain.CurrentDomain.UnhandledException += (_, failure) => End(failure.ExceptionObject);

    private static void End(object failure)
    {
        if (failure is not (ConfigurationException or ChainOptionsException))
            return;
        Console.Error.WriteLine(((Exception)failure).Message);
        Environment.Exit(ExitCode);
    }
}
