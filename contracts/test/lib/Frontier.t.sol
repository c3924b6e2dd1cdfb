// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLFrontier} from "../../src/libraries/QLFrontier.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {LayeredTree} from "./LayeredTree.sol";
import {Test} from "forge-std/Test.sol";

contract FrontierTest is Test {
    using QLFrontier for QLFrontier.Tree;

    QLFrontier.Tree private _tree;
    uint256 private _count;

    function test_An_empty_tree_has_no_root() public view {
        assertEq(_tree.root(_count), bytes32(0));
    }

    function test_A_root_of_one_is_its_leaf() public {
        _push(keccak256("only"));
        assertEq(_tree.root(_count), keccak256("only"));
    }

    function test_The_root_of_every_size_is_that_of_the_layered_tree() public {
        for (uint256 count = 1; count <= 130; ++count) {
            _push(_leaf(count - 1));
            assertEq(_tree.root(_count), LayeredTree.root(_leaves(count)));
        }
    }

    function test_A_tree_of_1000_leaves_has_the_layered_root() public {
        for (uint256 i; i < 1000; ++i) {
            _push(_leaf(i));
        }
        assertEq(_tree.root(_count), LayeredTree.root(_leaves(1000)));
    }

    function test_Every_leaf_of_every_small_tree_is_proven() public view {
        for (uint256 count = 1; count <= 33; ++count) {
            bytes32[] memory leaves = _leaves(count);
            bytes32 root = LayeredTree.root(leaves);
            for (uint256 i; i < count; ++i) {
                assertTrue(this.proves(LayeredTree.proof(leaves, i), root, leaves[i]));
            }
        }
    }

    function testFuzz_Any_leaf_of_any_tree_is_proven_and_no_other(uint256 count, uint256 index, bytes32 other)
        public
        view
    {
        count = bound(count, 1, 1000);
        index = bound(index, 0, count - 1);
        bytes32[] memory leaves = _leaves(count);
        bytes32 root = LayeredTree.root(leaves);
        bytes32[] memory proof = LayeredTree.proof(leaves, index);

        assertTrue(this.proves(proof, root, leaves[index]));
        if (other != leaves[index]) assertFalse(this.proves(proof, root, other));
    }

    function testFuzz_A_changed_proof_proves_nothing(uint256 count, uint256 index, uint256 place, uint256 flip)
        public
        view
    {
        count = bound(count, 2, 1000);
        index = bound(index, 0, count - 1);
        flip = bound(flip, 1, type(uint256).max);
        bytes32[] memory leaves = _leaves(count);
        bytes32[] memory proof = LayeredTree.proof(leaves, index);
        place = bound(place, 0, proof.length - 1);
        proof[place] = bytes32(uint256(proof[place]) ^ flip);

        assertFalse(this.proves(proof, LayeredTree.root(leaves), leaves[index]));
    }

    function test_A_push_writes_one_side() public {
        for (uint256 i; i < 64; ++i) {
            vm.record();
            _push(_leaf(i));
            (, bytes32[] memory writes) = vm.accesses(address(this));
            assertEq(writes.length, 2, "the count and one side");
        }
    }

    function _push(bytes32 leaf) private {
        _tree.push(_count++, leaf);
    }

    function proves(bytes32[] calldata proof, bytes32 root, bytes32 leaf) external pure returns (bool) {
        return QLMessages.proves(proof, root, leaf);
    }

    function _leaves(uint256 count) private pure returns (bytes32[] memory leaves) {
        leaves = new bytes32[](count);
        for (uint256 i; i < count; ++i) {
            leaves[i] = _leaf(i);
        }
    }

    function _leaf(uint256 i) private pure returns (bytes32) {
        return keccak256(abi.encode("leaf", i));
    }
}
