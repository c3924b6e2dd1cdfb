// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLEndpoint} from "../../src/interfaces/IQLEndpoint.sol";
import {IQLHubTypes} from "../../src/interfaces/IQLHubTypes.sol";
import {IQLInbox} from "../../src/interfaces/IQLInbox.sol";
import {IQLPauses} from "../../src/interfaces/IQLPauses.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {Leaves} from "../lib/Leaves.sol";
import {Client} from "@chainlink/contracts-ccip/contracts/libraries/Client.sol";

/// @notice setRetiring, retirePeer, voidRoot and sendVoid.
contract PeersTest is Leaves {
    function test_A_retiring_peer_goes_on() public {
        IQLHubTypes.MintEntry memory entry = _arriveStake(1 ether, 0);
        vm.prank(dao);
        vm.expectEmit(address(hub));
        emit IQLHubTypes.PeerStateChanged(AVALANCHE, address(satellite), IQLHubTypes.PeerState.Retiring);
        hub.setRetiring(AVALANCHE, address(satellite), true);
        _assertMinted(entry, 1 ether);
        _assertMinted(_arriveStake(1 ether, 1), 1 ether);
        vm.prank(dao);
        hub.setRetiring(AVALANCHE, address(satellite), false);
        assertTrue(hub.peerOf(AVALANCHE, address(satellite)).state == IQLHubTypes.PeerState.Active);
    }

    function test_A_peer_is_retired_only_when_nothing_is_left() public {
        _refuseRetiring(IQLHubTypes.PeerState.Active, 0, 0);
        vm.prank(dao);
        hub.setRetiring(AVALANCHE, address(satellite), true);
        IQLHubTypes.MintEntry memory minted = _arriveStake(1 ether, 0);
        IQLHubTypes.MintEntry memory refunded = _arriveStake(1 ether, 1);
        _refuseRetiring(IQLHubTypes.PeerState.Retiring, 2, 0);
        _assertMinted(minted, 1 ether);
        hub.refund(_forRefund(refunded));
        _refuseRetiring(IQLHubTypes.PeerState.Retiring, 0, 1);
        vm.deal(bob, 2 ether);
        vm.startPrank(bob);
        hub.flushRefunds{value: 1 ether}(AVALANCHE, address(satellite), NATIVE);
        vm.stopPrank();
        _refuseRetiring(IQLHubTypes.PeerState.Retiring, 0, 0); // backing is left
        vm.startPrank(bob);
        qavax.approve(address(hub), 1 ether);
        hub.redeem{value: 1 ether}(address(qavax), 1 ether, AVALANCHE, address(satellite), NATIVE, bob, 0);
        vm.stopPrank();
        vm.prank(dao);
        hub.retirePeer(AVALANCHE, address(satellite));

        Client.Any2EVMMessage memory message =
            Client.Any2EVMMessage("id", AVALANCHE, abi.encode(satellite), "", new Client.EVMTokenAmount[](0));
        vm.prank(hub.router());
        vm.expectRevert(abi.encodeWithSelector(IQLEndpoint.UnknownPeer.selector, AVALANCHE, address(satellite)));
        hub.ccipReceive(message);
        vm.prank(dao);
        hub.listPeer(AVALANCHE, address(satellite));
        _arriveStake(1 ether, 9);
    }

    function test_A_root_that_never_came_is_given_up_and_ignored_if_it_comes() public {
        QLMessages.Item memory item = QLMessages.Item(NATIVE, 1 ether, bob, alice, 5, 0);
        bytes32 root = hub.stakeIdOf(AVALANCHE, address(satellite), item);
        vm.prank(dao);
        vm.expectEmit(address(hub));
        emit IQLHubTypes.RootGivenUp(AVALANCHE, address(satellite), root);
        hub.voidRoot(AVALANCHE, address(satellite), root);
        assertTrue(hub.isVoided(AVALANCHE, address(satellite), root));

        vm.expectEmit(address(hub));
        emit IQLEndpoint.MessageIgnored(
            bytes32(uint256(5)),
            root,
            AVALANCHE,
            address(satellite),
            abi.encodeWithSelector(IQLInbox.RootVoided.selector, root)
        );
        IQLHubTypes.MintEntry memory entry = _arriveStake(1 ether, 5);
        assertEq(_mint(entry).reason, abi.encodeWithSelector(IQLInbox.RootUnknown.selector, root));
        assertEq(hub.peerOf(AVALANCHE, address(satellite)).openRoots, 0);
    }

    function test_A_root_that_came_is_never_given_up() public {
        IQLHubTypes.MintEntry memory entry = _arriveStake(1 ether, 5);
        vm.startPrank(dao);
        vm.expectRevert(abi.encodeWithSelector(IQLEndpoint.RootAlreadyReceived.selector, entry.root));
        hub.voidRoot(AVALANCHE, address(satellite), entry.root);
        vm.expectRevert(abi.encodeWithSelector(IQLEndpoint.UnknownPeer.selector, AVALANCHE, bob));
        hub.voidRoot(AVALANCHE, bob, entry.root);
    }

    function test_Anyone_tells_the_satellite_as_often_as_he_likes() public {
        bytes32 root = "lost";
        vm.deal(alice, 2 ether);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IQLHubTypes.RootNotGivenUp.selector, root));
        hub.sendVoid{value: 1 ether}(AVALANCHE, address(satellite), root);
        vm.prank(dao);
        hub.voidRoot(AVALANCHE, address(satellite), root);
        vm.startPrank(alice);
        vm.expectEmit(false, true, false, true, address(hub));
        emit IQLHubTypes.VoidSent(0, root, AVALANCHE, address(satellite));
        hub.sendVoid{value: 1 ether}(AVALANCHE, address(satellite), root);
        hub.sendVoid{value: alice.balance}(AVALANCHE, address(satellite), root);
        assertGt(alice.balance, 1.9 ether);
    }

    function test_Pauses_of_stakes_are_no_business_of_the_hub() public {
        vm.prank(pauser);
        vm.expectRevert(abi.encodeWithSelector(IQLPauses.ScopeNotHere.selector, IQLPauses.Scope.Stakes));
        hub.pause(IQLPauses.Scope.Stakes);
    }

    function _refuseRetiring(IQLHubTypes.PeerState state, uint64 roots, uint32 refunds) private {
        vm.prank(dao);
        vm.expectRevert(abi.encodeWithSelector(IQLHubTypes.PeerNotRetirable.selector, state, roots, refunds));
        hub.retirePeer(AVALANCHE, address(satellite));
    }
}
