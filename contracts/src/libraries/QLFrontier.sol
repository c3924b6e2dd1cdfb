// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {Hashes} from "@openzeppelin/contracts/utils/cryptography/Hashes.sol";

/// @title A growing Merkle tree that writes one node per leaf.
/// @notice Perfect subtrees wait in `sides` by height; an odd node is promoted unchanged, so there is no padding leaf to prove.
/// The root is computed only when asked for. Equal to: pair neighbours of each layer, carry the last odd one up.
/// How many leaves there are is the owner's to keep, in a slot it writes anyway.
library QLFrontier {
    /// @param sides Root of the perfect subtree of 2^height leaves that waits at `height`; valid where that bit of the count is set.
    /// Eleven heights hold up to 2,047 leaves.
    struct Tree {
        bytes32[11] sides;
    }

    /// @notice Adds a leaf behind the `count` there are.
    function push(Tree storage tree, uint256 count, bytes32 leaf) internal {
        uint256 height;
        bytes32 node = leaf;
        for (; count & 1 == 1; count >>= 1) {
            node = Hashes.commutativeKeccak256(tree.sides[height++], node);
        }
        tree.sides[height] = node;
    }

    /// @notice Root of the `count` leaves; the leaf itself where there is one, zero where there is none.
    function root(Tree storage tree, uint256 count) internal view returns (bytes32 node) {
        for (uint256 height; count != 0; count >>= 1) {
            if (count & 1 == 1) {
                bytes32 side = tree.sides[height];
                node = node == 0 ? side : Hashes.commutativeKeccak256(side, node);
            }
            ++height;
        }
    }
}
