using System.Text.Json;
using System.Text.Json.Serialization;
using QLStake.Contracts;

namespace QLStake.Localnet;

/// <summary>What runs where: <c>.qls/localnet.json</c>, for tools and tests in other processes.</summary>
/// <param name="Warning">Says that the keys are development keys.</param>
/// <param name="Chains">The chains.</param>
/// <param name="Services">Base address of each service by its name.</param>
/// <param name="Accounts">Development accounts with their keys.</param>
/// <param name="Postgres">Npgsql connection string, database <c>postgres</c>.</param>
/// <param name="RabbitMq">The broker's AMQP address.</param>
public sealed record LocalnetDescription(
    string Warning,
    IReadOnlyList<ChainDescription> Chains,
    IReadOnlyDictionary<string, Uri> Services,
    IReadOnlyList<AccountDescription> Accounts,
    string Postgres,
    [property: JsonPropertyName("rabbitmq")] Uri RabbitMq
)
{
    public const string DevelopmentKeys =
        "The keys in this file are development keys: anybody can compute them. Never use them where value is.";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary><c>.qls/localnet.json</c> for the default instance; other instances keep theirs in their folder.</summary>
    public static string FileOf(string qlsHome, string instance) =>
        instance == LocalNetworkOptions.DefaultInstance
            ? Path.Combine(qlsHome, "localnet.json")
            : Path.Combine(qlsHome, instance, "localnet.json");

    /// <exception cref="LocalnetException">There is no such file: the localnet is not up.</exception>
    public static async Task<LocalnetDescription> LoadAsync(string file, CancellationToken stop = default)
    {
        if (!File.Exists(file))
        {
            throw new LocalnetException($"{file} was not found: the localnet is not up. Start it: ./qls up");
        }

        await using var stream = File.OpenRead(file);
        return (await JsonSerializer.DeserializeAsync<LocalnetDescription>(stream, Json, stop))!;
    }

    /// <summary>Appears complete or not at all.</summary>
    public async Task SaveAsync(string file, CancellationToken stop = default)
    {
        var draft = $"{file}.{Environment.ProcessId}";
        await File.WriteAllTextAsync(draft, JsonSerializer.Serialize(this, Json), stop);
        File.Move(draft, file, overwrite: true);
    }
}

/// <param name="Role">What the account is for.</param>
/// <param name="PrivateKey">A development key.</param>
public sealed record AccountDescription(string Role, Address Address, B256 PrivateKey);

/// <param name="Selector">CCIP's name of the chain.</param>
/// <param name="Rpc">JSON-RPC over HTTP; the same port answers WebSocket.</param>
public sealed record ChainDescription(
    string Name,
    ulong ChainId,
    ChainSelector Selector,
    Uri Rpc,
    ContractsDescription Contracts
);

/// <summary>Addresses on one chain; a satellite or the hub is absent where there is none.</summary>
public sealed record ContractsDescription(
    Address Router,
    Address OnRamp,
    Address OffRamp,
    Address FeeQuoter,
    Address RmnRemote,
    Address TokenAdminRegistry,
    Address Link,
    Address WrappedNative,
    Address? Satellite,
    Address? Hub,
    Address QToken,
    Address QTokenPool,
    Address? TestAsset,
    Address? QTestAsset
);
