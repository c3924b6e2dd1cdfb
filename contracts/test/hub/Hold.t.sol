// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLHolds} from "../../src/interfaces/IQLHolds.sol";
import {IQLHubTypes} from "../../src/interfaces/IQLHubTypes.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {Leaves} from "../lib/Leaves.sol";

/// @notice hold, and executeMints under holds.
contract HubHoldTest is Leaves {
    function test_A_held_item_root_or_lane_waits_and_nothing_else_does() public {
        (bytes32[] memory leaves, bytes32 root) = _arriveTree(2, _totalOf(2));
        IQLHubTypes.MintEntry memory other = _arriveStake(1 ether, 100);
        _holdAndCheck(leaves[0], leaves);
        _assertMinted(_leafEntry(leaves, 1), 2e15);
        _holdAndCheck(QLMessages.rootKey(AVALANCHE, address(satellite), QLMessages.Kind.Stake, root), leaves);
        _assertMinted(other, 1 ether);
        _holdAndCheck(keccak256(abi.encode(AVALANCHE, address(satellite))), leaves);
        _assertMinted(_leafEntry(leaves, 0), 1e15);
    }

    function test_Only_a_guardian_holds() public {
        vm.prank(pauser);
        vm.expectRevert(abi.encodeWithSelector(IQLHolds.NotGuardian.selector, pauser));
        hub.hold("target");
    }

    function test_A_guardian_who_only_ever_holds_delays_by_three_days() public {
        IQLHubTypes.MintEntry memory entry = _arriveStake(1 ether, 0);
        vm.startPrank(guards[0].addr);
        hub.hold(entry.root);
        skip(3 days);
        vm.expectRevert();
        hub.hold(entry.root);
        vm.stopPrank();
        _assertMinted(_entryOf(entry.item), 1 ether);
    }

    function test_A_shorter_hold_of_one_thing_never_ends_a_longer_one_of_another() public {
        IQLHubTypes.MintEntry memory entry = _arriveStake(1 ether, 0);
        uint64 until = uint64(block.timestamp + 30 days);
        vm.prank(dao);
        hub.extendHold(entry.root, until);
        vm.prank(guards[0].addr);
        hub.hold("something else");
        skip(4 days);
        _assertSkipped(_entryOf(entry.item), abi.encodeWithSelector(IQLHolds.TargetHeld.selector, entry.root, until));
    }

    function _holdAndCheck(bytes32 target, bytes32[] memory leaves) private {
        uint64 until = uint64(block.timestamp + 3 days);
        vm.prank(guards[0].addr);
        hub.hold(target);
        _assertSkipped(_leafEntry(leaves, 0), abi.encodeWithSelector(IQLHolds.TargetHeld.selector, target, until));
        vm.prank(dao);
        hub.liftHold(target);
    }
}
