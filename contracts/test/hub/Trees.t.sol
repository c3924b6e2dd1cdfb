// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLHubTypes} from "../../src/interfaces/IQLHubTypes.sol";
import {IQLInbox} from "../../src/interfaces/IQLInbox.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {LayeredTree} from "../lib/LayeredTree.sol";
import {Leaves} from "../lib/Leaves.sol";

/// @notice executeMints over roots of many leaves.
contract TreesTest is Leaves {
    function test_Every_leaf_of_every_small_root_is_minted_once() public {
        for (uint256 count = 1; count <= 17; ++count) {
            uint256 state = vm.snapshotState();
            _mintAll(count);
            vm.revertToState(state);
        }
    }

    function test_A_root_of_1000_is_minted_to_the_last_leaf() public {
        (bytes32[] memory leaves,) = _arriveTree(1000, _totalOf(1000));
        for (uint256 i; i < 1000; i += 111) {
            _assertMinted(_leafEntry(leaves, i), (i + 1) * 1e15);
        }
        _assertMinted(_leafEntry(leaves, 998), 999e15);
    }

    function testFuzz_Any_leaf_of_any_root_is_minted_once(uint256 count, uint256 index) public {
        count = bound(count, 1, 1000);
        index = bound(index, 0, count - 1);
        (bytes32[] memory leaves,) = _arriveTree(count, _totalOf(count));
        IQLHubTypes.MintEntry memory entry = _leafEntry(leaves, index);
        _assertMinted(entry, entry.item.amount);
        assertEq(_mint(entry).reason, abi.encodeWithSelector(IQLInbox.LeafConsumed.selector, leaves[index]));
        assertEq(qavax.totalSupply(), entry.item.amount);
    }

    function testFuzz_Leaves_never_mint_more_than_the_total(uint256 count, uint256 total) public {
        count = bound(count, 2, 24);
        total = bound(total, 1, _totalOf(count) * 2);
        (bytes32[] memory leaves, bytes32 root) = _arriveTree(count, total);
        uint256 minted;
        for (uint256 i; i < count; ++i) {
            IQLHubTypes.MintEntry memory entry = _leafEntry(leaves, i);
            if (entry.item.amount <= total - minted) {
                _assertMinted(entry, entry.item.amount);
                minted += entry.item.amount;
            } else {
                _assertSkipped(
                    entry,
                    abi.encodeWithSelector(IQLInbox.RootTotalExceeded.selector, entry.item.amount, total - minted)
                );
            }
        }
        assertEq(qavax.totalSupply(), minted);
        assertLe(minted, total);
        assertEq(hub.rootOf(AVALANCHE, address(satellite), QLMessages.Kind.Stake, root).consumed, minted);
    }

    function test_An_index_outside_the_count_is_refused() public {
        bytes32[] memory leaves = _leafHashes(3);
        bytes32 root = LayeredTree.root(leaves);
        _arriveAtHub(
            "short", address(satellite), QLMessages.encodeRoot(QLMessages.Kind.Stake, NATIVE, 2, 1 ether, root)
        );
        IQLHubTypes.MintEntry memory entry = _leafEntry(leaves, 2);
        assertEq(_mint(entry).reason, abi.encodeWithSelector(IQLInbox.InvalidProof.selector, leaves[2], root));
    }

    function test_A_leaf_of_another_asset_than_its_root_is_refused() public {
        bytes32[] memory leaves = _leafHashes(3);
        bytes32 root = LayeredTree.root(leaves);
        _arriveAtHub(
            "usd", address(satellite), QLMessages.encodeRoot(QLMessages.Kind.Stake, address(usd), 3, 1e9, root)
        );
        _assertSkipped(
            _leafEntry(leaves, 1), abi.encodeWithSelector(IQLInbox.AssetMismatch.selector, address(usd), NATIVE)
        );
    }

    function test_An_inner_node_is_no_leaf() public {
        (bytes32[] memory leaves, bytes32 root) = _arriveTree(4, _totalOf(4));
        bytes32[] memory upper = new bytes32[](1);
        upper[0] = LayeredTree.proof(leaves, 0)[1];
        IQLHubTypes.MintEntry memory entry = _entryIn(root, _leafItem(0), upper);
        _assertSkipped(entry, abi.encodeWithSelector(IQLInbox.InvalidProof.selector, leaves[0], root));
    }

    function testFuzz_A_changed_item_proves_nothing(uint8 field, uint256 flip) public {
        (bytes32[] memory leaves, bytes32 root) = _arriveTree(7, _totalOf(7));
        IQLHubTypes.MintEntry memory entry = _leafEntry(leaves, 3);
        field = uint8(bound(field, 0, 4));
        uint160 half = uint160(bound(flip, 1, type(uint160).max));
        if (field == 0) entry.item.amount ^= bound(flip, 1, type(uint256).max);
        if (field == 1) entry.item.receiver = address(uint160(entry.item.receiver) ^ half);
        if (field == 2) entry.item.refundTo = address(uint160(entry.item.refundTo) ^ half);
        if (field == 3) entry.item.nonce ^= uint64(bound(flip, 1, type(uint64).max));
        if (field == 4) entry.item.index ^= uint32(bound(flip, 1, type(uint32).max));
        bytes32 stakeId = hub.stakeIdOf(AVALANCHE, address(satellite), entry.item);
        assertEq(_mint(entry).reason, abi.encodeWithSelector(IQLInbox.InvalidProof.selector, stakeId, root));
        assertEq(qavax.totalSupply(), 0);
    }

    function _mintAll(uint256 count) private {
        (bytes32[] memory leaves, bytes32 root) = _arriveTree(count, _totalOf(count));
        IQLHubTypes.MintEntry[] memory entries = new IQLHubTypes.MintEntry[](count);
        for (uint256 i; i < count; ++i) {
            entries[i] = _leafEntry(leaves, i);
        }
        IQLHubTypes.MintOutcome[] memory outcomes = hub.executeMints(entries);
        for (uint256 i; i < count; ++i) {
            assertEq(outcomes[i].reason, "");
            assertEq(qavax.balanceOf(_leafItem(i).receiver), (i + 1) * 1e15);
        }
        IQLInbox.ReceivedRoot memory known = hub.rootOf(AVALANCHE, address(satellite), QLMessages.Kind.Stake, root);
        assertEq(known.consumed, known.total);
        outcomes = hub.executeMints(entries);
        for (uint256 i; i < count; ++i) {
            assertEq(outcomes[i].reason, abi.encodeWithSelector(IQLInbox.LeafConsumed.selector, leaves[i]));
        }
    }
}
