using Microsoft.Extensions.Configuration;

namespace QLStake.Hosting;

/// <summary>What every service is told from outside, section <c>QLStake</c> (environment: <c>QLSTAKE__…</c>).</summary>
/// <param name="Service">The service's name, <see cref="QLStake.Contracts.ServiceNames"/>.</param>
/// <param name="Postgres">Npgsql connection string of this service's own database.</param>
/// <param name="RabbitMq">The broker, <c>amqp://user:password@host:port/</c>.</param>
/// <param name="Feeds">Base address of each service whose log is read, by its name; the first, where it has replicas.</param>
/// <param name="FeedInterval">How often a log is compared with its feed when the bus is silent.</param>
/// <param name="OtlpEndpoint">Where traces and metrics go; null sends none.</param>
public sealed record ServiceOptions(
    string Service,
    string Postgres,
    Uri RabbitMq,
    IReadOnlyDictionary<string, Uri> Feeds,
    TimeSpan FeedInterval,
    Uri? OtlpEndpoint
)
{
    private const int ShortestToken = 16;

    /// <summary>All addresses of the services that have replicas.</summary>
    public ReplicaAddresses Replicas { get; private init; } = new();

    /// <summary>What opens <c>/admin</c>; null keeps it closed.</summary>
    public string? AdminToken { get; private init; }

    /// <exception cref="ConfigurationException">A setting is missing or unreadable; the message names it.</exception>
    public static ServiceOptions Read(IConfiguration configuration, string service)
    {
        var section = configuration.GetSection("QLStake");
        var replicas = new ReplicaAddresses();
        var interval = section["FeedInterval"] ?? "00:00:02";
        return new(
            service,
            Required(section, "Postgres", "a PostgreSQL connection string (Host=…;Database=…;Username=…)"),
            Address(section, "RabbitMq", "the broker's address (amqp://user:password@host:5672/)"),
            section.GetSection("Feeds").GetChildren().ToDictionary(feed => feed.Key, feed => ReadFeed(feed, replicas)),
            TimeSpan.TryParse(interval, System.Globalization.CultureInfo.InvariantCulture, out var parsed)
                ? parsed
                : throw ConfigurationException.Of("FeedInterval", "a duration (00:00:02)", interval),
            section["Otlp"] is { Length: > 0 } ? Address(section, "Otlp", "http://collector:4317") : null
        )
        {
            Replicas = replicas,
            AdminToken = section[AdminGate.Setting] switch
            {
                null or "" => null,
                { Length: < ShortestToken } => throw ConfigurationException.Of(
                    AdminGate.Setting,
                    $"a secret of at least {ShortestToken} characters",
                    "a shorter one"
                ),
                var token => token,
            },
        };
    }

    public static string Required(IConfigurationSection section, string name, string expected) =>
        section[name] is { Length: > 0 } value ? value : throw ConfigurationException.Of(name, expected, section[name]);

    private static Uri ReadFeed(IConfigurationSection feed, ReplicaAddresses replicas) =>
        replicas.Read(feed.Value)
        ?? throw ConfigurationException.Of(
            $"Feeds:{feed.Key}",
            "http://host:port, or several of them apart by a space",
            feed.Value
        );

    private static Uri Address(IConfigurationSection section, string name, string expected) =>
        Uri.TryCreate(Required(section, name, expected), UriKind.Absolute, out var uri)
            ? uri
            : throw ConfigurationException.Of(name, expected, section[name]);
}

/// <summary>A setting is missing or wrong: the operator's to mend, so it names the setting and what belongs there.</summary>
public sealed class ConfigurationException(string message) : Exception(message)
{
    public static ConfigurationException Of(
        string setting,
        string expected,
        string? found,
        string remedy = "Set it and start again."
    )
    {
        var variable = "QLSTAKE__" + setting.Replace(":", "__", StringComparison.Ordinal).ToUpperInvariant();
        return new(
            $"Setting QLStake:{setting} (environment {variable}): expected {expected}, "
                + $"found {(string.IsNullOrEmpty(found) ? "nothing" : $"'{found}'")}. {remedy}"
        );
    }
}
