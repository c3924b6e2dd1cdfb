// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {Hashes} from "@openzeppelin/contracts/utils/cryptography/Hashes.sol";

/// @title A growing Merkle tree that writes one node per leaf.
/// @notice Perfect subtrees wait in `sides` by height; an odd node is promoted unchanged, so there is no padding leaf to prove.
/// The root is computed only when asked for. Equal to: pair neighbours of each layer, carry the last odd one up.
library QLFrontier {
    /// @param count Leaves so far.
    /// @param sides Root of the perfect subtree of 2^height leaves that waits at `height`; valid where that bit of `count` is set.
    struct Tree {
        uint256 count;
        mapping(uint256 height => bytes32) sides;
    }

    /// @notice Adds a leaf and returns its index.
    function push(Tree storage tree, bytes32 leaf) internal returns (uint256 index) {
        index = tree.count++;
        uint256 height;
        bytes32 node = leaf;
        for (uint256 rest = index; rest & 1 == 1; rest >>= 1) {
            node = Hashes.commutativeKeccak256(tree.sides[height++], node);
        }
        tree.sides[height] = node;
    }

    /// @notice Root of all leaves; the leaf itself where there is one, zero where there is none.
    function root(Tree storage tree) internal view returns (bytes32 node) {
        uint256 height;
        for (uint256 rest = tree.count; rest != 0; rest >>= 1) {
            if (rest & 1 == 1) {
                bytes32 side = tree.sides[height];
                node = node == 0 ? side : Hashes.commutativeKeccak256(side, node);
            }
            ++height;
        }
    }
}
