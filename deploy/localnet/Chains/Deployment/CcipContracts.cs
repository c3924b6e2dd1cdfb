namespace QLStake.Localnet.Chains.Deployment;

/// <summary>Where CCIP 1.6's contracts are on one chain.</summary>
public sealed record CcipContracts
{
    public required Address WrappedNative { get; init; }

    public required Address Link { get; init; }

    public required Address RmnRemote { get; init; }

    public required Address RmnProxy { get; init; }

    public required Address TokenAdminRegistry { get; init; }

    public required Address RegistryModule { get; init; }

    public required Address Router { get; init; }

    public required Address NonceManager { get; init; }

    public required Address FeeQuoter { get; init; }

    public required Address OnRamp { get; init; }

    public required Address OffRamp { get; init; }
}
