// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLHubTypes} from "../../src/interfaces/IQLHubTypes.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {LayeredTree} from "./LayeredTree.sol";
import {TwoChains} from "./TwoChains.sol";

/// @notice Roots of several stakes at the hub, as a satellite that batches would send them.
abstract contract Leaves is TwoChains {
    /// @notice The i-th native stake of a tree: i + 1 wei-ether to a receiver of its own.
    function _leafItem(uint256 i) internal pure returns (QLMessages.Item memory) {
        return QLMessages.Item(
            NATIVE, (i + 1) * 1e15, address(uint160(0x100000 + i)), address(uint160(0x200000 + i)), uint64(i), uint32(i)
        );
    }

    function _leafHashes(uint256 count) internal view returns (bytes32[] memory leaves) {
        leaves = new bytes32[](count);
        QLMessages.Lane memory lane = QLMessages.Lane(AVALANCHE, address(satellite), ETHEREUM, address(hub));
        for (uint256 i; i < count; ++i) {
            leaves[i] = QLMessages.leafOf(QLMessages.Kind.Stake, lane, _leafItem(i));
        }
    }

    function _totalOf(uint256 count) internal pure returns (uint256) {
        return count * (count + 1) / 2 * 1e15;
    }

    /// @notice Lets the root of the first `count` items arrive with `total`.
    function _arriveTree(uint256 count, uint256 total) internal returns (bytes32[] memory leaves, bytes32 root) {
        leaves = _leafHashes(count);
        root = LayeredTree.root(leaves);
        bytes memory data = count == 1
            ? QLMessages.encodeItem(QLMessages.Kind.Stake, _leafItem(0))
            : QLMessages.encodeRoot(QLMessages.Kind.Stake, NATIVE, uint32(count), total, root);
        _arriveAtHub("tree", address(satellite), data);
    }

    function _leafEntry(bytes32[] memory leaves, uint256 i) internal returns (IQLHubTypes.MintEntry memory) {
        return _entryIn(LayeredTree.root(leaves), _leafItem(i), LayeredTree.proof(leaves, i));
    }

    /// @notice Lets one native stake arrive and returns its entry, approved.
    function _arriveStake(uint256 amount, uint64 nonce) internal returns (IQLHubTypes.MintEntry memory) {
        QLMessages.Item memory item = QLMessages.Item(NATIVE, amount, bob, alice, nonce, 0);
        _arriveAtHub(bytes32(uint256(nonce)), address(satellite), QLMessages.encodeItem(QLMessages.Kind.Stake, item));
        return _entryOf(item);
    }

    function _assertSkipped(IQLHubTypes.MintEntry memory entry, bytes memory reason) internal {
        IQLHubTypes.MintOutcome memory outcome = _mint(entry);
        assertEq(outcome.reason, reason);
        assertEq(outcome.shares, 0);
        assertFalse(hub.isConsumed(AVALANCHE, address(satellite), entry.root, entry.item.index));
    }

    function _assertMinted(IQLHubTypes.MintEntry memory entry, uint256 shares) internal {
        IQLHubTypes.MintOutcome memory outcome = _mint(entry);
        assertEq(outcome.reason, "");
        assertEq(outcome.shares, shares);
        assertTrue(hub.isConsumed(AVALANCHE, address(satellite), entry.root, entry.item.index));
    }

    /// @notice `entry` with guard 0's approval of its refund, for an hour.
    function _forRefund(IQLHubTypes.MintEntry memory entry) internal returns (IQLHubTypes.MintEntry memory) {
        bytes32 stakeId = hub.stakeIdOf(entry.sourceSelector, entry.peer, entry.item);
        uint64 expires = uint64(block.timestamp + 1 hours);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(guards[0], hub.hashRefundApproval(stakeId, entry.root, expires));
        entry.approvals = new IQLHubTypes.Approval[](1);
        entry.approvals[0] = IQLHubTypes.Approval(expires, 0, v, r, s);
        return entry;
    }

    /// @notice Lets rewards of `amount` of the native coin arrive and returns their entry, approved.
    function _arriveRewards(uint256 amount, uint64 nonce) internal returns (IQLHubTypes.MintEntry memory) {
        return _arriveRewardsIn(NATIVE, amount, nonce);
    }

    function _arriveRewardsIn(address asset, uint256 amount, uint64 nonce)
        internal
        returns (IQLHubTypes.MintEntry memory entry)
    {
        QLMessages.Item memory item = QLMessages.Item(asset, amount, address(hub), alice, nonce, 0);
        _arriveAtHub("rewards", address(satellite), QLMessages.encodeItem(QLMessages.Kind.Rewards, item));
        bytes32 leaf = QLMessages.leafOf(
            QLMessages.Kind.Rewards, QLMessages.Lane(AVALANCHE, address(satellite), ETHEREUM, address(hub)), item
        );
        entry = IQLHubTypes.MintEntry(
            AVALANCHE, address(satellite), leaf, item, new bytes32[](0), new IQLHubTypes.Approval[](1)
        );
        entry.approvals[0] = _approve(guards[0], leaf, leaf, uint64(block.timestamp + 1 hours), POLICY);
    }
}
