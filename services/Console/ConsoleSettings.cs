using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.Console;

/// <summary>Section <c>QLStake</c>: whom the console stands in front of.</summary>
/// <param name="Router">Base address of message-router (<c>QLStake:Router</c>).</param>
/// <param name="Fees">Base address of fee-accounting (<c>QLStake:Fees</c>).</param>
/// <param name="Services">Base address of every service whose readiness is shown, by its name.</param>
/// <param name="Chains">The network's chains; none where no network is configured, and then nothing can be signed here.</param>
/// <param name="TraceUrl">Where a trace is looked at, with <c>{traceId}</c> in it (<c>QLStake:TraceUrl</c>); null shows the id alone.</param>
internal sealed record ConsoleSettings(
    Uri Router,
    Uri Fees,
    IReadOnlyDictionary<string, Uri> Services,
    IReadOnlyList<ChainPlace> Chains,
    string? TraceUrl
)
{
    /// <summary>Where traces go (<c>QLStake:Otlp</c>); null sends none.</summary>
    public Uri? Otlp { get; private init; }

    /// <summary>Where alone <c>/metrics</c> is answered; null answers it beside the pages.</summary>
    public int? MetricsPort { get; private init; }

    /// <summary>All addresses of the services that have replicas.</summary>
    public ReplicaAddresses Replicas { get; private init; } = new();

    /// <exception cref="ConfigurationException">A setting is missing or unreadable; the message names it.</exception>
    public static ConsoleSettings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("QLStake");
        var replicas = new ReplicaAddresses();
        var services = section
            .GetSection("Feeds")
            .GetChildren()
            .ToDictionary(feed => feed.Key, feed => Service($"Feeds:{feed.Key}", feed.Value, replicas));
        services[ServiceNames.MessageRouter] = Front(section, "Router", services, ServiceNames.MessageRouter, replicas);
        services[ServiceNames.FeeAccounting] = Front(section, "Fees", services, ServiceNames.FeeAccounting, replicas);
        return new(
            services[ServiceNames.MessageRouter],
            services[ServiceNames.FeeAccounting],
            services,
            ChainPlace.ReadAll(configuration),
            section["TraceUrl"]
        )
        {
            Replicas = replicas,
            MetricsPort = Console.MetricsPort.Read(section),
            Otlp = section["Otlp"] is { Length: > 0 } collector ? Address("Otlp", collector) : null,
        };
    }

    public ChainPlace? Find(ChainSelector? chain) =>
        chain is { } selector ? Chains.FirstOrDefault(place => place.Selector == selector) : null;

    public string? NameOf(ChainSelector? chain) => Find(chain)?.Name;

    /// <summary>A step with its chain's name.</summary>
    public Step Named(RouterStep step) =>
        new(step.At, step.What, step.Chain, NameOf(step.Chain), step.Block, step.TxHash, step.Detail);

    /// <summary>Its own setting, else the address under which every service knows it.</summary>
    private static Uri Front(
        IConfigurationSection section,
        string setting,
        Dictionary<string, Uri> services,
        string service,
        ReplicaAddresses replicas
    ) =>
        section[setting] is { Length: > 0 } text ? Service(setting, text, replicas)
        : services.TryGetValue(service, out var known) ? known
        : throw ConfigurationException.Of(setting, $"the base address of {service} (http://host:port)", null);

    private static Uri Service(string setting, string? text, ReplicaAddresses replicas) =>
        replicas.Read(text)
        ?? throw ConfigurationException.Of(setting, "http://host:port, or several of them apart by a space", text);

    private static Uri Address(string setting, string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
            ? uri
            : throw ConfigurationException.Of(setting, "http://host:port", text);
}
