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

    /// <summary>Every contract of ours and of CCIP's that is named must be there.</summary>
    /// <exception cref="ConfigurationException">An address has no code.</exception>
    /// <exception cref="RpcException">The chain cannot be read now.</exception>
    public async Task FindContractsAsync(CancellationToken ct)
    {
        (string Setting, Address? Address)[] contracts =
        [
            (nameof(Settings.OnRamp), Settings.OnRamp),
            (nameof(Settings.OffRamp), Settings.OffRamp),
            (nameof(Settings.Satellite), Settings.Satellite),
            (nameof(Settings.Hub), Settings.Hub),
            (nameof(Settings.FeeQuoter), Settings.FeeQuoter),
            (nameof(Settings.WrappedNative), Settings.WrappedNative),
            .. Settings.Pools.Select((pool, i) => ($"{nameof(Settings.Pools)}:{i}", (Address?)pool)),
        ];
        foreach (var (setting, address) in contracts)
            if (address is { } contract && (await Rpc.GetCode(contract, QLStake.Evm.BlockRef.Latest, ct)).Length == 0)
                throw ConfigurationException.Of(
                    Setting(setting),
                    $"a contract on {Settings.Name}",
                    $"{contract}",
                    "It has no code: correct the setting and start again, or deploy the contract, which is looked for again."
                );
    }
}
