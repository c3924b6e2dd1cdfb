using System.Text.Json;
using Microsoft.Extensions.Configuration;
using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Hosting;
using QLStake.Localnet;
using QLStake.RateLimitGuard;

namespace QLStake.Cli;

/// <summary>Where an audit reads: the databases, the chains, what the notary published, the policies.</summary>
/// <param name="Chains">Each with the settings the services have, and a client of its own.</param>
/// <param name="Notary">The folder of the published lines; null where it is not at hand.</param>
internal sealed record AuditSources(
    AuditDatabases Databases,
    IReadOnlyList<ConfiguredChain> Chains,
    string? Notary,
    IReadOnlyDictionary<B256, Policy> Policies
) : IAsyncDisposable
{
    /// <param name="postgres">Connection string with <see cref="AuditDatabases.Placeholder"/>.</param>
    /// <param name="network">The network's file.</param>
    /// <param name="notary">The folder of the published lines, if it is at hand.</param>
    /// <param name="policies">Files with policies, as <c>GET /policy</c> shows them.</param>
    /// <exception cref="CliException">A file is not what it should be.</exception>
    public static AuditSources Open(string postgres, string network, string? notary, IEnumerable<string> policies)
    {
        if (!postgres.Contains(AuditDatabases.Placeholder, StringComparison.Ordinal))
        {
            throw new CliException(
                $"Expected --postgres with {AuditDatabases.Placeholder} in place of the database, as in "
                    + $"'Host=…;Username=…;Database={AuditDatabases.Placeholder}', found none."
            );
        }

        return new(new(postgres), ReadChains(network), notary, ReadPolicies(policies.Select(File.ReadAllBytes)));
    }

    /// <summary>This machine's localnet.</summary>
    public static async Task<AuditSources> LocalAsync(RunningLocalnet localnet, CancellationToken stop)
    {
        var folder = Path.Combine(Repository.Find().QlsHome, RunningLocalnet.Instance);
        var postgres = new Npgsql.NpgsqlConnectionStringBuilder(localnet.Description.Postgres)
        {
            Database = AuditDatabases.Placeholder,
        };
        using var guard = new ServiceClient(
            ServiceNames.RateLimitGuard,
            localnet.AddressOf(ServiceNames.RateLimitGuard)
        );
        var shown =
            await guard.GetAsync<JsonDocument>("/policy", stop) ?? throw new CliException("The guard has no policy.");
        return new(
            new(postgres.ConnectionString),
            ReadChains(Path.Combine(folder, "network.json")),
            Path.Combine(folder, "notary"),
            ReadPolicies([JsonSerializer.SerializeToUtf8Bytes(shown)])
        );
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var chain in Chains)
        {
            await chain.Rpc.DisposeAsync();
        }
    }

    private static IReadOnlyList<ConfiguredChain> ReadChains(string network)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new($"QLStake:{NetworkFile.Setting}", network)])
            .Build();
        try
        {
            return
            [
                .. ChainSettings
                    .ReadAll(configuration)
                    .Select(
                        (chain, place) =>
                            new ConfiguredChain(
                                chain,
                                place,
                                EvmChain.Create(chain.ClientOptions(place), TimeProvider.System)
                            )
                    ),
            ];
        }
        catch (ConfigurationException error)
        {
            throw new CliException(error.Message, error);
        }
    }

    /// <summary>A document by itself, or the answer of <c>GET /policy</c> with it.</summary>
    private static Dictionary<B256, Policy> ReadPolicies(IEnumerable<byte[]> documents)
    {
        try
        {
            return documents
                .Select(document =>
                {
                    using var json = JsonDocument.Parse(document);
                    return json.RootElement.TryGetProperty("policy", out var policy)
                        ? JsonSerializer.SerializeToUtf8Bytes(policy)
                        : document;
                })
                .Select(document => PolicyDocument.Read(document))
                .ToDictionary(policy => policy.Hash);
        }
        catch (Exception error) when (error is FormatException or JsonException)
        {
            throw new CliException(error.Message, error);
        }
    }
}
