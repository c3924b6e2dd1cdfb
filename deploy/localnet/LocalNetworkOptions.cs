using QLStake.Localnet.Chains;
using QLStake.Localnet.Servers;

namespace QLStake.Localnet;

/// <summary>How a localnet is to run.</summary>
public sealed record LocalNetworkOptions
{
    public const string DefaultInstance = "default";

    /// <summary>Two instances run side by side.</summary>
    public string Instance { get; init; } = DefaultInstance;

    /// <summary>Blocks and snapshots.</summary>
    public ChainsOptions Chains { get; init; } = ChainsOptions.Default;

    /// <summary>Where database and broker run.</summary>
    public IServerHosts Servers { get; init; } = new NativeServers(TimeProvider.System);

    public PostgresOptions Postgres { get; init; } = new();

    /// <summary>Between two rounds of the DON.</summary>
    public TimeSpan DonInterval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Whether our services are started too.</summary>
    public bool WithServices { get; init; } = true;
}
