using System.Globalization;
using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.MessageRouter;

/// <summary>Section <c>QLStake:Router</c>, and whose contracts we follow.</summary>
/// <param name="Guardians">The guards that are asked: n.</param>
/// <param name="Threshold">How many have to approve: k.</param>
/// <param name="AskAgainAfter">How long an unanswered command waits for its first reminder; each later one waits twice as long.</param>
/// <param name="AskAgainAtMost">The longest wait between reminders, and between rounds.</param>
/// <param name="NewRoundAfter">How long after a first return the guards are asked again; each later round waits twice as long.</param>
/// <param name="Satellites">The satellite of each source chain.</param>
public sealed record RouterSettings(
    IReadOnlyList<Address> Guardians,
    int Threshold,
    TimeSpan AskAgainAfter,
    TimeSpan AskAgainAtMost,
    TimeSpan NewRoundAfter,
    IReadOnlyDictionary<ChainSelector, Address> Satellites
)
{
    /// <summary>Every chain that is watched.</summary>
    public IReadOnlySet<ChainSelector> Chains { get; init; } = Satellites.Keys.ToHashSet();

    /// <summary>The hub of each chain that has one.</summary>
    public IReadOnlyDictionary<ChainSelector, Address> Hubs { get; init; } = new Dictionary<ChainSelector, Address>();

    /// <summary>How long a queued stake waits for its batch at most, as the flusher promises it; null where nothing is promised.</summary>
    public TimeSpan? FlushWithin { get; init; }

    /// <summary>How often the guards give each hub a sign of life; null where none is asked for.</summary>
    public TimeSpan? HeartbeatEvery { get; init; }

    public TimeSpan Patience(int attempt) => Doubled(AskAgainAfter, attempt);

    public TimeSpan RoundDelay(int round) => Doubled(NewRoundAfter, round);

    public bool IsOurs(ChainSelector chain, Address satellite) =>
        Satellites.TryGetValue(chain, out var ours) && ours == satellite;

    public bool IsHub(ChainSelector chain, Address hub) => Hubs.TryGetValue(chain, out var ours) && ours == hub;

    /// <exception cref="ConfigurationException">A setting is missing or unreadable; the message names it.</exception>
    public static RouterSettings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("QLStake:Router");
        var guardians = section.GetSection("Guardians").GetChildren().Select(ReadGuardian).Distinct().ToList();
        if (guardians.Count == 0)
            throw ConfigurationException.Of("Router:Guardians:0", "a guardian's address", null);
        var chains = ChainSettings.ReadAll(configuration);
        return new(
            guardians,
            ReadThreshold(section, guardians.Count),
            ReadDuration(section, "AskAgainAfter", "00:00:30"),
            ReadDuration(section, "AskAgainAtMost", "00:10:00"),
            ReadDuration(section, "NewRoundAfter", "00:00:01"),
            chains
                .Where(chain => chain.Satellite is not null)
                .ToDictionary(chain => chain.Selector, chain => chain.Satellite!.Value)
        )
        {
            Chains = chains.Select(chain => chain.Selector).ToHashSet(),
            Hubs = chains
                .Where(chain => chain.Hub is not null)
                .ToDictionary(chain => chain.Selector, chain => chain.Hub!.Value),
            FlushWithin = section["FlushWithin"] is null ? null : ReadDuration(section, "FlushWithin", "00:10:00"),
            HeartbeatEvery = section["HeartbeatEvery"] is null
                ? null
                : ReadDuration(section, "HeartbeatEvery", "06:00:00"),
        };
    }

    private TimeSpan Doubled(TimeSpan first, int count)
    {
        var wait = first;
        for (var i = 1; i < count && wait < AskAgainAtMost; i++)
            wait *= 2;
        return wait < AskAgainAtMost ? wait : AskAgainAtMost;
    }

    private static Address ReadGuardian(IConfigurationSection entry) =>
        Address.TryParse(entry.Value, out var address)
            ? address
            : throw ConfigurationException.Of(
                $"Router:Guardians:{entry.Key}",
                "a guardian's address (0x…)",
                entry.Value
            );

    private static int ReadThreshold(IConfigurationSection section, int guardians) =>
        int.TryParse(section["Threshold"] ?? "1", NumberStyles.None, CultureInfo.InvariantCulture, out var threshold)
        && threshold >= 1
        && threshold <= guardians
            ? threshold
            : throw ConfigurationException.Of(
                "Router:Threshold",
                $"how many of the {guardians} guardians must approve",
                section["Threshold"]
            );

    private static TimeSpan ReadDuration(IConfigurationSection section, string name, string unless) =>
        TimeSpan.TryParse(section[name] ?? unless, CultureInfo.InvariantCulture, out var duration)
        && duration > TimeSpan.Zero
            ? duration
            : throw ConfigurationException.Of($"Router:{name}", $"a duration above zero ({unless})", section[name]);
}
