// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {Governance} from "../../script/Governance.sol";
import {HubDeployment} from "../../script/HubDeployment.sol";
import {ISafe, Multisig} from "../../script/Multisig.sol";
import {Roles} from "../../script/Roles.sol";
import {SatelliteDeployment} from "../../script/SatelliteDeployment.sol";
import {QLStakeHub} from "../../src/QLStakeHub.sol";
import {QLiquidToken} from "../../src/QLiquidToken.sol";
import {IQLStakeSatellite} from "../../src/interfaces/IQLStakeSatellite.sol";
import {QLBucket} from "../../src/libraries/QLBucket.sol";
import {CcipChain} from "../ccip/CcipChain.sol";
import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {Test} from "forge-std/Test.sol";
import {Vm} from "forge-std/Vm.sol";

/// @notice Both ends as the deployment scripts leave them: a Safe of three is the DAO, this contract was the deployer.
abstract contract Deployed is Test {
    uint64 internal constant AVALANCHE = 14767482510784806043;
    uint64 internal constant ETHEREUM = 16015286601757825753;
    uint32 internal constant DAO_DELAY = 2 days;
    uint32 internal constant CONFIG_DELAY = 1 days;
    address internal constant NATIVE = address(0);

    address internal immutable config = makeAddr("config");
    address internal immutable pauser = makeAddr("pauser");
    address internal immutable guardian = makeAddr("guardian");
    address internal immutable stranger = makeAddr("stranger");

    CcipChain internal avalanche;
    CcipChain internal ethereum;
    Vm.Wallet[] internal owners;
    ISafe internal dao;
    SatelliteDeployment.Deployed internal a;
    HubDeployment.Deployed internal h;

    function setUp() public virtual {
        vm.warp(1_800_000_000);
        avalanche = CcipChain(deployCode("CcipChain.sol:CcipChain", abi.encode(AVALANCHE)));
        ethereum = CcipChain(deployCode("CcipChain.sol:CcipChain", abi.encode(ETHEREUM)));
        avalanche.connect(ethereum);
        ethereum.connect(avalanche);
        for (uint256 i; i < 3; ++i) {
            owners.push(vm.createWallet(string.concat("owner ", vm.toString(i))));
        }
        dao = ISafe(Multisig.create(_ownerAddresses(), 2));

        HubDeployment.Config memory hubPlan = _hubPlan();
        SatelliteDeployment.Config memory satellitePlan = _satellitePlan();
        h = HubDeployment.deploy(hubPlan, address(this), address(dao));
        a = SatelliteDeployment.deploy(satellitePlan, address(this));
        (hubPlan.peers[0].satellite, satellitePlan.hub) = (address(a.satellite), address(h.hub));
        HubDeployment.wire(hubPlan, h);
        SatelliteDeployment.wire(satellitePlan, a);
        Governance.handOver(h.access, address(h.hub), Roles.ofHub(), _people(), address(this));
        Governance.handOver(a.access, address(a.satellite), Roles.ofSatellite(), _people(), address(this));
    }

    /// @notice What the DAO does in the open: the Safe's owners sign, the AccessManager holds the call for the delay.
    function _scheduleAsDao(AccessManager access, address target, bytes memory data) internal {
        _execute(address(access), abi.encodeCall(access.schedule, (target, data, 0)), 2, "");
    }

    /// @param refusal What Safe is expected to revert with; empty where it goes through.
    function _executeAsDao(AccessManager access, address target, bytes memory data, bytes memory refusal) internal {
        _execute(address(access), abi.encodeCall(access.execute, (target, data)), 2, refusal);
    }

    function _execute(address to, bytes memory data, uint256 signers, bytes memory refusal) internal {
        bytes32 digest = dao.getTransactionHash(to, 0, data, 0, 0, 0, 0, address(0), address(0), dao.nonce());
        bytes memory signatures = _sign(digest, signers);
        if (refusal.length != 0) vm.expectRevert(refusal);
        dao.execTransaction(to, 0, data, 0, 0, 0, 0, address(0), payable(address(0)), signatures);
    }

    /// @dev Safe wants the signatures in ascending order of the signers' addresses.
    function _sign(bytes32 digest, uint256 signers) private returns (bytes memory signatures) {
        address last;
        for (uint256 n; n < signers; ++n) {
            Vm.Wallet memory next;
            for (uint256 i; i < owners.length; ++i) {
                bool lower = next.addr == address(0) || owners[i].addr < next.addr;
                if (owners[i].addr > last && lower) next = owners[i];
            }
            (uint8 v, bytes32 r, bytes32 s) = vm.sign(next, digest);
            signatures = abi.encodePacked(signatures, r, s, v);
            last = next.addr;
        }
    }

    function _ownerAddresses() internal view returns (address[] memory all) {
        all = new address[](owners.length);
        for (uint256 i; i < owners.length; ++i) {
            all[i] = owners[i].addr;
        }
    }

    function _people() private view returns (Governance.People memory people) {
        people.dao = address(dao);
        people.daoDelay = DAO_DELAY;
        people.config = config;
        people.configDelay = CONFIG_DELAY;
        people.pausers = new address[](1);
        people.pausers[0] = pauser;
        people.guardians = new address[](1);
        people.guardians[0] = guardian;
    }

    function _hubPlan() private view returns (HubDeployment.Config memory plan) {
        plan.router = address(ethereum.router());
        plan.selector = ETHEREUM;
        plan.guards = new address[](1);
        plan.guards[0] = guardian;
        plan.threshold = 1;
        plan.tokens = new HubDeployment.Token[](1);
        plan.tokens[0] = HubDeployment.Token("Quantum AVAX", "qAVAX");
        plan.peers = new HubDeployment.Peer[](1);
        plan.peers[0].selector = AVALANCHE;
        plan.peers[0].assets = new HubDeployment.Asset[](1);
        plan.peers[0].assets[0] = HubDeployment.Asset(NATIVE, 18, 0, _limits(), _limits());
    }

    function _satellitePlan() private view returns (SatelliteDeployment.Config memory plan) {
        plan.router = address(avalanche.router());
        plan.selector = AVALANCHE;
        plan.wrappedNative = address(avalanche.wrappedNative());
        plan.link = address(avalanche.link());
        plan.hubSelector = ETHEREUM;
        plan.assets = new SatelliteDeployment.Asset[](1);
        plan.assets[0] = SatelliteDeployment.Asset(NATIVE, _limits(), _limits());
    }

    function _limits() internal pure returns (QLBucket.Limits memory) {
        return QLBucket.Limits(1000 ether, 1 ether, 1000, 3600);
    }
}
