// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLOutbox} from "../interfaces/IQLOutbox.sol";
import {QLFrontier} from "../libraries/QLFrontier.sol";
import {QLMessages} from "../libraries/QLMessages.sol";
import {QLSender} from "./QLSender.sol";

/// @title Open batches: leaves wait here until their root is sent.
abstract contract QLOutbox is QLSender, IQLOutbox {
    using QLFrontier for QLFrontier.Tree;

    /// @dev A push writes the first slot and one node of the tree. The nodes outlive their batch: writing over them is cheaper.
    struct Open {
        uint128 total;
        uint64 openedAt;
        uint32 generation;
        uint32 count;
        QLFrontier.Tree tree;
    }

    mapping(bytes32 key => Open) private _open;

    /// @inheritdoc IQLOutbox
    function batchKey(QLMessages.Kind kind, uint64 destSelector, address peer, address asset)
        public
        pure
        returns (bytes32)
    {
        return keccak256(abi.encode(kind, destSelector, peer, asset));
    }

    /// @inheritdoc IQLOutbox
    function openBatch(bytes32 key) public view returns (Batch memory) {
        Open storage open = _open[key];
        return Batch(open.generation, open.count, open.openedAt, open.total, open.tree.root(open.count));
    }

    /// @dev Adds the leaf of `item`, whose index is set here, to its open batch. `item.amount` is below 2^128.
    function _queue(QLMessages.Kind kind, uint64 selector, address peer, QLMessages.Item memory item)
        internal
        returns (bytes32 leaf, bytes32 key)
    {
        key = batchKey(kind, selector, peer, item.asset);
        Open storage open = _open[key];
        (uint256 count, uint256 total) = (open.count, open.total + item.amount);
        if (count == QLMessages.MAX_LEAVES || total > type(uint128).max) revert BatchFull(key);

        item.index = uint32(count);
        leaf = QLMessages.leafOf(kind, _outbound(selector, peer), item);
        open.tree.push(count, leaf);
        if (count == 0) open.openedAt = uint64(block.timestamp);
        (open.total, open.count) = (uint128(total), uint32(count + 1));
        emit LeafQueued(leaf, key, open.generation, kind, selector, peer, item);
    }

    /// @dev Ends the open batch; the next leaf opens another. What is returned must be sent or booked as abandoned in the same call.
    function _close(bytes32 key) internal returns (bytes32 root, uint32 count, uint256 total) {
        Open storage open = _open[key];
        (count, total) = (open.count, open.total);
        if (count == 0) revert BatchEmpty(key);
        root = open.tree.root(count);
        (open.total, open.openedAt, open.generation, open.count) = (0, 0, open.generation + 1, 0);
    }
}
