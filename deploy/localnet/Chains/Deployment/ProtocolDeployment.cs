using QLStake.Evm.Abi;
using QLStake.Protocol.Bindings;

namespace QLStake.Localnet.Chains.Deployment;

/// <summary>Plans our contracts on one chain: deployed by the deployer, administered by the DAO from the first block.</summary>
internal static class ProtocolDeployment
{
    // contracts/README.md, "Wiring"; the DAO has AccessManager's own admin role.
    private const ulong ConfigRole = 1;
    private const ulong PauserRole = 2;
    private const ulong GuardianRole = 3;
    private const byte Issuer = 1;
    private const byte Pool = 2;

    public static ProtocolContracts Plan(DeploymentPlan plan, Bytecode code, CcipContracts ccip)
    {
        var dao = DevelopmentAccount.Dao.Address;
        var isHub = plan.Chain.Role == ChainRole.Hub;
        var access = plan.Deploy(
            "AccessManager",
            new AccessManager.Constructor(dao).Encode(code.Ours("AccessManager"))
        );
        var qToken = plan.Deploy("qAVAX", LiquidToken(code, "Quantum AVAX", "qAVAX", access, isHub));
        var pool = plan.Deploy(
            "qAVAX pool",
            new BurnMintTokenPool.Constructor(qToken, 18, [], ccip.RmnProxy, ccip.Router).Encode(
                code.Official("v1_6_1/burn_mint_token_pool")
            )
        );
        plan.Call(pool, new BurnMintTokenPool.TransferOwnershipCall(dao));
        plan.Call(ccip.Link, Transfer(Amounts.StakerLink));
        var contracts = new ProtocolContracts
        {
            AccessManager = access,
            QToken = qToken,
            QTokenPool = pool,
        };
        return isHub ? Hub(plan, code, ccip, contracts) : Satellite(plan, code, ccip, contracts);
    }

    /// <summary>Roles, minters and the pool's registration: what needs no other chain.</summary>
    public static void Govern(DeploymentPlan plan, CcipContracts ccip, ProtocolContracts ours)
    {
        AsDao(plan, ours.AccessManager, new AccessManager.LabelRoleCall(PauserRole, "PAUSER"));
        AsDao(plan, ours.AccessManager, new AccessManager.LabelRoleCall(ConfigRole, "CONFIG"));
        AsDao(plan, ours.AccessManager, new AccessManager.LabelRoleCall(GuardianRole, "GUARDIAN"));
        Grant(plan, ours, PauserRole, DevelopmentAccount.Pauser);
        Grant(plan, ours, PauserRole, DevelopmentAccount.Dao);
        Grant(plan, ours, ConfigRole, DevelopmentAccount.Dao);
        AsDao(plan, ours.QToken, new QLiquidToken.SetMinterCall(ours.QTokenPool, Pool));
        AsDao(plan, ours.QTokenPool, new BurnMintTokenPool.AcceptOwnershipCall());
        AsDao(plan, ccip.RegistryModule, new RegistryModuleOwnerCustom.RegisterAdminViaGetCCIPAdminCall(ours.QToken));
        AsDao(plan, ccip.TokenAdminRegistry, new TokenAdminRegistry.AcceptAdminRoleCall(ours.QToken));
        AsDao(plan, ccip.TokenAdminRegistry, new TokenAdminRegistry.SetPoolCall(ours.QToken, ours.QTokenPool));
        if (ours.Hub is { } hub)
        {
            Allow(plan, ours, hub, PauserRole, QLStakeHub.PauseCall.Selector, QLStakeHub.LowerLimitsCall.Selector);
            Allow(
                plan,
                ours,
                hub,
                ConfigRole,
                QLStakeHub.SetLimitsCall.Selector,
                QLStakeHub.SetDeliveryGasCall.Selector
            );
            AsDao(plan, hub, new QLStakeHub.SetGuardsCall([DevelopmentAccount.Guardian.Address], 1));
            AsDao(plan, ours.QToken, new QLiquidToken.SetMinterCall(hub, Issuer));
            AsDao(plan, ours.QTestAsset!.Value, new QLiquidToken.SetMinterCall(hub, Issuer));
        }
        else if (ours.Satellite is { } satellite)
        {
            Allow(
                plan,
                ours,
                satellite,
                ConfigRole,
                QLStakeSatellite.DelistAssetCall.Selector,
                QLStakeSatellite.SetStakeLimitsCall.Selector,
                QLStakeSatellite.SetPayoutLimitsCall.Selector,
                QLStakeSatellite.SetExecutionFeeCall.Selector,
                QLStakeSatellite.SetBatchShareCall.Selector,
                QLStakeSatellite.SetSubsidyCall.Selector,
                QLStakeSatellite.SetDeliveryGasCall.Selector
            );
            Allow(
                plan,
                ours,
                satellite,
                PauserRole,
                QLStakeSatellite.PauseCall.Selector,
                QLStakeSatellite.LowerStakeLimitsCall.Selector,
                QLStakeSatellite.LowerPayoutLimitsCall.Selector
            );
            Allow(plan, ours, satellite, GuardianRole, QLStakeSatellite.HoldCall.Selector);
            Grant(plan, ours, GuardianRole, DevelopmentAccount.Guardian);
            AsDao(plan, satellite, new QLStakeSatellite.SetExecutionFeeCall(default, Amounts.ExecutionFeeNative));
            AsDao(plan, satellite, new QLStakeSatellite.SetExecutionFeeCall(ccip.Link, Amounts.ExecutionFeeLink));
            AsDao(plan, satellite, new QLStakeSatellite.SetBatchShareCall(Amounts.BatchShare));
            plan.CallAs(DevelopmentAccount.Dao, satellite, new QLStakeSatellite.FundFloatCall(), Amounts.Float);
        }
    }

    private static ProtocolContracts Hub(
        DeploymentPlan plan,
        Bytecode code,
        CcipContracts ccip,
        ProtocolContracts contracts
    )
    {
        var books = plan.Deploy("HubBooks", code.Ours("HubBooks"));
        var linked = code.Ours("QLStakeHub", new Dictionary<string, Address> { ["HubBooks"] = books });
        var constructor = new QLStakeHub.Constructor(contracts.AccessManager, ccip.Router, plan.Chain.Selector.Value);
        return contracts with
        {
            Hub = plan.Deploy("QLStakeHub", constructor.Encode(linked)),
            QTestAsset = plan.Deploy(
                "qTUSD",
                LiquidToken(code, "Quantum Test Dollar", "qTUSD", contracts.AccessManager, bounded: true)
            ),
        };
    }

    private static ProtocolContracts Satellite(
        DeploymentPlan plan,
        Bytecode code,
        CcipContracts ccip,
        ProtocolContracts contracts
    )
    {
        var inbound = plan.Deploy(
            "QLSatelliteInbound",
            new QLSatelliteInbound.Constructor(
                contracts.AccessManager,
                ccip.Router,
                plan.Chain.Selector.Value,
                ccip.WrappedNative,
                ccip.Link
            ).Encode(code.Ours("QLSatelliteInbound"))
        );
        var satellite = plan.Deploy(
            "QLStakeSatellite",
            new QLStakeSatellite.Constructor(contracts.AccessManager, ccip.Router, inbound).Encode(
                code.Ours("QLStakeSatellite")
            )
        );
        var asset = plan.Deploy(
            "TUSD",
            CcipDeployment.Token(
                code,
                "Test Dollar",
                "TUSD",
                Amounts.TestAssetDecimals,
                Amounts.TestAssetSupply,
                plan.Deployer.Address
            )
        );
        plan.Call(asset, Transfer(Amounts.StakerTestAsset));
        return contracts with { Satellite = satellite, TestAsset = asset };
    }

    private static byte[] LiquidToken(Bytecode code, string name, string symbol, Address access, bool bounded) =>
        new QLiquidToken.Constructor(name, symbol, access, DevelopmentAccount.Dao.Address, bounded).Encode(
            code.Ours("QLiquidToken")
        );

    private static FactoryBurnMintERC20.TransferCall Transfer(U256 amount) =>
        new(DevelopmentAccount.Staker.Address, amount);

    private static void Grant(DeploymentPlan plan, ProtocolContracts ours, ulong role, DevelopmentAccount account) =>
        AsDao(plan, ours.AccessManager, new AccessManager.GrantRoleCall(role, account.Address, ExecutionDelay: 0));

    private static void Allow(
        DeploymentPlan plan,
        ProtocolContracts ours,
        Address target,
        ulong role,
        params uint[] selectors
    ) =>
        AsDao(
            plan,
            ours.AccessManager,
            new AccessManager.SetTargetFunctionRoleCall(target, [.. selectors.Select(SelectorBytes)], role)
        );

    private static byte[] SelectorBytes(uint selector)
    {
        var bytes = new byte[AbiSelector.Size];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(bytes, selector);
        return bytes;
    }

    private static void AsDao(DeploymentPlan plan, Address to, IAbiCall call) =>
        plan.CallAs(DevelopmentAccount.Dao, to, call);
}
