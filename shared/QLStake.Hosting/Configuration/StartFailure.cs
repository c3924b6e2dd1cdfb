using QLStake.Evm;

namespace QLStake.Hosting;

/// <summary>A service that is configured wrongly ends with one message for the operator instead of a stack trace.</summary>
internal static class StartFailure
{
    // EX_CONFIG of sysexits.h: whoever restarts services can tell it from a crash.
    private const int ExitCode = 78;

    /// <summary>Whether the cause is the operator's to mend.</summary>
    public static bool IsTheOperators(object failure) => failure is ConfigurationException or ChainOptionsException;

    public static void Watch() =>
        AppDomain.CurrentDomain.UnhandledException += (_, failure) => End(failure.ExceptionObject);

    /// <summary>Ends the process at once where that is the cause; what it had in hand is as after a kill.</summary>
    public static void End(object failure)
    {
        if (!IsTheOperators(failure))
            return;
        Console.Error.WriteLine(((Exception)failure).Message);
        Environment.Exit(ExitCode);
    }
}
