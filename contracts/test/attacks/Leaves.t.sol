// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLHubTypes} from "../../src/interfaces/IQLHubTypes.sol";
import {IQLInbox} from "../../src/interfaces/IQLInbox.sol";
import {IQLSatellitePayouts} from "../../src/interfaces/IQLSatellitePayouts.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {LayeredTree} from "../lib/LayeredTree.sol";
import {Arena} from "./Arena.sol";
import {Hashes} from "@openzeppelin/contracts/utils/cryptography/Hashes.sol";

/// @notice What is paid out at a satellite is a leaf of a root that its hub sent for paying it, once.
contract LeavesTest is Arena {
    QLMessages.Item[3] private items;
    bytes32[] private leaves;
    bytes32 private root;

    function setUp() public override {
        super.setUp();
        _stakeNative(1000 ether);
        for (uint32 i; i < 3; ++i) {
            items[i] = QLMessages.Item(NATIVE, (i + 1) * 1 ether, bob, bob, 50 + i, i);
            leaves.push(_leafBack(QLMessages.Kind.Release, items[i]));
        }
        root = LayeredTree.root(leaves);
        _arriveAtSatellite(QLMessages.encodeRoot(QLMessages.Kind.Release, NATIVE, 3, 6 ether, root));
    }

    function test_Each_leaf_is_paid_once() public {
        for (uint256 i; i < 3; ++i) {
            satellite.release(_entry(i, i));
        }
        assertEq(bob.balance, 6 ether);
        for (uint256 i; i < 3; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IQLInbox.LeafConsumed.selector, leaves[i]));
            satellite.release(_entry(i, i));
        }
    }

    function test_A_leaf_with_anothers_proof_is_not_paid() public {
        vm.expectRevert(abi.encodeWithSelector(IQLInbox.InvalidProof.selector, leaves[0], root));
        satellite.release(_entry(0, 2));
    }

    function test_An_inner_node_or_the_root_itself_is_no_leaf() public {
        bytes32 node = Hashes.commutativeKeccak256(leaves[0], leaves[1]);
        bytes32[] memory proof = new bytes32[](1);
        proof[0] = leaves[2];
        // no item hashes to a given node, so the nearest an attacker comes is a proof that skips a layer
        QLMessages.Item memory item = items[0];
        vm.expectRevert(abi.encodeWithSelector(IQLInbox.InvalidProof.selector, leaves[0], root));
        satellite.release(_entryBack(root, item, proof));
        vm.expectRevert(abi.encodeWithSelector(IQLInbox.RootUnknown.selector, node));
        satellite.release(_entryBack(node, item, proof));
        vm.expectRevert(abi.encodeWithSelector(IQLInbox.InvalidProof.selector, leaves[0], root));
        satellite.release(_entryBack(root, item, new bytes32[](0)));
    }

    function test_The_same_leaf_twice_in_a_tree_is_paid_once() public {
        bytes32[] memory twice = new bytes32[](2);
        (twice[0], twice[1]) = (leaves[0], leaves[0]);
        bytes32 forged = LayeredTree.root(twice);
        _arriveAtSatellite(QLMessages.encodeRoot(QLMessages.Kind.Release, NATIVE, 2, 2 ether, forged));
        satellite.release(_entryBack(forged, items[0], LayeredTree.proof(twice, 0)));
        vm.expectRevert(abi.encodeWithSelector(IQLInbox.LeafConsumed.selector, leaves[0]));
        satellite.release(_entryBack(forged, items[0], LayeredTree.proof(twice, 1)));
        assertEq(bob.balance, 1 ether);
    }

    function test_A_leaf_of_one_kind_is_paid_as_no_other() public {
        IQLSatellitePayouts.ReleaseEntry memory entry = _entry(0, 0);
        IQLSatellitePayouts.SentEntry memory staked = _sentEntry(items[0]);
        vm.expectRevert(abi.encodeWithSelector(IQLInbox.RootUnknown.selector, root));
        satellite.releaseRefund(entry, staked);

        QLMessages.Item memory item = QLMessages.Item(NATIVE, 1 ether, bob, bob, 99, 0);
        bytes32 refund = _leafBack(QLMessages.Kind.Refund, item);
        _arriveAtSatellite(QLMessages.encodeItem(QLMessages.Kind.Refund, item));
        vm.expectRevert(abi.encodeWithSelector(IQLInbox.RootUnknown.selector, refund));
        satellite.release(_entryBack(refund, item, new bytes32[](0)));

        // the same item under a root of the other kind is another leaf
        _arriveAtSatellite(QLMessages.encodeRoot(QLMessages.Kind.Release, NATIVE, 1, 1 ether, refund));
        bytes32 asRelease = _leafBack(QLMessages.Kind.Release, item);
        vm.expectRevert(abi.encodeWithSelector(IQLInbox.InvalidProof.selector, asRelease, refund));
        satellite.release(_entryBack(refund, item, new bytes32[](0)));
    }

    function test_A_leaf_of_another_hub_or_chain_is_not_paid() public {
        IQLSatellitePayouts.ReleaseEntry memory entry = _entry(0, 0);
        entry.peer = mallory;
        vm.expectRevert(abi.encodeWithSelector(IQLInbox.RootUnknown.selector, root));
        satellite.release(entry);
        (entry.peer, entry.sourceSelector) = (address(hub), AVALANCHE);
        vm.expectRevert(abi.encodeWithSelector(IQLInbox.RootUnknown.selector, root));
        satellite.release(entry);
    }

    function test_A_stake_that_goes_out_is_no_payout_that_comes_in() public {
        (bytes32 id, QLMessages.Item memory item) = _stakeNative(5 ether);
        vm.expectRevert(abi.encodeWithSelector(IQLInbox.RootUnknown.selector, id));
        satellite.release(_entryBack(id, item, new bytes32[](0)));
        IQLSatellitePayouts.SentEntry memory staked = _sentEntry(item);
        vm.expectRevert(abi.encodeWithSelector(IQLSatellitePayouts.RootNotReturnable.selector, id));
        satellite.repay(staked);
    }

    function testFuzz_A_changed_item_is_not_paid(uint8 field, uint64 flip) public {
        vm.assume(flip != 0);
        IQLSatellitePayouts.ReleaseEntry memory entry = _entry(1, 1);
        field %= 5;
        if (field == 0) entry.item.amount ^= flip;
        if (field == 1) entry.item.receiver = address(uint160(entry.item.receiver) ^ flip);
        if (field == 2) entry.item.refundTo = address(uint160(entry.item.refundTo) ^ flip);
        if (field == 3) entry.item.nonce ^= flip;
        if (field == 4) entry.item.index ^= uint32(flip) | 1;
        vm.expectRevert();
        satellite.release(entry);
    }

    function test_At_the_hub_a_leaf_of_rewards_is_no_stake_whatever_the_guards_sign() public {
        IQLHubTypes.MintEntry memory entry = _arriveRewards(5 ether, 3);
        bytes32 asStake = hub.stakeIdOf(AVALANCHE, address(satellite), entry.item);
        entry.approvals[0] = _approve(guards[0], asStake, entry.root, uint64(block.timestamp + 1 hours), POLICY);
        _assertSkipped(entry, abi.encodeWithSelector(IQLInbox.RootUnknown.selector, entry.root));
        entry = _forRefund(entry);
        vm.expectRevert(abi.encodeWithSelector(IQLInbox.RootUnknown.selector, entry.root));
        hub.refund(entry);
    }

    function _entry(uint256 leaf, uint256 proofOf) private view returns (IQLSatellitePayouts.ReleaseEntry memory) {
        return _entryBack(root, items[leaf], LayeredTree.proof(leaves, proofOf));
    }
}
