// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLEndpoint} from "../QLEndpoint.sol";
import {IQLEndpoint} from "../interfaces/IQLEndpoint.sol";
import {IQLInbox} from "../interfaces/IQLInbox.sol";
import {QLMessages} from "../libraries/QLMessages.sol";

/// @title Received roots: recorded once, consumed leaf by leaf, each once and never above the total.
abstract contract QLInbox is IQLInbox, QLEndpoint {
    /// @dev Packed so that consuming the leaf of a root of one writes a single slot: `consumed` tells all, no bitmap is needed.
    struct Root {
        uint128 total;
        uint128 consumed;
        address asset;
        uint64 receivedAt;
        uint16 count;
        bool voided;
    }

    /// @dev A leaf's root and its word of bits, read once to judge the leaf and to consume it.
    struct Found {
        address asset;
        uint256 count;
        uint256 total;
        uint256 consumed;
        uint256 bits;
        bool taken;
    }

    /// @dev Three times the longest delay of an escape: whoever can consume a leaf has had long to do it, whatever was paused meanwhile.
    uint256 private constant WRITE_OFF_AFTER = 180 days;

    mapping(bytes32 rootKey => Root) private _roots;
    /// @dev A bit for each leaf, 256 a word.
    mapping(bytes32 rootKey => mapping(uint256 word => uint256)) private _consumed;

    /// @inheritdoc IQLInbox
    function rootOf(uint64 sourceSelector, address peer, QLMessages.Kind kind, bytes32 root)
        external
        view
        returns (ReceivedRoot memory)
    {
        Root storage known = _roots[QLMessages.rootKey(sourceSelector, peer, kind, root)];
        return ReceivedRoot(known.asset, known.receivedAt, known.count, known.total, known.consumed);
    }

    /// @dev One more root of `peer` has leaves to consume. Each end keeps the count in the slot that knows the peer, which is read anyway.
    function _rootOpened(uint64 selector, address peer) internal virtual;

    /// @dev A root of `peer` is consumed to its total.
    function _rootClosed(uint64 selector, address peer) internal virtual;

    /// @dev Records a root once. Returns the encoded error where it changes nothing; never reverts.
    function _recordRoot(bytes32 messageId, uint64 selector, address peer, QLMessages.Message memory content)
        internal
        returns (bytes memory refusal)
    {
        Root storage root = _roots[QLMessages.rootKey(selector, peer, content.kind, content.root)];
        if (root.count != 0) return abi.encodeWithSelector(IQLEndpoint.RootAlreadyReceived.selector, content.root);
        if (root.voided) return abi.encodeWithSelector(RootVoided.selector, content.root);
        // decoding has bounded both: total below 2^128, count at most MAX_LEAVES
        (root.total, root.asset) = (uint128(content.total), content.asset);
        (root.receivedAt, root.count) = (uint64(block.timestamp), uint16(content.count));
        _rootOpened(selector, peer);
        emit RootReceived(
            messageId, content.root, selector, peer, content.kind, content.asset, content.count, content.total
        );
    }

    /// @dev Gives a root up that has not arrived: should it arrive later, it is not recorded.
    function _markVoid(bytes32 rootKey, bytes32 root) internal {
        if (_roots[rootKey].count != 0) revert IQLEndpoint.RootAlreadyReceived(root);
        _roots[rootKey].voided = true;
    }

    /// @dev Gives up what is left of a root. Consumed to its total, it yields nothing ever again; having arrived, it can never be voided, so
    /// the other end is never told to give anything back. Must not be called between `_refuseLeaf` and `_markConsumed`.
    function _writeOff(uint64 selector, address peer, QLMessages.Kind kind, bytes32 root) internal {
        Root storage known = _roots[QLMessages.rootKey(selector, peer, kind, root)];
        if (known.count == 0) revert RootUnknown(root);
        uint256 rest = known.total - known.consumed;
        if (rest == 0) revert RootConsumed(root);
        uint256 from = known.receivedAt + WRITE_OFF_AFTER;
        if (block.timestamp < from) revert RootTooYoung(root, from);
        known.consumed = known.total;
        emit RootWrittenOff(root, selector, peer, kind, known.asset, rest);
        _rootClosed(selector, peer);
    }

    /// @dev Consumes the leaf of `item` where nothing stands against it. Never reverts.
    /// @return leaf Of the item, over the lane from `peer`.
    /// @return refusal The encoded error where nothing was consumed, else nothing.
    function _consume(
        QLMessages.Kind kind,
        uint64 selector,
        address peer,
        bytes32 root,
        QLMessages.Item calldata item,
        bytes32[] calldata proof
    ) internal returns (bytes32 leaf, bytes memory refusal) {
        leaf = QLMessages.leafFrom(kind, _inbound(selector, peer), item);
        bytes32 key = QLMessages.rootKey(selector, peer, kind, root);
        Found memory found;
        refusal = _refuseLeaf(found, key, root, leaf, item, proof);
        if (refusal.length == 0) _markConsumed(found, key, selector, peer, item);
    }

    /// @dev What stands against consuming `leaf`, as an encoded error; nothing where it may be. Never reverts.
    /// @param found Filled with what was read on the way.
    function _refuseLeaf(
        Found memory found,
        bytes32 key,
        bytes32 root,
        bytes32 leaf,
        QLMessages.Item calldata item,
        bytes32[] calldata proof
    ) internal view returns (bytes memory refusal) {
        _find(found, key, item.index);
        if (found.count == 0) return abi.encodeWithSelector(RootUnknown.selector, root);
        if (item.asset != found.asset) {
            return abi.encodeWithSelector(AssetMismatch.selector, found.asset, item.asset);
        }
        // sorted pairs hide a leaf's place, so its index is bound by the leaf and bounded here
        if (item.index >= found.count || !QLMessages.proves(proof, root, leaf)) {
            return abi.encodeWithSelector(InvalidProof.selector, leaf, root);
        }
        if (found.taken) return abi.encodeWithSelector(LeafConsumed.selector, leaf);
        uint256 remaining = found.total - found.consumed;
        if (item.amount == 0 || item.amount > remaining) {
            return abi.encodeWithSelector(RootTotalExceeded.selector, item.amount, remaining);
        }
    }

    /// @dev Consumes the leaf that `_refuseLeaf` has just found nothing against. In between, the key's root must not have been written.
    function _markConsumed(
        Found memory found,
        bytes32 key,
        uint64 selector,
        address peer,
        QLMessages.Item calldata item
    ) internal {
        uint256 index = item.index;
        if (found.count != 1) _consumed[key][index >> 8] = found.bits | 1 << (index & 0xff);
        uint256 consumed = found.consumed + item.amount;
        Root storage root = _roots[key];
        (root.total, root.consumed) = (uint128(found.total), uint128(consumed));
        if (consumed == found.total) _rootClosed(selector, peer);
    }

    function _find(Found memory found, bytes32 key, uint256 index) private view {
        Root storage known = _roots[key];
        (found.asset, found.count) = (known.asset, known.count);
        (found.total, found.consumed) = (known.total, known.consumed);
        if (found.count > 1) {
            found.bits = _consumed[key][index >> 8];
            found.taken = found.bits >> (index & 0xff) & 1 != 0;
        } else {
            found.taken = found.consumed != 0;
        }
    }

    function _receivedAt(bytes32 key) internal view returns (uint256) {
        return _roots[key].receivedAt;
    }

    function _isVoided(bytes32 key) internal view returns (bool) {
        return _roots[key].voided;
    }

    function _isConsumed(bytes32 key, uint32 index) internal view returns (bool) {
        Root storage root = _roots[key];
        return
            root.count == 1 ? index == 0 && root.consumed != 0 : _consumed[key][index >> 8] >> (index & 0xff) & 1 != 0;
    }
}
