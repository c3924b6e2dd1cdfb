using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.Console;

/// <summary>Section <c>QLStake</c>: whom the console stands in front of.</summary>
/// <param name="Router">Base address of message-router (<c>QLStake:Router</c>).</param>
/// <param name="Fees">Base address of fee-accounting (<c>QLStake:Fees</c>).</param>
/// <param name="Services">Base address of every service whose readiness is shown, by its name.</param>
/// <param name="ChainNames">Names of the chains (<c>QLStake:Chains</c>); a chain without one is shown by its selector.</param>
/// <param name="TraceUrl">Where a trace is looked at, with <c>{traceId}</c> in it (<c>QLStake:TraceUrl</c>); null shows the id alone.</param>
internal sealed record ConsoleSettings(
    Uri Router,
    Uri Fees,
    IReadOnlyDictionary<string, Uri> Services,
    IReadOnlyDictionary<ChainSelector, string> ChainNames,
    string? TraceUrl
)
{
    /// <exception cref="ConfigurationException">A setting is missing or unreadable; the message names it.</exception>
    public static ConsoleSettings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("QLStake");
        var services = section
            .GetSection("Feeds")
            .GetChildren()
            .ToDictionary(feed => feed.Key, feed => Address($"Feeds:{feed.Key}", feed.Value));
        services[ServiceNames.MessageRouter] = Front(section, "Router", services, ServiceNames.MessageRouter);
        services[ServiceNames.FeeAccounting] = Front(section, "Fees", services, ServiceNames.FeeAccounting);
        return new(
            services[ServiceNames.MessageRouter],
            services[ServiceNames.FeeAccounting],
            services,
            Names(section.GetSection("Chains")),
            section["TraceUrl"]
        );
    }

    public string? NameOf(ChainSelector? chain) => chain is { } known ? ChainNames.GetValueOrDefault(known) : null;

    /// <summary>Its own setting, else the address under which every service knows it.</summary>
    private static Uri Front(
        IConfigurationSection section,
        string setting,
        Dictionary<string, Uri> services,
        string service
    ) =>
        section[setting] is { Length: > 0 } text ? Address(setting, text)
        : services.TryGetValue(service, out var known) ? known
        : throw ConfigurationException.Of(setting, $"the base address of {service} (http://host:port)", null);

    private static Uri Address(string setting, string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
            ? uri
            : throw ConfigurationException.Of(setting, "http://host:port", text);

    private static Dictionary<ChainSelector, string> Names(IConfigurationSection chains)
    {
        var names = new Dictionary<ChainSelector, string>();
        foreach (var chain in chains.GetChildren())
            if (chain["Selector"] is { } selector && chain["Name"] is { } name)
                names[ChainSelector.Parse(selector)] = name;
        return names;
    }
}
