// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLHubTypes} from "../../src/interfaces/IQLHubTypes.sol";
import {IQLInbox} from "../../src/interfaces/IQLInbox.sol";
import {IQLOutbox} from "../../src/interfaces/IQLOutbox.sol";
import {IQLPauses} from "../../src/interfaces/IQLPauses.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {Leaves} from "../lib/Leaves.sol";

/// @notice refund, refundByDao and escapeRefund.
contract RefundTest is Leaves {
    function test_Guards_refund_a_stake() public {
        IQLHubTypes.MintEntry memory entry = _forRefund(_arriveStake(5 ether, 7));
        QLMessages.Item memory item = QLMessages.Item(NATIVE, 5 ether, alice, alice, 7, 0);
        bytes32 leaf = QLMessages.leafOf(
            QLMessages.Kind.Refund, QLMessages.Lane(ETHEREUM, address(hub), AVALANCHE, address(satellite)), item
        );
        bytes32 batch = hub.batchKey(QLMessages.Kind.Refund, AVALANCHE, address(satellite), NATIVE);
        skip(1);
        vm.expectEmit(address(hub));
        emit IQLOutbox.LeafQueued(leaf, batch, 0, QLMessages.Kind.Refund, AVALANCHE, address(satellite), item);
        vm.expectEmit(address(hub));
        emit IQLHubTypes.Refunded(entry.root, leaf, entry.root, alice, NATIVE, 5 ether);
        assertEq(hub.refund(entry), leaf);

        assertTrue(hub.isConsumed(AVALANCHE, address(satellite), entry.root, 0));
        assertEq(hub.peerOf(AVALANCHE, address(satellite)).queuedRefunds, 1);
        assertEq(hub.lastQuorumAt(), block.timestamp, "a sign of life");
        assertEq(qavax.totalSupply(), 0);
    }

    function test_A_refunded_stake_is_neither_minted_nor_refunded_again() public {
        IQLHubTypes.MintEntry memory entry = _arriveStake(5 ether, 7);
        hub.refund(_forRefund(entry));
        bytes memory consumed = abi.encodeWithSelector(IQLInbox.LeafConsumed.selector, entry.root);
        assertEq(_mint(_entryOf(entry.item)).reason, consumed);
        vm.expectRevert(consumed);
        hub.refund(entry);
        vm.prank(dao);
        vm.expectRevert(consumed);
        hub.refundByDao(entry);
        skip(14 days);
        vm.expectRevert(consumed);
        hub.escapeRefund(entry);
    }

    function test_A_minted_stake_is_not_refunded() public {
        IQLHubTypes.MintEntry memory entry = _arriveStake(5 ether, 7);
        _assertMinted(entry, 5 ether);
        skip(14 days);
        vm.expectRevert(abi.encodeWithSelector(IQLInbox.LeafConsumed.selector, entry.root));
        hub.escapeRefund(entry);
    }

    function test_k_of_n_must_approve_and_a_mints_approval_is_none() public {
        IQLHubTypes.MintEntry memory entry = _arriveStake(5 ether, 7);
        vm.expectRevert(abi.encodeWithSelector(IQLHubTypes.NotEnoughApprovals.selector, 0, 1));
        hub.refund(entry);
        assertFalse(hub.isConsumed(AVALANCHE, address(satellite), entry.root, 0));

        IQLHubTypes.Approval[] memory forMint = entry.approvals;
        entry = _forRefund(entry);
        assertEq(_mint(entry).reason, abi.encodeWithSelector(IQLHubTypes.NotEnoughApprovals.selector, 0, 1));
        vm.prank(dao);
        hub.setGuards(_guardAddresses(), 2);
        vm.expectRevert(abi.encodeWithSelector(IQLHubTypes.NotEnoughApprovals.selector, 1, 2));
        hub.refund(entry);
        assertEq(forMint.length, 1);
    }

    function test_An_expired_approval_refunds_nothing() public {
        IQLHubTypes.MintEntry memory entry = _forRefund(_arriveStake(5 ether, 7));
        uint64 expires = entry.approvals[0].expires;
        vm.warp(expires + 1);
        vm.expectRevert(abi.encodeWithSelector(IQLHubTypes.ApprovalExpired.selector, expires));
        hub.refund(entry);
    }

    function test_The_DAO_refunds_without_guards() public {
        IQLHubTypes.MintEntry memory entry = _arriveStake(5 ether, 7);
        entry.approvals = new IQLHubTypes.Approval[](0);
        vm.prank(dao);
        hub.refundByDao(entry);
        assertTrue(hub.isConsumed(AVALANCHE, address(satellite), entry.root, 0));
        assertEq(hub.lastQuorumAt(), 0, "the DAO's word is no sign of the guards' life");
    }

    function test_Anyone_refunds_after_the_delay_whatever_is_paused_or_held() public {
        IQLHubTypes.MintEntry memory entry = _arriveStake(5 ether, 7);
        uint256 from = block.timestamp + hub.refundDelay();
        skip(13 days);
        for (uint8 scope = 2; scope < 4; ++scope) {
            vm.prank(pauser);
            hub.pause(IQLPauses.Scope(scope));
        }
        vm.prank(guards[0].addr);
        hub.hold(entry.root);
        vm.warp(from - 1);
        vm.expectRevert(abi.encodeWithSelector(IQLHubTypes.TooEarly.selector, from));
        hub.escapeRefund(entry);
        vm.warp(from);
        vm.prank(makeAddr("anyone"));
        hub.escapeRefund(entry);
        assertTrue(hub.isConsumed(AVALANCHE, address(satellite), entry.root, 0));
    }

    function test_A_root_that_never_came_is_not_refunded() public {
        IQLHubTypes.MintEntry memory entry = _entryOf(QLMessages.Item(NATIVE, 5 ether, bob, alice, 7, 0));
        vm.expectRevert(abi.encodeWithSelector(IQLInbox.RootUnknown.selector, entry.root));
        hub.escapeRefund(entry);
    }

    /// forge-config: default.fuzz.runs = 32
    function testFuzz_Every_leaf_of_a_root_is_refunded_or_minted_once(uint256 choice) public {
        (bytes32[] memory leaves, bytes32 root) = _arriveTree(9, _totalOf(9));
        uint256 refunded;
        for (uint256 i; i < 9; ++i) {
            IQLHubTypes.MintEntry memory entry = _leafEntry(leaves, i);
            if (choice >> i & 1 == 0) {
                _assertMinted(entry, entry.item.amount);
            } else {
                hub.refund(_forRefund(entry));
                refunded += entry.item.amount;
            }
        }
        assertEq(qavax.totalSupply() + refunded, _totalOf(9));
        assertEq(
            hub.rootOf(AVALANCHE, address(satellite), QLMessages.Kind.Stake, root).consumed, _totalOf(9), "all of it"
        );
        assertEq(hub.peerOf(AVALANCHE, address(satellite)).openRoots, 0);
    }
}
