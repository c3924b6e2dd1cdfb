// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLMessages} from "../libraries/QLMessages.sol";
import {IQLEndpoint} from "./IQLEndpoint.sol";

/// @title What has arrived at one end of a lane, and what of it is consumed.
/// @notice A root is recorded once per (source selector, peer, kind); its leaves are consumed by proof, each once, up to its total.
/// Amounts are in the asset's smallest unit on the satellite's chain.
interface IQLInbox is IQLEndpoint {
    /// @notice What is known of a root. `receivedAt` is a block timestamp, zero for a root never received. `consumed` <= `total`.
    struct ReceivedRoot {
        address asset;
        uint64 receivedAt;
        uint32 count;
        uint256 total;
        uint256 consumed;
    }

    /// @notice A root is recorded; its leaves may be consumed, up to `total` of `asset`.
    event RootReceived(
        bytes32 indexed messageId,
        bytes32 indexed root,
        uint64 sourceSelector,
        address peer,
        QLMessages.Kind kind,
        address asset,
        uint32 count,
        uint256 total
    );

    /// @notice What was left of a received root is given up: `rest` of `asset` is never minted, paid or sent back.
    event RootWrittenOff(
        bytes32 indexed root,
        uint64 indexed sourceSelector,
        address indexed peer,
        QLMessages.Kind kind,
        address asset,
        uint256 rest
    );

    /// @notice The root was not received as one of this kind and peer (yet).
    error RootUnknown(bytes32 root);
    /// @notice The root was given up before it arrived; it is never recorded.
    error RootVoided(bytes32 root);
    /// @notice The leaf is not in the tree of the root, or its index is outside.
    error InvalidProof(bytes32 leaf, bytes32 root);
    /// @notice The item's asset is not the root's.
    error AssetMismatch(address expected, address found);
    /// @notice The leaf is consumed already.
    error LeafConsumed(bytes32 leaf);
    /// @notice More than the root's total would be consumed, or nothing.
    error RootTotalExceeded(uint256 amount, uint256 remaining);
    /// @notice Nothing of the root is left to write off.
    error RootConsumed(bytes32 root);
    /// @notice The root may be written off from `from` on, a block timestamp.
    error RootTooYoung(bytes32 root, uint256 from);

    /// @notice DAO: gives up what is left of a root that arrived at least 180 days ago from a Retiring peer: the way to close a root that
    /// nobody can consume, because it was forged or no shares exist that its rewards could go to. Its other leaves are worth nothing ever
    /// after, on this chain and on the one they came from.
    function writeOff(uint64 sourceSelector, address peer, QLMessages.Kind kind, bytes32 root) external;

    /// @notice A received root, zeros if unknown.
    function rootOf(uint64 sourceSelector, address peer, QLMessages.Kind kind, bytes32 root)
        external
        view
        returns (ReceivedRoot memory);
}
