namespace QLStake.Localnet.Chains.Deployment;

/// <summary>Where our contracts are on one chain. A chain has a satellite or the hub.</summary>
public sealed record ProtocolContracts
{
    public required Address AccessManager { get; init; }

    /// <summary>qAVAX.</summary>
    public required Address QToken { get; init; }

    /// <summary>CCIP's burn-mint pool of qAVAX.</summary>
    public required Address QTokenPool { get; init; }

    public Address? Satellite { get; init; }

    public Address? Hub { get; init; }

    /// <summary>An ERC-20 with 6 decimals that may be staked; on satellite chains.</summary>
    public Address? TestAsset { get; init; }

    /// <summary>The liquid token of the test asset; on the hub's chain.</summary>
    public Address? QTestAsset { get; init; }
}
