using QLStake.Contracts;
using QLStake.Localnet.Chains;
using QLStake.Localnet.Servers;

namespace QLStake.Localnet.Services;

/// <summary>The configuration of one service as environment variables (section <c>QLStake</c>).</summary>
internal static class ServiceEnvironment
{
    public static Dictionary<string, string> Of(
        ServiceSpec service,
        PostgresServer postgres,
        RabbitMqServer rabbitMq,
        string networkFile,
        IReadOnlyDictionary<string, Uri> addresses
    )
    {
        var settings = new Dictionary<string, string>
        {
            ["ASPNETCORE_URLS"] = Text(addresses[service.Name]),
            ["DOTNET_ENVIRONMENT"] = "Development",
            // glibc gives every thread an arena of its own and returns little of them: 10 MB a service.
            ["MALLOC_ARENA_MAX"] = "1",
            ["QLSTAKE__ADMINTOKEN"] = ServiceFleet.DevelopmentToken,
            ["QLSTAKE__NETWORK"] = networkFile,
            ["QLSTAKE__SETTINGS"] = SettingsFile.Of(networkFile, service),
            ["QLSTAKE__RABBITMQ"] = rabbitMq.Uri.ToString(),
        };
        if (service.HasStore)
        {
            settings["QLSTAKE__NOTARY__FOLDER"] = Path.Combine(Path.GetDirectoryName(networkFile)!, "notary");
            settings["QLSTAKE__NOTARY__HEADEVERY"] = "00:00:10";
            settings["QLSTAKE__POSTGRES"] = postgres.ConnectionString(service.Database);
        }

        foreach (var (name, address) in addresses.Where(other => other.Key != service.Name))
        {
            settings[AddressSetting(name)] = Text(address);
        }

        return settings;
    }

    /// <summary>What only this service is told, in a file of its own.</summary>
    public static IEnumerable<(string Name, string Value)> Own(ServiceSpec service, IReadOnlyList<LocalChain> chains) =>
        service.Name switch
        {
            ServiceNames.RateLimitGuard => GuardEnvironment.Guard(chains),
            ServiceNames.MessageRouter => GuardEnvironment.Router(),
            ServiceNames.MintExecutor => ExecutorEnvironment.Executor(chains),
            _ => [],
        };

    /// <summary>Under which setting a service is told where another answers.</summary>
    public static string AddressSetting(string other) => $"QLSTAKE__FEEDS__{other}";

    /// <summary>One address, or those of several replicas.</summary>
    public static string Text(params IReadOnlyList<Uri> replicas) =>
        string.Join(' ', replicas.Select(address => address.ToString().TrimEnd('/')));
}
