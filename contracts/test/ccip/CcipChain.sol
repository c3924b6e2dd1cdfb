// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IFeeQuoter, INonceManager, IOffRamp, IOfficialRouter, IOnRamp, IRmnRemote} from "./CcipInterfaces.sol";
import {IFactoryToken, IRegistryModule, ITokenAdminRegistry} from "./CcipTokenInterfaces.sol";
import {GasPriceUpdate, PriceUpdates, TokenPriceUpdate} from "./CcipTypes.sol";
import {OfficialBytecode} from "./OfficialBytecode.sol";
import {WrappedNative} from "./WrappedNative.sol";

/// @title One chain's CCIP, from the official bytecode
/// @notice Several of them live in one EVM and differ by selector only, so a test sees both ends of a lane at once.
/// This contract owns all of them, as Chainlink's timelock does on a real chain.
contract CcipChain {
    uint224 public constant NATIVE_USD = 30e18;
    uint224 public constant LINK_USD = 15e18;
    /// @dev US dollars with 18 decimals per unit of destination gas: 25 gwei at $30.
    uint224 public constant GAS_USD = 750_000_000_000;
    uint32 public constant PERMISSIONLESS_EXECUTION_AFTER = 1 hours;

    uint8 private constant COMMIT_PLUGIN = 0;
    uint8 private constant EXECUTION_PLUGIN = 1;
    bytes4 private constant EVM_FAMILY = 0x2812d52c;
    /// @dev The subject that curses every lane of a chain.
    bytes16 private constant GLOBAL_CURSE = 0x01000000000000000000000000000001;

    uint64 public immutable selector;
    WrappedNative public immutable wrappedNative;
    IFactoryToken public immutable link;
    IRmnRemote public immutable rmnRemote;
    address public immutable rmnProxy;
    ITokenAdminRegistry public immutable tokenAdminRegistry;
    IRegistryModule public immutable registryModule;
    IOfficialRouter public immutable router;
    INonceManager public immutable nonceManager;
    IFeeQuoter public immutable feeQuoter;
    IOnRamp public immutable onRamp;
    IOffRamp public immutable offRamp;

    constructor(uint64 selector_) {
        selector = selector_;
        wrappedNative = new WrappedNative();
        link = IFactoryToken(deployToken("ChainLink Token", "LINK"));
        rmnRemote = IRmnRemote(OfficialBytecode.deploy("v1_6_0/rmn_remote", abi.encode(selector_, address(0))));
        rmnProxy = OfficialBytecode.deploy("v1_0_0/rmn_proxy_contract", abi.encode(rmnRemote));
        tokenAdminRegistry = ITokenAdminRegistry(OfficialBytecode.deploy("v1_5_0/token_admin_registry", ""));
        registryModule = IRegistryModule(
            OfficialBytecode.deploy("v1_6_0/registry_module_owner_custom", abi.encode(tokenAdminRegistry))
        );
        router = IOfficialRouter(OfficialBytecode.deploy("v1_2_0/router", abi.encode(wrappedNative, rmnProxy)));
        nonceManager = INonceManager(OfficialBytecode.deploy("v1_6_0/nonce_manager", abi.encode(new address[](0))));
        feeQuoter = IFeeQuoter(_deployFeeQuoter());
        onRamp = IOnRamp(_deployOnRamp());
        offRamp = IOffRamp(_deployOffRamp());
        nonceManager.applyAuthorizedCallerUpdates(
            INonceManager.AuthorizedCallerArgs({
                addedCallers: _pair(address(onRamp), address(offRamp)), removedCallers: new address[](0)
            })
        );
        tokenAdminRegistry.addRegistryModule(address(registryModule));
        setPrices(NATIVE_USD, LINK_USD);
    }

    /// @notice Opens the lane to `remote` for sending and the lane from it for receiving; call it on both ends.
    function connect(CcipChain remote) external {
        uint64 there = remote.selector();
        IFeeQuoter.DestChainConfigArgs[] memory fees = new IFeeQuoter.DestChainConfigArgs[](1);
        fees[0] = IFeeQuoter.DestChainConfigArgs(there, _destination());
        feeQuoter.applyDestChainConfigUpdates(fees);
        setGasPrice(there, GAS_USD);

        _setSendingRouter(there, address(router));

        IOffRamp.SourceChainConfigArgs[] memory receiving = new IOffRamp.SourceChainConfigArgs[](1);
        receiving[0] = IOffRamp.SourceChainConfigArgs({
            router: address(router),
            sourceChainSelector: there,
            isEnabled: true,
            isRMNVerificationDisabled: true,
            onRamp: abi.encode(remote.onRamp())
        });
        offRamp.applySourceChainConfigUpdates(receiving);

        IOfficialRouter.OnRampUpdate[] memory outbound = new IOfficialRouter.OnRampUpdate[](1);
        outbound[0] = IOfficialRouter.OnRampUpdate(there, address(onRamp));
        IOfficialRouter.OffRampUpdate[] memory inbound = new IOfficialRouter.OffRampUpdate[](1);
        inbound[0] = IOfficialRouter.OffRampUpdate(there, address(offRamp));
        router.applyRampUpdates(outbound, new IOfficialRouter.OffRampUpdate[](0), inbound);
    }

    /// @notice Lets a DON commit with F = 1 and these signers, and execute, from `transmitter`.
    function trust(address[] calldata signers, address transmitter, bytes32 commitDigest, bytes32 executeDigest)
        external
    {
        address[] memory transmitters = new address[](1);
        transmitters[0] = transmitter;
        IOffRamp.OCRConfigArgs[] memory configs = new IOffRamp.OCRConfigArgs[](2);
        configs[0] = IOffRamp.OCRConfigArgs(commitDigest, COMMIT_PLUGIN, 1, true, signers, transmitters);
        configs[1] = IOffRamp.OCRConfigArgs(executeDigest, EXECUTION_PLUGIN, 1, false, new address[](0), transmitters);
        offRamp.setOCR3Configs(configs);
    }

    /// @param nativeUsd dollars with 18 decimals for 1e18 of the wrapped native coin
    /// @param linkUsd dollars with 18 decimals for 1e18 of LINK
    function setPrices(uint224 nativeUsd, uint224 linkUsd) public {
        TokenPriceUpdate[] memory tokens = new TokenPriceUpdate[](2);
        tokens[0] = TokenPriceUpdate(address(wrappedNative), nativeUsd);
        tokens[1] = TokenPriceUpdate(address(link), linkUsd);
        feeQuoter.updatePrices(PriceUpdates(tokens, new GasPriceUpdate[](0)));
    }

    /// @param usdPerGas dollars with 18 decimals for one unit of gas on the destination
    function setGasPrice(uint64 destination, uint224 usdPerGas) public {
        GasPriceUpdate[] memory gasPrices = new GasPriceUpdate[](1);
        gasPrices[0] = GasPriceUpdate(destination, usdPerGas);
        feeQuoter.updatePrices(PriceUpdates(new TokenPriceUpdate[](0), gasPrices));
    }

    /// @notice What Chainlink does to stop a lane's sending: its OnRamp knows no Router any more. `connect` undoes it.
    function pauseLane(uint64 remote) external {
        _setSendingRouter(remote, address(0));
    }

    function curseLane(uint64 remote) external {
        rmnRemote.curse(bytes16(uint128(remote)));
    }

    function uncurseLane(uint64 remote) external {
        rmnRemote.uncurse(bytes16(uint128(remote)));
    }

    function curseEverything() external {
        rmnRemote.curse(GLOBAL_CURSE);
    }

    /// @notice A token with roles for minters and burners, owned by this contract; LINK is one of them.
    function deployToken(string memory name, string memory symbol) public returns (address) {
        return OfficialBytecode.deploy(
            "v1_6_2/factory_burn_mint_erc20", abi.encode(name, symbol, uint8(18), uint256(0), uint256(0), address(this))
        );
    }

    function mintLink(address to, uint256 amount) external {
        link.grantMintRole(address(this));
        link.mint(to, amount);
    }

    function _setSendingRouter(uint64 remote, address from) private {
        IOnRamp.DestChainConfigArgs[] memory sending = new IOnRamp.DestChainConfigArgs[](1);
        sending[0] = IOnRamp.DestChainConfigArgs(remote, from, false);
        onRamp.applyDestChainConfigUpdates(sending);
    }

    function _deployFeeQuoter() private returns (address) {
        address[] memory feeTokens = _pair(address(link), address(wrappedNative));
        address[] memory priceUpdaters = new address[](1);
        priceUpdaters[0] = address(this);
        IFeeQuoter.PremiumMultiplierWeiPerEthArgs[] memory premiums = new IFeeQuoter.PremiumMultiplierWeiPerEthArgs[](2);
        premiums[0] = IFeeQuoter.PremiumMultiplierWeiPerEthArgs(address(link), 0.9 ether);
        premiums[1] = IFeeQuoter.PremiumMultiplierWeiPerEthArgs(address(wrappedNative), 1 ether);
        return OfficialBytecode.deploy(
            "v1_6_3/fee_quoter",
            abi.encode(
                IFeeQuoter.StaticConfig(1000 ether, address(link), type(uint32).max),
                priceUpdaters,
                feeTokens,
                new IFeeQuoter.TokenPriceFeedUpdate[](0),
                new IFeeQuoter.TokenTransferFeeConfigArgs[](0),
                premiums,
                new IFeeQuoter.DestChainConfigArgs[](0)
            )
        );
    }

    function _deployOnRamp() private returns (address) {
        return OfficialBytecode.deploy(
            "v1_6_0/onramp",
            abi.encode(
                IOnRamp.StaticConfig(selector, rmnProxy, address(nonceManager), address(tokenAdminRegistry)),
                IOnRamp.DynamicConfig(address(feeQuoter), false, address(0), address(this), address(this)),
                new IOnRamp.DestChainConfigArgs[](0)
            )
        );
    }

    function _deployOffRamp() private returns (address) {
        return OfficialBytecode.deploy(
            "v1_6_0/offramp",
            abi.encode(
                IOffRamp.StaticConfig(selector, 5000, rmnProxy, address(tokenAdminRegistry), address(nonceManager)),
                IOffRamp.DynamicConfig(address(feeQuoter), PERMISSIONLESS_EXECUTION_AFTER, address(0)),
                new IOffRamp.SourceChainConfigArgs[](0)
            )
        );
    }

    function _destination() private pure returns (IFeeQuoter.DestChainConfig memory) {
        return IFeeQuoter.DestChainConfig({
            isEnabled: true,
            maxNumberOfTokensPerMsg: 10,
            maxDataBytes: 30_000,
            maxPerMsgGasLimit: 3_000_000,
            destGasOverhead: 300_000,
            destGasPerPayloadByteBase: 16,
            destGasPerPayloadByteHigh: 40,
            destGasPerPayloadByteThreshold: 3000,
            destDataAvailabilityOverheadGas: 100,
            destGasPerDataAvailabilityByte: 16,
            destDataAvailabilityMultiplierBps: 1,
            chainFamilySelector: EVM_FAMILY,
            enforceOutOfOrder: false,
            defaultTokenFeeUSDCents: 25,
            defaultTokenDestGasOverhead: 90_000,
            defaultTxGasLimit: 200_000,
            gasMultiplierWeiPerEth: 1.1 ether,
            gasPriceStalenessThreshold: 0,
            networkFeeUSDCents: 10
        });
    }

    function _pair(address first, address second) private pure returns (address[] memory both) {
        both = new address[](2);
        (both[0], both[1]) = (first, second);
    }
}
