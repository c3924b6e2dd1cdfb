using QLStake.Contracts;

namespace QLStake.Localnet.Chains;

/// <summary>What a chain is for.</summary>
public enum ChainRole
{
    Satellite,
    Hub,
}

/// <summary>
/// One of the local chains. Ids and selectors are those of public test networks, so that Chainlink's own tools know the names.
/// </summary>
public sealed record ChainSpec(string Name, ulong ChainId, ChainSelector Selector, ChainRole Role)
{
    /// <summary>Fuji's identity.</summary>
    public static readonly ChainSpec Avalanche = new(
        "avalanche",
        43113,
        new ChainSelector(14767482510784806043),
        ChainRole.Satellite
    );

    /// <summary>Sepolia's identity.</summary>
    public static readonly ChainSpec Ethereum = new(
        "ethereum",
        11155111,
        new ChainSelector(16015286601757825753),
        ChainRole.Hub
    );

    /// <summary>Arbitrum Sepolia's identity.</summary>
    public static readonly ChainSpec Arbitrum = new(
        "arbitrum",
        421614,
        new ChainSelector(3478487238524512106),
        ChainRole.Satellite
    );

    /// <summary>Base Sepolia's identity. Not there from the start: <see cref="LocalNetwork.AddAsync"/>.</summary>
    public static readonly ChainSpec Base = new(
        "base",
        84532,
        new ChainSelector(10344971235874465080),
        ChainRole.Satellite
    );

    /// <summary>The chains a localnet starts with.</summary>
    public static readonly IReadOnlyList<ChainSpec> All = [Avalanche, Ethereum, Arbitrum];
}
