// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLStakeHub} from "../../src/QLStakeHub.sol";
import {QLiquidToken} from "../../src/QLiquidToken.sol";
import {IQLHubGovernance} from "../../src/interfaces/IQLHubGovernance.sol";
import {IQLHubTypes} from "../../src/interfaces/IQLHubTypes.sol";
import {IQLPauses} from "../../src/interfaces/IQLPauses.sol";
import {IQLiquidToken} from "../../src/interfaces/IQLiquidToken.sol";
import {QLBucket} from "../../src/libraries/QLBucket.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {CcipChain} from "../ccip/CcipChain.sol";
import {CcipDon} from "../ccip/CcipDon.sol";
import {ExecutionState} from "../ccip/CcipTypes.sol";
import {LogJournal} from "../ccip/LogJournal.sol";
import {ISatellite} from "./ISatellite.sol";
import {Selectors} from "./Selectors.sol";
import {PlainToken} from "./Tokens.sol";
import {Client} from "@chainlink/contracts-ccip/contracts/libraries/Client.sol";
import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {Test} from "forge-std/Test.sol";
import {Vm} from "forge-std/Vm.sol";

/// @notice A satellite on Avalanche and the hub on Ethereum over official CCIP, deployed and wired in the order that README.md gives.
/// @dev Deploys from artifacts: a test that carried all this bytecode inside would take minutes to compile.
abstract contract TwoChains is Test {
    uint64 internal constant AVALANCHE = 14767482510784806043;
    uint64 internal constant ETHEREUM = 16015286601757825753;
    uint64 internal constant CONFIG = 1;
    uint64 internal constant PAUSER = 2;
    uint64 internal constant GUARDIAN = 3;
    address internal constant NATIVE = address(0);
    bytes32 internal constant POLICY = keccak256("policy 1");
    uint128 internal constant CAPACITY = 1_000_000 ether;

    address internal immutable dao = makeAddr("dao");
    address internal immutable config = makeAddr("config");
    address internal immutable pauser = makeAddr("pauser");
    address internal immutable guardian = makeAddr("guardian");
    address internal immutable alice = makeAddr("alice");
    address internal immutable bob = makeAddr("bob");

    LogJournal internal journal;
    CcipDon internal don;
    CcipChain internal avalanche;
    CcipChain internal ethereum;
    ISatellite internal satellite;
    QLStakeHub internal hub;
    QLiquidToken internal qavax;
    QLiquidToken internal qusd;
    PlainToken internal usd;
    Vm.Wallet[] internal guards;

    function setUp() public virtual {
        vm.warp(1_800_000_000);
        journal = LogJournal(deployCode("LogJournal.sol:LogJournal"));
        don = CcipDon(deployCode("CcipDon.sol:CcipDon", abi.encode(journal)));
        avalanche = CcipChain(deployCode("CcipChain.sol:CcipChain", abi.encode(AVALANCHE)));
        ethereum = CcipChain(deployCode("CcipChain.sol:CcipChain", abi.encode(ETHEREUM)));
        avalanche.connect(ethereum);
        ethereum.connect(avalanche);
        don.serve(avalanche);
        don.serve(ethereum);
        usd = PlainToken(deployCode("Tokens.sol:PlainToken", abi.encode("US Dollar", "USD", 6)));
        _deploySatellite();
        _deployHub();
        _wire();
        _sayHello();
    }

    function _deploySatellite() private {
        AccessManager access = AccessManager(deployCode("AccessManager.sol:AccessManager", abi.encode(dao)));
        satellite = _newSatellite(address(access));
        vm.startPrank(dao);
        access.setTargetFunctionRole(address(satellite), _satelliteConfig(), CONFIG);
        access.setTargetFunctionRole(
            address(satellite),
            Selectors.list(
                satellite.pause.selector, satellite.lowerStakeLimits.selector, satellite.lowerPayoutLimits.selector
            ),
            PAUSER
        );
        access.setTargetFunctionRole(address(satellite), Selectors.list(satellite.hold.selector), GUARDIAN);
        access.grantRole(PAUSER, pauser, 0);
        access.grantRole(GUARDIAN, guardian, 0);
        access.grantRole(CONFIG, config, 0);
        vm.stopPrank();
    }

    function _deployHub() private {
        AccessManager access = AccessManager(deployCode("AccessManager.sol:AccessManager", abi.encode(dao)));
        hub = _newHub(address(access));
        qavax = _newToken("Quantum AVAX", "qAVAX", address(access), true);
        qusd = _newToken("Quantum USD", "qUSD", address(access), true);
        vm.startPrank(dao);
        access.setTargetFunctionRole(
            address(hub), Selectors.list(IQLHubGovernance.setLimits.selector, hub.setDeliveryGas.selector), CONFIG
        );
        access.setTargetFunctionRole(
            address(hub), Selectors.list(IQLPauses.pause.selector, IQLHubGovernance.lowerLimits.selector), PAUSER
        );
        access.grantRole(CONFIG, config, 0);
        access.grantRole(PAUSER, pauser, 0);
        qavax.setMinter(address(hub), IQLiquidToken.Minter.Issuer);
        qusd.setMinter(address(hub), IQLiquidToken.Minter.Issuer);
        vm.stopPrank();
    }

    function _wire() private {
        for (uint256 i; i < 3; ++i) {
            guards.push(vm.createWallet(string.concat("guard ", vm.toString(i))));
        }
        vm.startPrank(dao);
        hub.setGuards(_guardAddresses(), 1);
        hub.listPeer(AVALANCHE, address(satellite));
        hub.listAsset(AVALANCHE, address(satellite), NATIVE, address(qavax), 18);
        hub.listAsset(AVALANCHE, address(satellite), address(usd), address(qusd), 6);
        satellite.listAsset(NATIVE, _wide(), _wide());
        satellite.listAsset(address(usd), _wide(), _wide());
        satellite.setHub(ETHEREUM, address(hub));
        vm.stopPrank();
        vm.startPrank(config);
        _setHubLimits(_place(NATIVE), _limits(CAPACITY, 1 ether));
        _setHubLimits(_place(address(usd)), _limits(CAPACITY, 1 ether));
        vm.stopPrank();
        vm.deal(address(this), 10 ether);
        satellite.fundFloat{value: 1 ether}();
    }

    function _sayHello() private {
        vm.deal(alice, 2 ether);
        vm.startPrank(alice);
        satellite.hello{value: 1 ether}();
        assertTrue(don.deliver(avalanche, ethereum) == ExecutionState.Success);
        hub.hello{value: 1 ether}(AVALANCHE, address(satellite));
        vm.stopPrank();
        assertTrue(don.deliver(ethereum, avalanche) == ExecutionState.Success);
    }

    /// @notice Limits on value alone.
    function _limits(uint128 capacity, uint128 refillPerSecond) internal pure returns (QLBucket.Limits memory) {
        return QLBucket.Limits(capacity, refillPerSecond, type(uint32).max, type(uint32).max);
    }

    /// @notice The satellite's listing of `asset` at the hub.
    function _place(address asset) internal view returns (IQLHubTypes.Place memory) {
        return IQLHubTypes.Place(AVALANCHE, address(satellite), asset);
    }

    /// @notice The same limits for mints and redemptions; the caller must be CONFIG.
    function _setHubLimits(IQLHubTypes.Place memory place, QLBucket.Limits memory limits) internal {
        hub.setLimits(IQLPauses.Scope.Mints, place, limits);
        hub.setLimits(IQLPauses.Scope.Redemptions, place, limits);
    }

    function _newSatellite(address access) internal returns (ISatellite) {
        bytes memory arguments =
            abi.encode(access, avalanche.router(), AVALANCHE, avalanche.wrappedNative(), avalanche.link());
        address inbound = deployCode("QLSatelliteInbound.sol:QLSatelliteInbound", arguments);
        arguments = abi.encode(access, avalanche.router(), inbound);
        return ISatellite(deployCode("QLStakeSatellite.sol:QLStakeSatellite", arguments));
    }

    function _newHub(address access) internal returns (QLStakeHub) {
        return QLStakeHub(deployCode("QLStakeHub.sol:QLStakeHub", abi.encode(access, ethereum.router(), ETHEREUM)));
    }

    function _newToken(string memory name, string memory symbol, address access, bool bounded)
        internal
        returns (QLiquidToken)
    {
        bytes memory arguments = abi.encode(name, symbol, access, dao, bounded);
        return QLiquidToken(deployCode("QLiquidToken.sol:QLiquidToken", arguments));
    }

    function _guardAddresses() internal view returns (address[] memory all) {
        all = new address[](guards.length);
        for (uint256 i; i < guards.length; ++i) {
            all[i] = guards[i].addr;
        }
    }

    /// @notice Alice stakes natively for Bob and pays exactly the quote.
    function _stakeNative(uint256 amount) internal returns (bytes32 stakeId, QLMessages.Item memory item) {
        uint256 fee = satellite.quoteStake(alice, NATIVE, amount, bob, alice, NATIVE).total;
        item = QLMessages.Item(NATIVE, amount, bob, alice, satellite.nextNonce(), 0);
        vm.deal(alice, amount + fee);
        vm.prank(alice);
        (stakeId,) = satellite.stake{value: amount + fee}(NATIVE, amount, bob, alice, NATIVE, fee);
    }

    /// @notice Hands `data` to the hub as CCIP's Router would after `sender` sent it.
    function _arriveAtHub(bytes32 messageId, address sender, bytes memory data) internal {
        vm.prank(address(ethereum.router()));
        hub.ccipReceive(
            Client.Any2EVMMessage(messageId, AVALANCHE, abi.encode(sender), data, new Client.EVMTokenAmount[](0))
        );
    }

    /// @notice An entry for a root of one, approved by guard 0 for an hour.
    function _entryOf(QLMessages.Item memory item) internal returns (IQLHubTypes.MintEntry memory entry) {
        bytes32 stakeId = hub.stakeIdOf(AVALANCHE, address(satellite), item);
        return _entryIn(stakeId, item, new bytes32[](0));
    }

    /// @notice An entry for a leaf of `root`, approved by guard 0 for an hour.
    function _entryIn(bytes32 root, QLMessages.Item memory item, bytes32[] memory proof)
        internal
        returns (IQLHubTypes.MintEntry memory entry)
    {
        bytes32 stakeId = hub.stakeIdOf(AVALANCHE, address(satellite), item);
        entry = IQLHubTypes.MintEntry(AVALANCHE, address(satellite), root, item, proof, new IQLHubTypes.Approval[](1));
        entry.approvals[0] = _approve(guards[0], stakeId, root, uint64(block.timestamp + 1 hours), POLICY);
    }

    function _approve(Vm.Wallet memory guard, bytes32 stakeId, bytes32 root, uint64 expires, bytes32 policyHash)
        internal
        returns (IQLHubTypes.Approval memory)
    {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(guard, hub.hashApproval(stakeId, root, expires, policyHash));
        return IQLHubTypes.Approval(expires, policyHash, v, r, s);
    }

    function _mint(IQLHubTypes.MintEntry memory entry) internal returns (IQLHubTypes.MintOutcome memory) {
        IQLHubTypes.MintEntry[] memory entries = new IQLHubTypes.MintEntry[](1);
        entries[0] = entry;
        return hub.executeMints(entries)[0];
    }

    /// @notice Limits that nothing in a test reaches by accident.
    function _wide() internal pure returns (QLBucket.Limits memory) {
        return QLBucket.Limits(type(uint128).max, type(uint128).max, type(uint32).max, type(uint32).max);
    }

    function _satelliteConfig() private view returns (bytes4[] memory all) {
        all = new bytes4[](7);
        (all[0], all[1]) = (satellite.delistAsset.selector, satellite.setExecutionFee.selector);
        (all[2], all[3]) = (satellite.setDeliveryGas.selector, satellite.setStakeLimits.selector);
        (all[4], all[5]) = (satellite.setPayoutLimits.selector, satellite.setSubsidy.selector);
        all[6] = satellite.setBatchShare.selector;
    }
}
