using QLStake.Localnet.Don;
using QLStake.Protocol.Bindings;
using QLStake.Protocol.Ccip;

namespace QLStake.Localnet.Chains.Deployment;

/// <summary>Plans CCIP 1.6 on one chain from the official bytecode, at the versions its lanes run today.</summary>
internal static class CcipDeployment
{
    private const uint PermissionlessExecutionAfterSeconds = 3600;
    private const ushort GasForCallExactCheck = 5000;
    private const byte CommitPlugin = 0;
    private const byte ExecutionPlugin = 1;
    private static readonly U256 Whole = U256.Parse("1000000000000000000");

    /// <summary>A billion LINK, held by the deployer.</summary>
    public static readonly U256 LinkSupply = Whole * 1_000_000_000;

    public static CcipContracts Plan(DeploymentPlan plan, Bytecode code)
    {
        var owner = plan.Deployer.Address;
        var selector = plan.Chain.Selector.Value;
        var wrapped = plan.Deploy("WrappedNative", code.Ours("WrappedNative"));
        var link = plan.Deploy("LINK", Token(code, "ChainLink Token", "LINK", 18, LinkSupply, owner));
        var remote = plan.Deploy(
            "RMNRemote",
            new RMNRemote.Constructor(selector, default).Encode(code.Official("v1_6_0/rmn_remote"))
        );
        var proxy = plan.Deploy(
            "RMNProxy",
            new RMNProxy.Constructor(remote).Encode(code.Official("v1_0_0/rmn_proxy_contract"))
        );
        var registry = plan.Deploy("TokenAdminRegistry", code.Official("v1_5_0/token_admin_registry"));
        var module = plan.Deploy(
            "RegistryModuleOwnerCustom",
            new RegistryModuleOwnerCustom.Constructor(registry).Encode(
                code.Official("v1_6_0/registry_module_owner_custom")
            )
        );
        var router = plan.Deploy(
            "Router",
            new Router.Constructor(wrapped, proxy).Encode(code.Official("v1_2_0/router"))
        );
        var nonces = plan.Deploy(
            "NonceManager",
            new NonceManager.Constructor([]).Encode(code.Official("v1_6_0/nonce_manager"))
        );
        var fees = plan.Deploy("FeeQuoter", CcipFees.Creation(code, owner, link, wrapped));
        var onRamp = plan.Deploy(
            "OnRamp",
            new OnRamp.Constructor(
                new OnRamp.StaticConfig(selector, proxy, nonces, registry),
                new OnRamp.DynamicConfig(fees, false, default, owner, owner),
                []
            ).Encode(code.Official("v1_6_0/onramp"))
        );
        var offRamp = plan.Deploy(
            "OffRamp",
            new OffRamp.Constructor(
                new OffRamp.StaticConfig(selector, GasForCallExactCheck, proxy, registry, nonces),
                new OffRamp.DynamicConfig(fees, PermissionlessExecutionAfterSeconds, default),
                []
            ).Encode(code.Official("v1_6_0/offramp"))
        );
        plan.Call(
            nonces,
            new NonceManager.ApplyAuthorizedCallerUpdatesCall(
                new NonceManager.AuthorizedCallerArgs([onRamp, offRamp], [])
            )
        );
        plan.Call(registry, new TokenAdminRegistry.AddRegistryModuleCall(module));
        plan.Call(fees, CcipFees.TokenPrices(link, wrapped));
        return new CcipContracts
        {
            WrappedNative = wrapped,
            Link = link,
            RmnRemote = remote,
            RmnProxy = proxy,
            TokenAdminRegistry = registry,
            RegistryModule = module,
            Router = router,
            NonceManager = nonces,
            FeeQuoter = fees,
            OnRamp = onRamp,
            OffRamp = offRamp,
        };
    }

    /// <summary>Creation data of CCIP's own ERC-20, which has roles for minters and burners.</summary>
    public static byte[] Token(Bytecode code, string name, string symbol, byte decimals, U256 supply, Address owner) =>
        new FactoryBurnMintERC20.Constructor(name, symbol, decimals, 0, supply, owner).Encode(
            code.Official("v1_6_2/factory_burn_mint_erc20")
        );

    /// <summary>Opens the lanes from here to the other chains, and from them to here.</summary>
    public static void Connect(
        DeploymentPlan plan,
        CcipContracts here,
        IReadOnlyDictionary<ChainSpec, CcipContracts> others
    )
    {
        plan.Call(here.FeeQuoter, CcipFees.Destinations(others.Keys));
        plan.Call(here.FeeQuoter, CcipFees.GasPrices(others.Keys));
        plan.Call(
            here.OnRamp,
            new OnRamp.ApplyDestChainConfigUpdatesCall([
                .. others.Keys.Select(to => new OnRamp.DestChainConfigArgs(to.Selector.Value, here.Router, false)),
            ])
        );
        plan.Call(
            here.OffRamp,
            new OffRamp.ApplySourceChainConfigUpdatesCall([
                .. others.Select(from => new OffRamp.SourceChainConfigArgs(
                    here.Router,
                    from.Key.Selector.Value,
                    IsEnabled: true,
                    IsRMNVerificationDisabled: true,
                    CcipAddress.Encode(from.Value.OnRamp)
                )),
            ])
        );
        plan.Call(
            here.Router,
            new Router.ApplyRampUpdatesCall(
                [.. others.Keys.Select(to => new Router.OnRamp(to.Selector.Value, here.OnRamp))],
                [],
                [.. others.Keys.Select(from => new Router.OffRamp(from.Selector.Value, here.OffRamp))]
            )
        );
    }

    /// <summary>Lets the DON stand-in commit (F = 1: two of four signatures) and execute.</summary>
    public static void Trust(DeploymentPlan plan, CcipContracts here)
    {
        Address[] signers = [.. DevelopmentAccount.DonSigners.Select(signer => signer.Address)];
        Address[] transmitters = [DevelopmentAccount.Transmitter.Address];
        plan.Call(
            here.OffRamp,
            new OffRamp.SetOCR3ConfigsCall([
                new OffRamp.OCRConfigArgs(OcrReport.CommitDigest, CommitPlugin, 1, true, signers, transmitters),
                new OffRamp.OCRConfigArgs(OcrReport.ExecutionDigest, ExecutionPlugin, 1, false, [], transmitters),
            ])
        );
    }
}
