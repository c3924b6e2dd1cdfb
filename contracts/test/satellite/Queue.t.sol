// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLEndpoint} from "../../src/interfaces/IQLEndpoint.sol";
import {IQLOutbox} from "../../src/interfaces/IQLOutbox.sol";
import {IQLPauses} from "../../src/interfaces/IQLPauses.sol";
import {IQLSatelliteTypes} from "../../src/interfaces/IQLSatelliteTypes.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {LayeredTree} from "../lib/LayeredTree.sol";
import {Satellites} from "./Satellites.sol";

/// @notice queue and quoteQueue.
contract QueueTest is Satellites {
    function setUp() public override {
        super.setUp();
        vm.prank(config);
        satellite.setExecutionFee(NATIVE, 0.01 ether);
    }

    function test_A_queued_stake_locks_its_amount_and_says_all_of_it() public {
        QLMessages.Item memory item = QLMessages.Item(NATIVE, 2 ether, bob, alice, 0, 0);
        bytes32 expected = satellite.stakeIdOf(item);
        vm.deal(alice, 3 ether);
        vm.expectEmit(address(satellite));
        emit IQLOutbox.LeafQueued(expected, _batch(), 0, QLMessages.Kind.Stake, ETHEREUM, address(hub), item);
        vm.expectEmit(address(satellite));
        emit IQLSatelliteTypes.StakeQueued(expected, alice, SHARE, 0.01 ether);
        vm.prank(alice);
        bytes32 stakeId = satellite.queue{value: 3 ether}(NATIVE, 2 ether, bob, address(0), 0.011 ether);

        assertEq(stakeId, expected);
        assertEq(alice.balance, 0.989 ether, "the excess returns");
        assertEq(satellite.locked(NATIVE), 2 ether);
        assertEq(satellite.accruedFees(NATIVE), 0.01 ether);
        assertEq(satellite.waitingFees(NATIVE), SHARE);
        assertEq(satellite.pendingOf(ETHEREUM, address(hub)), 1);
        assertFalse(satellite.isStake(stakeId), "nothing was sent yet");
        assertEq(address(satellite).balance, 2.011 ether);
    }

    function test_A_token_is_queued_for_a_native_fee() public {
        usd.mint(alice, 5e6);
        vm.deal(alice, 1 ether);
        vm.startPrank(alice);
        usd.approve(address(satellite), 5e6);
        satellite.queue{value: 0.011 ether}(address(usd), 5e6, bob, alice, 0.011 ether);
        assertEq(satellite.locked(address(usd)), 5e6);
        assertEq(usd.balanceOf(address(satellite)), 5e6);
    }

    function testFuzz_The_open_batch_is_the_tree_of_its_leaves(uint8 count) public {
        count = uint8(bound(count, 1, 40));
        (QLMessages.Item[] memory items, bytes32[] memory leaves) = _queueMany(count);
        IQLOutbox.Batch memory open = satellite.openBatch(_batch());
        assertEq(open.root, LayeredTree.root(leaves));
        assertEq(open.count, count);
        assertEq(open.total, satellite.locked(NATIVE));
        assertEq(items[count - 1].index, count - 1);
    }

    function test_The_first_leaf_fixes_the_share_of_its_batch() public {
        _queueNative(1 ether);
        vm.prank(config);
        satellite.setBatchShare(5 * SHARE);
        assertEq(satellite.quoteQueue(NATIVE, 1).ccipFee, SHARE);
        _queueNative(1 ether);
        assertEq(satellite.waitingFees(NATIVE), 2 * SHARE);
        _flush();
        assertEq(satellite.quoteQueue(NATIVE, 1).ccipFee, 5 * SHARE);
    }

    function test_No_more_is_charged_than_allowed_and_offered() public {
        vm.expectRevert(abi.encodeWithSelector(IQLSatelliteTypes.FeeAboveMax.selector, 0.011 ether, 0.01 ether));
        satellite.queue{value: 2 ether}(NATIVE, 1 ether, bob, alice, 0.01 ether);
        vm.expectRevert(abi.encodeWithSelector(IQLEndpoint.ValueTooLow.selector, 0.01 ether, 0.011 ether));
        satellite.queue{value: 1.01 ether}(NATIVE, 1 ether, bob, alice, 1 ether);
    }

    function test_What_cannot_be_staked_cannot_be_queued_nor_quoted() public {
        vm.expectRevert(IQLEndpoint.ZeroValue.selector);
        satellite.queue(NATIVE, 0, bob, alice, 1 ether);
        vm.expectRevert(IQLEndpoint.ZeroValue.selector);
        satellite.queue(NATIVE, 1, address(0), alice, 1 ether);
        _expectRefused(address(1), abi.encodeWithSelector(IQLSatelliteTypes.AssetNotListed.selector, address(1)));
        vm.prank(pauser);
        satellite.pause(IQLPauses.Scope.Stakes);
        _expectRefused(
            NATIVE, abi.encodeWithSelector(IQLPauses.Paused.selector, IQLPauses.Scope.Stakes, block.timestamp + 7 days)
        );
        vm.startPrank(dao);
        satellite.unpause(IQLPauses.Scope.Stakes);
        satellite.retireHub(ETHEREUM, address(hub));
        vm.stopPrank();
        _expectRefused(NATIVE, abi.encodeWithSelector(IQLSatelliteTypes.LaneNotOpen.selector, ETHEREUM, address(hub)));
    }

    function test_A_full_batch_takes_no_leaf_until_it_is_flushed() public {
        vm.prank(config);
        satellite.setBatchShare(0);
        _queueMany(QLMessages.MAX_LEAVES);
        _expectRefused(NATIVE, abi.encodeWithSelector(IQLOutbox.BatchFull.selector, _batch()));
        _flush();
        _queueNative(1);
    }

    function _expectRefused(address asset, bytes memory refusal) private {
        vm.expectRevert(refusal);
        satellite.queue{value: 1 ether}(asset, 1, bob, alice, 1 ether);
        vm.expectRevert(refusal);
        satellite.quoteQueue(asset, 1);
    }
}
