// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLInbox} from "../../src/interfaces/IQLInbox.sol";
import {IQLSatellitePayouts} from "../../src/interfaces/IQLSatellitePayouts.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {Satellites} from "./Satellites.sol";

/// @notice releaseRefund: pays only what this satellite locked and sent, once, to whom the stake said.
contract ReleaseRefundTest is Satellites {
    bytes32 private _stakeId;
    QLMessages.Item private _item;

    function setUp() public override {
        super.setUp();
        _stakeNative(100 ether); // others' money
        (_stakeId, _item) = _stakeNative(3 ether);
        vm.deal(alice, 0);
    }

    function test_A_refund_pays_the_stakes_refundTo() public {
        IQLSatellitePayouts.ReleaseEntry memory entry = _refundOf(_item);
        bytes32 refund = _leafOf(entry, QLMessages.Kind.Refund);
        vm.expectEmit(address(satellite));
        emit IQLSatellitePayouts.StakeReturned(_stakeId, refund, alice, NATIVE, 3 ether);
        satellite.releaseRefund(entry, _sentEntry(_stakeId, _item));
        assertEq(alice.balance, 3 ether);
        assertEq(satellite.locked(NATIVE), 100 ether);
        assertTrue(satellite.isReturned(_stakeId, 0));
    }

    function test_A_stake_is_refunded_once_whatever_the_hub_says() public {
        satellite.releaseRefund(_refundOf(_item), _sentEntry(_stakeId, _item));
        QLMessages.Item memory again = QLMessages.Item(NATIVE, 3 ether, bob, alice, _item.nonce, 0);
        again.receiver = alice;
        again.refundTo = bob; // another leaf over the same stake
        IQLSatellitePayouts.ReleaseEntry memory entry = _arrived(QLMessages.Kind.Refund, again);
        vm.expectRevert(abi.encodeWithSelector(IQLSatellitePayouts.StakeReturnedAlready.selector, _stakeId));
        satellite.releaseRefund(entry, _sentEntry(_stakeId, _item));
    }

    function test_A_refund_after_a_repayment_pays_nothing() public {
        _arriveAtSatellite(address(hub), QLMessages.encodeVoid(_stakeId));
        satellite.repay(_sentEntry(_stakeId, _item));
        IQLSatellitePayouts.ReleaseEntry memory entry = _refundOf(_item);
        vm.expectRevert(abi.encodeWithSelector(IQLSatellitePayouts.StakeReturnedAlready.selector, _stakeId));
        satellite.releaseRefund(entry, _sentEntry(_stakeId, _item));
    }

    function testFuzz_A_forged_refund_is_worth_nothing(uint96 amount, address receiver, uint64 nonce) public {
        amount = uint96(bound(amount, 1, type(uint96).max));
        bool same = amount == 3 ether && receiver == alice && nonce == _item.nonce;
        IQLSatellitePayouts.ReleaseEntry memory entry =
            _arrived(QLMessages.Kind.Refund, QLMessages.Item(NATIVE, amount, receiver, alice, nonce, 0));
        vm.assume(!same);
        bytes32 refund = _leafOf(entry, QLMessages.Kind.Refund);
        vm.expectRevert(abi.encodeWithSelector(IQLSatellitePayouts.RefundMismatch.selector, refund, _stakeId));
        satellite.releaseRefund(entry, _sentEntry(_stakeId, _item));
    }

    function test_A_refund_that_differs_in_one_field_alone_is_worth_nothing() public {
        _assertMismatch(QLMessages.Item(address(usd), 3 ether, alice, alice, _item.nonce, 0));
        _assertMismatch(QLMessages.Item(NATIVE, 3 ether + 1, alice, alice, _item.nonce, 0));
        _assertMismatch(QLMessages.Item(NATIVE, 3 ether - 1, alice, alice, _item.nonce, 0));
        _assertMismatch(QLMessages.Item(NATIVE, 3 ether, bob, alice, _item.nonce, 0));
        _assertMismatch(QLMessages.Item(NATIVE, 3 ether, alice, alice, _item.nonce + 1, 0));
        satellite.releaseRefund(_refundOf(_item), _sentEntry(_stakeId, _item));
        assertEq(alice.balance, 3 ether, "what was forged has used nothing up");
    }

    function test_A_refund_needs_a_stake_that_was_sent() public {
        QLMessages.Item memory invented = QLMessages.Item(NATIVE, 50 ether, bob, bob, 77, 0);
        bytes32 root = satellite.stakeIdOf(invented);
        IQLSatellitePayouts.ReleaseEntry memory entry = _refundOf(invented);
        vm.expectRevert(abi.encodeWithSelector(IQLSatellitePayouts.RootNotReturnable.selector, root));
        satellite.releaseRefund(entry, _sentEntry(root, invented));
        vm.expectRevert(abi.encodeWithSelector(IQLInbox.InvalidProof.selector, root, _stakeId));
        satellite.releaseRefund(entry, _sentEntry(_stakeId, invented));
    }

    function test_Another_hub_refunds_nothing_that_was_not_sent_to_it() public {
        vm.prank(dao);
        satellite.setHub(ETHEREUM, bob);
        QLMessages.Item memory item = QLMessages.Item(NATIVE, 3 ether, alice, alice, _item.nonce, 0);
        _arriveAtSatellite(bob, QLMessages.encodeItem(QLMessages.Kind.Refund, item));
        QLMessages.Lane memory lane = QLMessages.Lane(ETHEREUM, bob, AVALANCHE, address(satellite));
        bytes32 refund = QLMessages.leafOf(QLMessages.Kind.Refund, lane, item);
        vm.expectRevert(abi.encodeWithSelector(IQLSatellitePayouts.RefundMismatch.selector, refund, _stakeId));
        satellite.releaseRefund(
            IQLSatellitePayouts.ReleaseEntry(ETHEREUM, bob, refund, item, new bytes32[](0)), _sentEntry(_stakeId, _item)
        );
    }

    function test_A_leaf_of_a_batch_is_refunded_with_its_proof() public {
        (QLMessages.Item[] memory items, bytes32[] memory leaves) = _queueMany(7);
        bytes32 root = _flush();
        vm.deal(alice, 0);
        IQLSatellitePayouts.ReleaseEntry memory entry = _refundOf(items[4]);
        satellite.releaseRefund(entry, _sentEntry(root, items[4], leaves));
        assertEq(alice.balance, 5e15);
        assertTrue(satellite.isReturned(root, 4));
        assertFalse(satellite.isReturned(root, 3));
    }

    function test_Rewards_are_not_refunded() public {
        vm.deal(alice, 6 ether);
        vm.prank(alice);
        (bytes32 root,) = satellite.fundRewards{value: 6 ether}(NATIVE, 5 ether);
        QLMessages.Item memory item =
            QLMessages.Item(NATIVE, 5 ether, address(hub), alice, satellite.nextNonce() - 1, 0);
        IQLSatellitePayouts.ReleaseEntry memory entry = _refundOf(item);
        vm.expectRevert(abi.encodeWithSelector(IQLSatellitePayouts.RootNotReturnable.selector, root));
        satellite.releaseRefund(entry, _sentEntry(root, item));
    }

    function _assertMismatch(QLMessages.Item memory forged) private {
        IQLSatellitePayouts.ReleaseEntry memory entry = _arrived(QLMessages.Kind.Refund, forged);
        bytes32 refund = _leafOf(entry, QLMessages.Kind.Refund);
        vm.expectRevert(abi.encodeWithSelector(IQLSatellitePayouts.RefundMismatch.selector, refund, _stakeId));
        satellite.releaseRefund(entry, _sentEntry(_stakeId, _item));
    }
}
