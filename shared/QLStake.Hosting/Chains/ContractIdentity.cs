using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Evm.Abi;
using QLStake.Protocol.Bindings;
using Tag = QLStake.Evm.BlockRef;

namespace QLStake.Hosting;

/// <summary>Whether the contracts at the configured addresses are the ones they are taken for.</summary>
internal static class ContractIdentity
{
    private const string Remedy = "Correct the setting, or the chain's other addresses, and start again.";

    /// <summary>Ends the service, as any configuration it cannot work with does, where a contract is another one.</summary>
    /// <param name="others">The chains that lanes lead to and from.</param>
    /// <exception cref="RpcException">The chain cannot be read now.</exception>
    public static async Task RequireAsync(
        ConfiguredChain chain,
        IEnumerable<ChainSelector> others,
        CancellationToken ct
    )
    {
        try
        {
            await CheckAsync(chain, others, ct);
        }
        catch (ConfigurationException wrong)
        {
            StartFailure.End(wrong);
        }
    }

    /// <exception cref="ConfigurationException">A contract is another one.</exception>
    /// <exception cref="RpcException">The chain cannot be read now.</exception>
    public static async Task CheckAsync(ConfiguredChain chain, IEnumerable<ChainSelector> others, CancellationToken ct)
    {
        await CheckCodeAsync(chain, ct);
        await CheckRouterAsync(chain, others, ct);
    }

    /// <summary>The code itself, where the operator pinned it: keccak256, as EXTCODEHASH gives it (EIP-1052).</summary>
    /// <exception cref="ConfigurationException">It is another code.</exception>
    private static async Task CheckCodeAsync(ConfiguredChain chain, CancellationToken ct)
    {
        foreach (var (setting, contract) in chain.Contracts)
        {
            if (!chain.Settings.CodeHashes.TryGetValue(setting, out var expected))
                continue;
            var found = Keccak.Hash(await chain.Rpc.GetCode(contract, Tag.Latest, ct));
            if (found != expected)
                throw ConfigurationException.Of(
                    chain.Setting(setting),
                    $"a contract whose code has the hash {expected} (CodeHashes:{setting})",
                    $"{contract}",
                    $"Its code has {found}: find out which contract it is before you correct either."
                );
        }
    }

    /// <summary>The Router must be CCIP's, know the ramps named beside it, and be the one that our contracts use.</summary>
    /// <exception cref="ConfigurationException">It is another Router, or belongs to other contracts.</exception>
    /// <exception cref="RpcException">The chain cannot be read now.</exception>
    private static async Task CheckRouterAsync(
        ConfiguredChain chain,
        IEnumerable<ChainSelector> others,
        CancellationToken ct
    )
    {
        if (chain.Settings.Router is not { } router)
            return;
        var version = await AskAsync(chain, router, new Router.TypeAndVersionCall(), ct);
        if (version?.StartsWith("Router ", StringComparison.Ordinal) is not true)
            throw Wrong(chain, nameof(chain.Settings.Router), "CCIP's Router", $"{router}");
        foreach (var other in others)
        {
            var onRamp = await AskAsync(chain, router, new Router.GetOnRampCall(other.Value), ct);
            if (!onRamp.IsZero && onRamp != chain.Settings.OnRamp)
                throw Wrong(
                    chain,
                    nameof(chain.Settings.OnRamp),
                    $"{onRamp}, which the Router {router} uses to {other}",
                    $"{chain.Settings.OnRamp}"
                );
            // A chain with no lane back is no mistake.
            var supported = await AskAsync(chain, router, new Router.IsChainSupportedCall(other.Value), ct);
            var knows = new Router.IsOffRampCall(other.Value, chain.Settings.OffRamp);
            if (supported && !await AskAsync(chain, router, knows, ct))
                throw Wrong(
                    chain,
                    nameof(chain.Settings.OffRamp),
                    $"an OffRamp that the Router {router} takes messages of {other} from",
                    $"{chain.Settings.OffRamp}"
                );
        }
        await CheckOursAsync(chain, nameof(chain.Settings.Satellite), chain.Settings.Satellite, router, ct);
        await CheckOursAsync(chain, nameof(chain.Settings.Hub), chain.Settings.Hub, router, ct);
    }

    /// <summary>Satellite and hub declare the same two views. The previous Router counts while they move to the next.</summary>
    private static async Task CheckOursAsync(
        ConfiguredChain chain,
        string setting,
        Address? contract,
        Address router,
        CancellationToken ct
    )
    {
        if (contract is not { } ours)
            return;
        var uses = await AskAsync(chain, ours, new QLStakeSatellite.RouterCall(), ct);
        if (uses != router && await AskAsync(chain, ours, new QLStakeSatellite.PreviousRouterCall(), ct) != router)
            throw Wrong(
                chain,
                nameof(chain.Settings.Router),
                uses.IsZero ? $"a {setting} of ours at {ours}" : $"{uses}, which the {setting} {ours} uses",
                $"{router}"
            );
    }

    /// <returns>The default where the contract knows no such function.</returns>
    /// <exception cref="AbiException">An answer of another form: the endpoint may be at fault, and is asked again.</exception>
    private static async Task<T?> AskAsync<T>(
        ConfiguredChain chain,
        Address contract,
        IAbiCall<T> call,
        CancellationToken ct
    )
    {
        var answer = (await chain.Rpc.CallMany([new(contract, call.Encode())], Tag.Latest, ct))[0];
        if (answer.Error is { } error and not CallRevertedException)
            throw error;
        return answer.Error is null ? call.ReadResult(answer.Value) : default;
    }

    private static ConfigurationException Wrong(ConfiguredChain chain, string setting, string expected, string found) =>
        ConfigurationException.Of(chain.Setting(setting), expected, found, Remedy);
}
