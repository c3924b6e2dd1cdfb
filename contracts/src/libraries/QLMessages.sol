// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";

/// @title The wire format of QL-Stake, shared by satellite and hub.
/// @notice A message is `(version, kind, asset, count, total)` in 32-byte ABI words, followed by the root, or, where count is 1 and the item
/// travels in the clear, by `(receiver, refundTo, nonce)`: its asset, amount and index already stand in the header or are zero.
library QLMessages {
    /// @notice What a message's leaves are. Hello and Void carry none: a challenge, and a Stake root given up, travel in the root's place.
    enum Kind {
        Hello,
        Stake,
        Release,
        Rewards,
        Refund,
        Void
    }

    /// @notice One leaf, as its source chain's event shows it.
    /// @param asset Token on the satellite's chain; the zero address is the native coin.
    /// @param amount In the asset's own smallest unit; greater than zero, below 2^128.
    /// @param receiver Who is credited on the destination chain.
    /// @param refundTo Who is paid on the satellite's chain if the leaf is refunded.
    /// @param nonce Unique per satellite: two stakes never share a leaf.
    /// @param index Place in the tree, from 0.
    struct Item {
        address asset;
        uint256 amount;
        address receiver;
        address refundTo;
        uint64 nonce;
        uint32 index;
    }

    /// @notice Direction of a message, from contract to contract. Selectors are CCIP's, never chain ids.
    struct Lane {
        uint64 sourceSelector;
        address source;
        uint64 destSelector;
        address dest;
    }

    /// @notice A decoded message. Where the item came in the clear, `root` is derived from it.
    struct Message {
        Kind kind;
        address asset;
        uint32 count;
        uint256 total;
        bytes32 root;
    }

    uint8 internal constant VERSION = 1;
    uint256 internal constant MAX_LEAVES = 1024;
    uint256 private constant ROOT_LENGTH = 6 * 32;
    uint256 private constant ITEM_LENGTH = 8 * 32;

    /// @notice Leaf of an item, `keccak256(keccak256(abi.encode(VERSION, kind, lane, item)))`: hashed twice, so that no inner node can be
    /// presented as one. A stake's leaf is its id.
    function leafOf(Kind kind, Lane memory lane, Item memory item) internal pure returns (bytes32) {
        uint256 words = _leafWords(kind, lane);
        assembly ("memory-safe") {
            mstore(add(words, 0xc0), mload(item))
            mstore(add(words, 0xe0), mload(add(item, 0x20)))
            mstore(add(words, 0x100), mload(add(item, 0x40)))
            mstore(add(words, 0x120), mload(add(item, 0x60)))
            mstore(add(words, 0x140), mload(add(item, 0x80)))
            mstore(add(words, 0x160), mload(add(item, 0xa0)))
        }
        return _hashTwice(words);
    }

    /// @notice As `leafOf`, straight from the call's data. The item's words are hashed as they came: one with bits where its type has none
    /// makes a leaf that no tree holds.
    function leafFrom(Kind kind, Lane memory lane, Item calldata item) internal pure returns (bytes32) {
        uint256 words = _leafWords(kind, lane);
        assembly ("memory-safe") {
            calldatacopy(add(words, 0xc0), item, 0xc0)
        }
        return _hashTwice(words);
    }

    /// @notice Whether `leaf` is in the tree of `root`: sorted pairs, odd nodes promoted, hence proofs of uneven length.
    function proves(bytes32[] calldata proof, bytes32 root, bytes32 leaf) internal pure returns (bool) {
        return MerkleProof.verifyCalldata(proof, root, leaf);
    }

    /// @notice Key of a received root, `keccak256(abi.encode(selector, peer, kind, root))`: by root alone, a rogue peer could register
    /// another's first.
    function rootKey(uint64 selector, address peer, Kind kind, bytes32 root) internal pure returns (bytes32 key) {
        assembly ("memory-safe") {
            let words := mload(0x40)
            mstore(words, and(selector, 0xffffffffffffffff))
            mstore(add(words, 0x20), shr(96, shl(96, peer)))
            mstore(add(words, 0x40), kind)
            mstore(add(words, 0x60), root)
            key := keccak256(words, 0x80)
        }
    }

    /// @notice Payload of a Hello. The challenge travels in the root's place and is echoed.
    function encodeHello(bytes32 challenge) internal pure returns (bytes memory) {
        return abi.encode(VERSION, Kind.Hello, address(0), uint32(0), uint256(0), challenge);
    }

    /// @notice Payload of a Void: the Stake root that will never be minted.
    function encodeVoid(bytes32 root) internal pure returns (bytes memory) {
        return abi.encode(VERSION, Kind.Void, address(0), uint32(0), uint256(0), root);
    }

    /// @notice Payload of a root over `count` leaves.
    function encodeRoot(Kind kind, address asset, uint32 count, uint256 total, bytes32 root)
        internal
        pure
        returns (bytes memory)
    {
        return abi.encode(VERSION, kind, asset, count, total, root);
    }

    /// @notice Payload of a root of one, its item (index 0) in the clear.
    function encodeItem(Kind kind, Item memory item) internal pure returns (bytes memory) {
        return abi.encode(VERSION, kind, item.asset, uint32(1), item.amount, item.receiver, item.refundTo, item.nonce);
    }

    /// @notice Reads a payload that came over `lane`. Never reverts: a peer of another version must not make CCIP's delivery fail.
    /// @return ok False if the payload is of another version, length or range; `message` is then empty.
    function decode(bytes calldata data, Lane memory lane) internal pure returns (bool ok, Message memory message) {
        if (data.length != ROOT_LENGTH && data.length != ITEM_LENGTH) return (false, message);
        (uint256 version, uint256 kind, uint256 asset, uint256 count, uint256 total, bytes32 root) =
            abi.decode(data, (uint256, uint256, uint256, uint256, uint256, bytes32));
        if (version != VERSION || kind > uint8(type(Kind).max) || asset > type(uint160).max) return (false, message);
        if (count > MAX_LEAVES || total > type(uint128).max) return (false, message);
        if (data.length == ITEM_LENGTH && count != 1) return (false, message);
        // Hello and Void count nothing; every other kind has at least one leaf and moves value
        bool empty = Kind(kind) == Kind.Hello || Kind(kind) == Kind.Void;
        if (empty != (count == 0) || empty != (total == 0)) return (false, message);

        message = Message(Kind(kind), address(uint160(asset)), uint32(count), total, root);
        if (data.length == ITEM_LENGTH) {
            (bool whole, Item memory item) = _itemOf(data, message);
            if (!whole) return (false, Message(Kind.Hello, address(0), 0, 0, 0));
            message.root = leafOf(message.kind, lane, item);
        }
        ok = true;
    }

    /// @dev Begins a leaf's twelve words in memory that is not kept: the item's six follow at 0xc0.
    function _leafWords(Kind kind, Lane memory lane) private pure returns (uint256 words) {
        uint256 version = VERSION;
        assembly ("memory-safe") {
            words := mload(0x40)
            mstore(words, version)
            mstore(add(words, 0x20), kind)
            mstore(add(words, 0x40), mload(lane))
            mstore(add(words, 0x60), mload(add(lane, 0x20)))
            mstore(add(words, 0x80), mload(add(lane, 0x40)))
            mstore(add(words, 0xa0), mload(add(lane, 0x60)))
        }
    }

    function _hashTwice(uint256 words) private pure returns (bytes32 leaf) {
        assembly ("memory-safe") {
            mstore(0, keccak256(words, 0x180))
            leaf := keccak256(0, 0x20)
        }
    }

    function _itemOf(bytes calldata data, Message memory header) private pure returns (bool, Item memory item) {
        (uint256 receiver, uint256 refundTo, uint256 nonce) = abi.decode(data[5 * 32:], (uint256, uint256, uint256));
        if (receiver > type(uint160).max || refundTo > type(uint160).max || nonce > type(uint64).max) {
            return (false, item);
        }
        return (
            true,
            Item(header.asset, header.total, address(uint160(receiver)), address(uint160(refundTo)), uint64(nonce), 0)
        );
    }
}
