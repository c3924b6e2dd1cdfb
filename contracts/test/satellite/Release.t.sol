// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLEndpoint} from "../../src/interfaces/IQLEndpoint.sol";
import {IQLHolds} from "../../src/interfaces/IQLHolds.sol";
import {IQLInbox} from "../../src/interfaces/IQLInbox.sol";
import {IQLPauses} from "../../src/interfaces/IQLPauses.sol";
import {IQLSatellitePayouts} from "../../src/interfaces/IQLSatellitePayouts.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {LayeredTree} from "../lib/LayeredTree.sol";
import {Satellites} from "./Satellites.sol";

/// @notice release: by the hub's word, once, within the root's total, not while paused or held.
contract ReleaseTest is Satellites {
    address private immutable _carol = makeAddr("carol");

    function setUp() public override {
        super.setUp();
        _stakeNative(10 ether);
    }

    function test_A_release_pays_its_receiver_and_unlocks_as_much() public {
        IQLSatellitePayouts.ReleaseEntry memory entry = _release(NATIVE, 4 ether, _carol, 0);
        bytes32 leaf = _leafOf(entry, QLMessages.Kind.Release);
        assertEq(satellite.pendingOf(ETHEREUM, address(hub)), 1);
        vm.expectEmit(address(satellite));
        emit IQLSatellitePayouts.Released(leaf, entry.root, _carol, NATIVE, 4 ether);
        vm.expectEmit(address(satellite));
        emit IQLSatellitePayouts.PaidOut(leaf, _carol, NATIVE, 4 ether);
        satellite.release(entry);

        assertEq(_carol.balance, 4 ether);
        assertEq(satellite.locked(NATIVE), 6 ether);
        assertEq(satellite.pendingOf(ETHEREUM, address(hub)), 0);
    }

    function test_A_token_is_released_too() public {
        usd.mint(alice, 5e6);
        vm.deal(alice, 1 ether);
        vm.startPrank(alice);
        usd.approve(address(satellite), 5e6);
        satellite.stake{value: 1 ether}(address(usd), 5e6, bob, alice, NATIVE, 1 ether);
        vm.stopPrank();
        satellite.release(_release(address(usd), 3e6, _carol, 0));
        assertEq(usd.balanceOf(_carol), 3e6);
        assertEq(satellite.locked(address(usd)), 2e6);
    }

    function test_A_leaf_is_released_once() public {
        IQLSatellitePayouts.ReleaseEntry memory entry = _release(NATIVE, 1 ether, _carol, 0);
        satellite.release(entry);
        vm.expectRevert(abi.encodeWithSelector(IQLInbox.LeafConsumed.selector, _leafOf(entry, QLMessages.Kind.Release)));
        satellite.release(entry);
    }

    function testFuzz_Any_leaf_of_a_larger_root_is_released_once(uint8 count, uint8 pick) public {
        count = uint8(bound(count, 2, 30));
        pick = uint8(bound(pick, 0, count - 1));
        (IQLSatellitePayouts.ReleaseEntry memory entry,) = _tree(count, pick, uint256(count) * 1e15);
        satellite.release(entry);
        assertEq(_carol.balance, 1e15);
        vm.expectRevert(abi.encodeWithSelector(IQLInbox.LeafConsumed.selector, _leafOf(entry, QLMessages.Kind.Release)));
        satellite.release(entry);
    }

    function test_Leaves_never_release_more_than_the_roots_total() public {
        (IQLSatellitePayouts.ReleaseEntry memory first, bytes32[] memory leaves) = _tree(2, 0, 1.5e15);
        satellite.release(first);
        first.item.index = 1;
        first.item.nonce = 1;
        first.proof = LayeredTree.proof(leaves, 1);
        vm.expectRevert(abi.encodeWithSelector(IQLInbox.RootTotalExceeded.selector, 1e15, 0.5e15));
        satellite.release(first);
    }

    function test_A_refund_root_releases_nothing() public {
        IQLSatellitePayouts.ReleaseEntry memory entry =
            _arrived(QLMessages.Kind.Refund, QLMessages.Item(NATIVE, 1 ether, _carol, _carol, 0, 0));
        vm.expectRevert(abi.encodeWithSelector(IQLInbox.RootUnknown.selector, entry.root));
        satellite.release(entry);
    }

    function test_A_root_of_a_stranger_is_not_even_recorded() public {
        QLMessages.Item memory item = QLMessages.Item(NATIVE, 1 ether, _carol, _carol, 0, 0);
        vm.expectRevert(abi.encodeWithSelector(IQLEndpoint.UnknownPeer.selector, ETHEREUM, bob));
        _arriveAtSatellite(bob, QLMessages.encodeItem(QLMessages.Kind.Release, item));
    }

    function test_Roots_are_recorded_while_releases_are_paused_and_paid_when_it_lapses() public {
        vm.prank(pauser);
        satellite.pause(IQLPauses.Scope.Releases);
        IQLSatellitePayouts.ReleaseEntry memory entry = _release(NATIVE, 1 ether, _carol, 0);
        vm.expectRevert(
            abi.encodeWithSelector(IQLPauses.Paused.selector, IQLPauses.Scope.Releases, block.timestamp + 7 days)
        );
        satellite.release(entry);
        skip(7 days);
        satellite.release(entry);
        assertEq(_carol.balance, 1 ether);
    }

    function test_A_guardian_holds_a_root_a_leaf_or_a_lane_for_3_days() public {
        IQLSatellitePayouts.ReleaseEntry memory entry = _release(NATIVE, 1 ether, _carol, 0);
        bytes32[3] memory targets = [
            QLMessages.rootKey(ETHEREUM, address(hub), QLMessages.Kind.Release, entry.root),
            _leafOf(entry, QLMessages.Kind.Release),
            keccak256(abi.encode(ETHEREUM, address(hub)))
        ];
        for (uint256 i; i < targets.length; ++i) {
            vm.prank(guardian);
            satellite.hold(targets[i]);
            vm.expectRevert(abi.encodeWithSelector(IQLHolds.TargetHeld.selector, targets[i], block.timestamp + 3 days));
            satellite.release(entry);
            skip(3 days);
        }
        satellite.release(entry);
        assertEq(_carol.balance, 1 ether, "a guardian who only ever holds delays");
    }

    function test_Nobody_else_holds() public {
        vm.expectRevert(abi.encodeWithSelector(IQLHolds.NotGuardian.selector, config));
        vm.prank(config);
        satellite.hold("x");
    }

    function test_A_retiring_hubs_releases_are_paid() public {
        vm.prank(dao);
        satellite.retireHub(ETHEREUM, address(hub));
        satellite.release(_release(NATIVE, 1 ether, _carol, 0));
        assertEq(_carol.balance, 1 ether);
    }

    /// @dev A root over `count` leaves of 1e15 for Carol, arrived with `total`.
    function _tree(uint256 count, uint256 pick, uint256 total)
        private
        returns (IQLSatellitePayouts.ReleaseEntry memory entry, bytes32[] memory leaves)
    {
        leaves = new bytes32[](count);
        for (uint256 i; i < count; ++i) {
            leaves[i] = QLMessages.leafOf(QLMessages.Kind.Release, _inbound(), _item(i));
        }
        bytes32 root = LayeredTree.root(leaves);
        _arriveAtSatellite(
            address(hub), QLMessages.encodeRoot(QLMessages.Kind.Release, NATIVE, uint32(count), total, root)
        );
        entry = IQLSatellitePayouts.ReleaseEntry(
            ETHEREUM, address(hub), root, _item(pick), LayeredTree.proof(leaves, pick)
        );
    }

    function _item(uint256 i) private view returns (QLMessages.Item memory) {
        return QLMessages.Item(NATIVE, 1e15, _carol, _carol, uint64(i), uint32(i));
    }
}
