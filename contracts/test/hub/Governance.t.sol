// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLStakeHub} from "../../src/QLStakeHub.sol";
import {HubDesk} from "../../src/hub/HubDesk.sol";
import {IQLEndpoint} from "../../src/interfaces/IQLEndpoint.sol";
import {IQLHubGovernance} from "../../src/interfaces/IQLHubGovernance.sol";
import {IQLHubTypes} from "../../src/interfaces/IQLHubTypes.sol";
import {IQLPauses} from "../../src/interfaces/IQLPauses.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {Leaves} from "../lib/Leaves.sol";
import {Client} from "@chainlink/contracts-ccip/contracts/libraries/Client.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

/// @notice setGuards, listPeer, listAsset, pauses: what the DAO does, and that nobody else can.
contract HubGovernanceTest is Leaves {
    function test_Every_restricted_function_refuses_strangers_and_lower_roles() public {
        bytes[] memory calls = _restricted();
        address[3] memory callers = [alice, guards[0].addr, pauser];
        for (uint256 i; i < calls.length; ++i) {
            for (uint256 j; j < callers.length; ++j) {
                bool pausing =
                    (bytes4(calls[i]) == IQLPauses.pause.selector
                            || bytes4(calls[i]) == IQLHubGovernance.lowerLimits.selector) && callers[j] == pauser;
                if (!pausing) _assertRefused(callers[j], calls[i]);
            }
            bool configuring = bytes4(calls[i]) == IQLHubGovernance.setLimits.selector
                || bytes4(calls[i]) == hub.setDeliveryGas.selector;
            if (!configuring) _assertRefused(config, calls[i]);
        }
    }

    function test_A_pauser_cannot_unpause() public {
        vm.startPrank(pauser);
        vm.expectEmit(address(hub));
        emit IQLPauses.ScopePaused(IQLPauses.Scope.Mints, uint64(block.timestamp + 7 days), pauser);
        hub.pause(IQLPauses.Scope.Mints);
        vm.stopPrank();
        _assertRefused(pauser, abi.encodeCall(hub.unpause, (IQLPauses.Scope.Mints)));
        assertTrue(hub.mintsPaused());
    }

    function test_A_new_guard_set_replaces_the_old() public {
        address[] memory fresh = new address[](2);
        (fresh[0], fresh[1]) = (alice, guards[2].addr);
        vm.prank(dao);
        vm.expectEmit(address(hub));
        emit IQLHubTypes.GuardSetChanged(fresh, 2);
        hub.setGuards(fresh, 2);

        assertEq(abi.encode(hub.guardians()), abi.encode(fresh));
        assertEq(hub.threshold(), 2);
        assertTrue(hub.isGuardian(alice));
        assertTrue(hub.isGuardian(guards[2].addr));
        assertFalse(hub.isGuardian(guards[0].addr));
    }

    function test_A_guard_set_is_of_distinct_guardians_who_can_reach_the_threshold() public {
        address[] memory twice = new address[](2);
        (twice[0], twice[1]) = (alice, alice);
        _assertInvalid(twice, 1);
        twice[1] = address(0);
        _assertInvalid(twice, 1);
        twice[1] = bob;
        _assertInvalid(twice, 0);
        _assertInvalid(twice, 3);
        _assertInvalid(new address[](0), 0);
        address[] memory many = new address[](256);
        for (uint256 i; i < 256; ++i) {
            many[i] = address(uint160(i + 1));
        }
        _assertInvalid(many, 1);
    }

    function test_The_largest_guard_set_works() public {
        address[] memory many = new address[](255);
        for (uint256 i; i < 255; ++i) {
            many[i] = address(uint160(i + 1));
        }
        many[254] = guards[0].addr;
        vm.prank(dao);
        hub.setGuards(many, 1);
        _assertMinted(_arriveStake(1 ether, 0), 1 ether);
    }

    function test_A_listing_is_fixed() public {
        vm.startPrank(dao);
        vm.expectRevert(
            abi.encodeWithSelector(IQLHubTypes.AssetAlreadyListed.selector, AVALANCHE, address(satellite), NATIVE)
        );
        hub.listAsset(AVALANCHE, address(satellite), NATIVE, address(qusd), 6);
        vm.expectRevert(abi.encodeWithSelector(IQLEndpoint.UnknownPeer.selector, AVALANCHE, bob));
        hub.listAsset(AVALANCHE, bob, NATIVE, address(qavax), 18);
        vm.expectRevert(abi.encodeWithSelector(IQLEndpoint.NoCode.selector, bob));
        hub.listAsset(AVALANCHE, address(satellite), address(1), bob, 18);
        vm.expectRevert(abi.encodeWithSelector(IQLHubTypes.TooManyDecimals.selector, 19));
        hub.listAsset(AVALANCHE, address(satellite), address(1), address(qavax), 19);
        IQLHubTypes.Listing memory listing = hub.listingOf(AVALANCHE, address(satellite), NATIVE);
        assertEq(abi.encode(listing), abi.encode(qavax, 18));
    }

    function test_An_unlisted_asset_waits_for_its_listing() public {
        QLMessages.Item memory item = QLMessages.Item(address(9), 1 ether, bob, alice, 0, 0);
        _arriveAtHub("new", address(satellite), QLMessages.encodeItem(QLMessages.Kind.Stake, item));
        IQLHubTypes.MintEntry memory entry = _entryOf(item);
        _assertSkipped(
            entry,
            abi.encodeWithSelector(IQLHubTypes.AssetNotListed.selector, AVALANCHE, address(satellite), address(9))
        );
        vm.prank(dao);
        hub.listAsset(AVALANCHE, address(satellite), address(9), address(qavax), 18);
        _assertSkipped(entry, abi.encodeWithSelector(IQLHubTypes.BucketExceeded.selector, 0, type(uint256).max));
        vm.prank(config);
        hub.setLimits(IQLPauses.Scope.Mints, _place(address(9)), _limits(1 ether, 0));
        _assertMinted(entry, 1 ether);
    }

    function test_A_peer_is_listed_once() public {
        vm.startPrank(dao);
        vm.expectRevert(abi.encodeWithSelector(IQLEndpoint.PeerExists.selector, AVALANCHE, address(satellite)));
        hub.listPeer(AVALANCHE, address(satellite));
        vm.expectRevert(IQLEndpoint.ZeroValue.selector);
        hub.listPeer(0, bob);
        vm.expectRevert(IQLEndpoint.ZeroValue.selector);
        hub.listPeer(AVALANCHE, address(0));
        assertTrue(hub.peerOf(AVALANCHE, address(satellite)).state == IQLHubTypes.PeerState.Active);
    }

    function test_A_hub_needs_an_authority_a_router_and_a_selector() public {
        address authority = hub.authority();
        vm.expectRevert(IQLEndpoint.ZeroValue.selector);
        new QLStakeHub(address(0), bob, 1);
        vm.expectRevert(IQLEndpoint.ZeroValue.selector);
        new QLStakeHub(authority, address(0), 1);
        vm.expectRevert(IQLEndpoint.ZeroValue.selector);
        new QLStakeHub(authority, bob, 0);
    }

    function test_Delivery_gas_is_something_CCIP_can_grant() public {
        vm.startPrank(config);
        vm.expectRevert(IQLEndpoint.ZeroValue.selector);
        hub.setDeliveryGas(0);
        uint256 most = type(uint24).max;
        vm.expectRevert(abi.encodeWithSelector(IQLEndpoint.GasLimitTooHigh.selector, most + 1));
        hub.setDeliveryGas(most + 1);
        hub.setDeliveryGas(most);
        assertEq(hub.deliveryGas(), most);
    }

    /// @dev Its code runs on the hub's storage; at its own address nothing may look like a hub.
    function test_The_desk_alone_receives_nothing() public {
        address router = address(ethereum.router());
        HubDesk desk = HubDesk(deployCode("HubDesk.sol:HubDesk", abi.encode(router, ETHEREUM)));
        bytes memory data = QLMessages.encodeRoot(QLMessages.Kind.Stake, NATIVE, 2, 1 ether, "root");
        Client.EVMTokenAmount[] memory none = new Client.EVMTokenAmount[](0);
        vm.prank(router);
        vm.expectRevert(IQLHubTypes.NotHere.selector);
        desk.ccipReceive(Client.Any2EVMMessage("id", AVALANCHE, abi.encode(satellite), data, none));
    }

    function test_The_domain_is_as_written_down() public view {
        bytes32 expected = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("QLStakeHub"),
                keccak256("1"),
                block.chainid,
                address(hub)
            )
        );
        assertEq(hub.domainSeparator(), expected);
    }

    function _restricted() private view returns (bytes[] memory calls) {
        IQLHubTypes.MintEntry memory entry;
        calls = new bytes[](23);
        calls[0] = abi.encodeCall(hub.setGuards, (_guardAddresses(), 1));
        calls[1] = abi.encodeCall(hub.listPeer, (1, bob));
        calls[2] = abi.encodeCall(hub.listAsset, (AVALANCHE, address(satellite), address(1), address(qavax), 18));
        calls[3] = abi.encodeCall(hub.setLimits, (IQLPauses.Scope.Mints, _place(NATIVE), _limits(1, 1)));
        calls[4] = abi.encodeCall(hub.lowerLimits, (IQLPauses.Scope.Mints, _place(NATIVE), _limits(1, 1)));
        calls[5] = abi.encodeCall(hub.pause, (IQLPauses.Scope.Mints));
        calls[6] = abi.encodeCall(hub.unpause, (IQLPauses.Scope.Mints));
        calls[7] = abi.encodeCall(hub.confirmPause, (IQLPauses.Scope.Mints, uint64(block.timestamp + 1)));
        calls[8] = abi.encodeCall(hub.restorePolicy, (POLICY));
        calls[9] = abi.encodeCall(hub.setDeliveryGas, (1));
        calls[10] = abi.encodeCall(hub.setDelays, (1 days, 1 days));
        calls[11] = abi.encodeCall(hub.setRetiring, (AVALANCHE, address(satellite), true));
        calls[12] = abi.encodeCall(hub.retirePeer, (AVALANCHE, address(satellite)));
        calls[13] = abi.encodeCall(hub.voidRoot, (AVALANCHE, address(satellite), "root"));
        calls[14] = abi.encodeCall(hub.recordLoss, (AVALANCHE, address(satellite), NATIVE, 1));
        calls[15] = abi.encodeCall(hub.refundByDao, (entry));
        calls[16] = abi.encodeCall(hub.setPredecessor, (bob));
        calls[17] = abi.encodeCall(hub.migrate, (address(qavax), bob));
        calls[18] = abi.encodeCall(hub.extendHold, ("target", uint64(block.timestamp + 1)));
        calls[19] = abi.encodeCall(hub.liftHold, ("target"));
        calls[20] = abi.encodeCall(hub.setRouter, (bob));
        calls[21] = abi.encodeCall(hub.dropRouter, (bob));
        calls[22] = abi.encodeCall(hub.writeOff, (AVALANCHE, address(satellite), QLMessages.Kind.Stake, "root"));
    }

    function _assertRefused(address caller, bytes memory data) private {
        vm.prank(caller);
        (bool ok, bytes memory reason) = address(hub).call(data);
        assertFalse(ok);
        assertEq(reason, abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, caller));
    }

    function _assertInvalid(address[] memory set, uint8 needed) private {
        vm.prank(dao);
        vm.expectRevert(IQLHubTypes.InvalidGuardSet.selector);
        hub.setGuards(set, needed);
    }
}
