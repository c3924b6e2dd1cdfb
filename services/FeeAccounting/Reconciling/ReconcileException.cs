using QLStake.Hosting;

namespace QLStake.FeeAccounting;

/// <summary>Books and chain cannot be compared now. The message says what was expected, what was found and what to do.</summary>
public sealed class ReconcileException(string message, Exception? inner = null) : Exception(message, inner)
{
    public static ReconcileException Of(ConfiguredChain chain, string expected, string found) =>
        new(
            $"Expected {expected} on {chain.Name}, found {found}. Try again; if it stays, look at QLStake:{chain.Setting("Rpc")}."
        );

    public static ReconcileException Behind(ConfiguredChain chain, long position) =>
        new(
            $"Expected the books of {chain.Name} to have taken in all that the watcher wrote, found them at position {position} "
                + "and behind. Try again; if it stays, see /health/ready and ./qls inbox list fee-accounting."
        );

    public static ReconcileException NoWatcher(string cause) =>
        new(
            $"Expected the watcher to say how far it has read (GET /chains at QLStake:Feeds:chain-watcher), found: {cause} "
                + "Start it, or correct the setting."
        );
}
