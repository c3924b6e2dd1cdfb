using System.Globalization;
using Microsoft.Extensions.Configuration;
using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.MintExecutor;

/// <summary>How mints are batched, and what transactions may cost, section <c>QLStake:Executor</c>.</summary>
/// <param name="MaxItems">Most mints of one transaction.</param>
/// <param name="MaxWait">How long a ready mint waits for company.</param>
/// <param name="MaxFeePerGas">Never offered more: above it mints wait.</param>
/// <param name="Patience">How long a transaction may wait in the pool before it is replaced.</param>
/// <param name="GasPerOperation">Most gas of a call that is no mint: one that needs more waits.</param>
/// <param name="GasPerMint">Gas allowed for each mint of a batch; a simulation shows whether it suffices.</param>
internal sealed record ExecutorSettings(
    int MaxItems,
    TimeSpan MaxWait,
    Wei MaxFeePerGas,
    TimeSpan Patience,
    ulong GasPerMint,
    ulong GasPerOperation
)
{
    /// <exception cref="ConfigurationException">A setting is unreadable or out of range; the message names it.</exception>
    public static ExecutorSettings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("QLStake:Executor");
        return new(
            (int)Number(section, "MaxItems", 50, 1, 200),
            Duration(section, "MaxWait", TimeSpan.FromMilliseconds(100)),
            new((U256)Number(section, "MaxFeePerGasGwei", 200, 1, 1_000_000) * 1_000_000_000UL),
            Duration(section, "Patience", TimeSpan.FromSeconds(30)),
            Number(section, "GasPerMint", 350_000, 100_000, 5_000_000),
            Number(section, "GasPerOperation", 3_000_000, 500_000, 16_000_000)
        );
    }

    public Outcome.Delay TooExpensive() =>
        new($"GasAboveCeiling: {MaxFeePerGas} wei per gas (QLStake:Executor:MaxFeePerGasGwei)", null);

    private static ulong Number(IConfigurationSection section, string name, ulong usual, ulong least, ulong most)
    {
        var text = section[name] ?? usual.ToString(CultureInfo.InvariantCulture);
        return
            ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            && value >= least
            && value <= most
            ? value
            : throw ConfigurationException.Of($"Executor:{name}", $"a whole number from {least} to {most}", text);
    }

    private static TimeSpan Duration(IConfigurationSection section, string name, TimeSpan usual)
    {
        var text = section[name] ?? usual.ToString();
        return
            TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value)
            && value >= TimeSpan.Zero
            && value <= TimeSpan.FromHours(1)
            ? value
            : throw ConfigurationException.Of($"Executor:{name}", "a duration up to 01:00:00", text);
    }
}
