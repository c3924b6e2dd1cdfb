using QLStake.Contracts;
using QLStake.Localnet.Chains;
using QLStake.Localnet.Servers;

namespace QLStake.Localnet.Services;

/// <summary>The configuration of one service as environment variables (section <c>QLStake</c>).</summary>
internal static class ServiceEnvironment
{
    // A localnet's blocks come every quarter of a second.
    private const string PollInterval = "00:00:00.100";

    public static Dictionary<string, string> Of(
        ServiceSpec service,
        PostgresServer postgres,
        RabbitMqServer rabbitMq,
        IReadOnlyList<LocalChain> chains,
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
            ["QLSTAKE__RABBITMQ"] = rabbitMq.Uri.ToString(),
        };
        if (service.HasStore)
        {
            settings["QLSTAKE__POSTGRES"] = postgres.ConnectionString(service.Database);
        }

        foreach (var (name, address) in addresses.Where(other => other.Key != service.Name))
        {
            settings[$"QLSTAKE__FEEDS__{name}"] = Text(address);
        }

        for (var i = 0; i < chains.Count; i++)
        {
            foreach (var (name, value) in Chain(chains[i]))
            {
                settings[$"QLSTAKE__CHAINS__{i}__{name}"] = value;
            }
        }

        foreach (var (name, value) in Own(service, chains, addresses))
        {
            settings[name] = value;
        }

        return settings;
    }

    private static IEnumerable<(string Name, string Value)> Chain(LocalChain chain)
    {
        yield return ("NAME", chain.Spec.Name);
        yield return ("CHAINID", $"{chain.Spec.ChainId}");
        yield return ("SELECTOR", $"{chain.Spec.Selector}");
        yield return ("RPC__0", Text(chain.RpcUri));
        yield return ("WEBSOCKET", Text(new UriBuilder(chain.RpcUri) { Scheme = "ws" }.Uri));
        yield return ("POLLINTERVAL", PollInterval);
        yield return ("ROUTER", $"{chain.Ccip.Router}");
        yield return ("ONRAMP", $"{chain.Ccip.OnRamp}");
        yield return ("OFFRAMP", $"{chain.Ccip.OffRamp}");
        yield return ("FEEQUOTER", $"{chain.Ccip.FeeQuoter}");
        yield return ("RMNREMOTE", $"{chain.Ccip.RmnRemote}");
        yield return ("LINK", $"{chain.Ccip.Link}");
        yield return ("WRAPPEDNATIVE", $"{chain.Ccip.WrappedNative}");
        yield return ("POOLS__0", $"{chain.Protocol.QTokenPool}");
        if (chain.Protocol.Satellite is { } satellite)
        {
            yield return ("SATELLITE", $"{satellite}");
        }

        if (chain.Protocol.Hub is { } hub)
        {
            yield return ("HUB", $"{hub}");
        }
    }

    private static IEnumerable<(string Name, string Value)> Own(
        ServiceSpec service,
        IReadOnlyList<LocalChain> chains,
        IReadOnlyDictionary<string, Uri> addresses
    ) =>
        service.Name switch
        {
            ServiceNames.RateLimitGuard => GuardEnvironment.Guard(chains),
            ServiceNames.MessageRouter => GuardEnvironment.Router(),
            ServiceSpec.ConsoleName =>
            [
                ("QLSTAKE__ROUTER", Text(addresses[ServiceNames.MessageRouter])),
                ("QLSTAKE__FEES", Text(addresses[ServiceNames.FeeAccounting])),
            ],
            ServiceNames.MintExecutor => ExecutorEnvironment.Executor(chains),
            _ => [],
        };

    private static string Text(Uri address) => address.ToString().TrimEnd('/');
}
