using System.Text.Json;
using QLStake.Localnet.Chains;
using QLStake.Localnet.Don;
using QLStake.Localnet.Services;

namespace QLStake.Localnet;

/// <summary>
/// The chains and the DON alone, for services, database and broker that run elsewhere. What those need to know is written to a
/// folder they share: <c>network.json</c>, <c>settings.json</c>, and each key in a folder of its own service.
/// </summary>
public static class ChainsHost
{
    private const int FirstPort = 8545;

    /// <param name="folder">Where the files go; the network's comes last.</param>
    /// <param name="host">The name by which others reach the chains.</param>
    /// <param name="progress">Is told each step in a few words.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="LocalnetException">Something is missing, or a deployment step failed.</exception>
    public static async Task RunAsync(string folder, string host, IProgress<string> progress, CancellationToken stop)
    {
        var repository = Repository.Find();
        var options = ChainsOptions.Default with { FirstPort = FirstPort };
        using var instance = InstanceFolder.Take(repository.QlsHome, LocalNetworkOptions.DefaultInstance);
        await using var chains = await LocalChains.StartAsync(
            instance,
            repository,
            options,
            TimeProvider.System,
            progress,
            stop
        );
        await using var don = new DonNetwork(
            chains.All,
            new LocalNetworkOptions().DonInterval,
            TimeProvider.System,
            progress
        );
        don.Start();
        await WriteAsync(folder, chains.All, stop);
        await Description(chains.All)
            .SaveAsync(LocalnetDescription.FileOf(repository.QlsHome, LocalNetworkOptions.DefaultInstance), stop);
        await (await NetworkDescription.OfAsync(chains.All, stop))
            .At(host)
            .SaveAsync(Path.Combine(folder, "network.json"), stop);
        progress.Report("up");
        await Task.Delay(Timeout.Infinite, stop);
    }

    /// <summary>What services are told beside the network: the same as on any localnet.</summary>
    private static async Task WriteAsync(string folder, IReadOnlyList<LocalChain> chains, CancellationToken stop)
    {
        var settings = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["QLSTAKE:ADMINTOKEN"] = ServiceFleet.DevelopmentToken,
        };
        foreach (var spec in ServiceSpec.All.Where(spec => spec.HasStore))
        foreach (var (name, value) in ServiceEnvironment.Own(spec, chains))
            if (name.EndsWith("__KEY", StringComparison.Ordinal))
            {
                var keys = Directory.CreateDirectory(Path.Combine(folder, "keys", spec.Name)).FullName;
                await File.WriteAllTextAsync(Path.Combine(keys, name), value, stop);
            }
            else
                settings[name.Replace("__", ":", StringComparison.Ordinal)] = value;
        await File.WriteAllTextAsync(
            Path.Combine(folder, "settings.json"),
            JsonSerializer.Serialize(settings, JsonSerializerOptions.Web),
            stop
        );
    }

    /// <summary>For the command line beside the chains; services, database and broker are where the containers are called after them.</summary>
    private static LocalnetDescription Description(IReadOnlyList<LocalChain> chains) =>
        new(
            LocalnetDescription.DevelopmentKeys,
            [.. chains.Select(LocalNetwork.Describe)],
            ServiceSpec.All.ToDictionary(spec => spec.Name, spec => new Uri($"http://{spec.Name}:8080")),
            [
                .. DevelopmentAccount.Everyone.Select(account => new AccountDescription(
                    account.Role,
                    account.Address,
                    account.Secret
                )),
            ],
            Environment.GetEnvironmentVariable("QLSTAKE__POSTGRES") ?? "",
            new Uri("amqp://rabbitmq")
        );
}
