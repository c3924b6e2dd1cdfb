// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLMessages} from "../libraries/QLMessages.sol";

/// @title Leaves that wait to be sent, one open batch for each (kind, selector, peer, asset).
interface IQLOutbox {
    /// @notice An open batch. `openedAt` is the block timestamp of its first leaf, zero while it is empty.
    /// @param generation Batches of the same key sent before it.
    /// @param total Sum of its leaves, in the asset's smallest unit on the satellite's chain.
    /// @param root Of its leaves so far; the leaf itself where there is one, zero where there is none.
    struct Batch {
        uint32 generation;
        uint32 count;
        uint64 openedAt;
        uint256 total;
        bytes32 root;
    }

    /// @notice `leaf` waits in the open batch. Leaves of one (batch, generation) in the order of `item.index` are the tree of the root that
    /// is sent, so whoever has these events can prove every leaf.
    event LeafQueued(
        bytes32 indexed leaf,
        bytes32 indexed batch,
        uint32 generation,
        QLMessages.Kind kind,
        uint64 destSelector,
        address peer,
        QLMessages.Item item
    );

    /// @notice The open batch takes no more leaves, or not this amount; send it first.
    error BatchFull(bytes32 batch);
    /// @notice There is nothing to send.
    error BatchEmpty(bytes32 batch);

    /// @notice Key of the batch that collects such leaves.
    function batchKey(QLMessages.Kind kind, uint64 destSelector, address peer, address asset)
        external
        pure
        returns (bytes32);

    /// @notice The open batch of a key.
    function openBatch(bytes32 key) external view returns (Batch memory);
}
