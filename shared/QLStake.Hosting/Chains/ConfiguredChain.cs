using System.Globalization;
using QLStake.Contracts;
using QLStake.Evm;

namespace QLStake.Hosting;

/// <summary>A chain as one place of the configuration names it.</summary>
/// <param name="Place">Its number in <c>QLStake:Chains</c>.</param>
public sealed record ConfiguredChain(ChainSettings Settings, int Place, IEvmChain Rpc)
{
    public string Name => Settings.Name;

    public ChainSelector Selector => Settings.Selector;

    /// <summary>A setting of this chain, without <c>QLStake:</c>.</summary>
    public string Setting(string name) => string.Create(CultureInfo.InvariantCulture, $"Chains:{Place}:{name}");

    /// <summary>What an error of this chain means to the operator, with the setting that leads there.</summary>
    public string Explain(Exception error) =>
        error switch
        {
            // It names both settings that may be wrong.
            WrongChainException => error.Message,
            RpcException or EvmDataException =>
                $"{Settings.Name} (QLStake:{Setting("Rpc")}) cannot be read: {error.Message} Trying again.",
            _ => error.Message,
        };

    /// <summary>Every contract that is named, with the setting that names it.</summary>
    internal IEnumerable<(string Setting, Address Address)> Contracts =>
        Settings
            .Named.Where(contract => contract.Address is not null)
            .Select(contract => (contract.Setting, contract.Address!.Value))
            .Concat(Settings.Pools.Select((pool, i) => ($"{nameof(Settings.Pools)}:{i}", pool)));

    /// <summary>Every contract of ours and of CCIP's that is named must be there.</summary>
    /// <exception cref="ConfigurationException">An address has no code.</exception>
    /// <exception cref="RpcException">The chain cannot be read now.</exception>
    public async Task FindContractsAsync(CancellationToken ct)
    {
        foreach (var (setting, contract) in Contracts)
            if ((await Rpc.GetCode(contract, QLStake.Evm.BlockRef.Latest, ct)).Length == 0)
                throw ConfigurationException.Of(
                    Setting(setting),
                    $"a contract on {Settings.Name}",
                    $"{contract}",
                    "It has no code: correct the setting and start again, or deploy the contract, which is looked for again."
                );
    }

    /// <summary>Every contract must be the one it is taken for: the service ends where one is not.</summary>
    /// <param name="chains">All that lanes may lead to and from.</param>
    /// <exception cref="RpcException">The chain cannot be read now.</exception>
    public Task RequireIdentityAsync(IEnumerable<ChainSelector> chains, CancellationToken ct) =>
        ContractIdentity.RequireAsync(this, chains.Where(chain => chain != Selector), ct);
}
