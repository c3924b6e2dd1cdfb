// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLEndpoint} from "../QLEndpoint.sol";
import {IQLEndpoint} from "../interfaces/IQLEndpoint.sol";
import {IQLInbox} from "../interfaces/IQLInbox.sol";
import {QLMessages} from "../libraries/QLMessages.sol";
import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";

/// @title Received roots: recorded once, consumed leaf by leaf, each once and never above the total.
abstract contract QLInbox is IQLInbox, QLEndpoint {
    using BitMaps for BitMaps.BitMap;

    /// @dev Packed so that consuming the leaf of a root of one writes a single slot: `consumed` tells all, no bitmap is needed.
    struct Root {
        uint128 total;
        uint128 consumed;
        address asset;
        uint64 receivedAt;
        uint16 count;
        bool voided;
    }

    mapping(bytes32 rootKey => Root) private _roots;
    mapping(bytes32 rootKey => BitMaps.BitMap) private _consumed;

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
        leaf = QLMessages.leafOf(kind, _inbound(selector, peer), item);
        bytes32 key = QLMessages.rootKey(selector, peer, kind, root);
        refusal = _refuseLeaf(key, root, leaf, item, proof);
        if (refusal.length == 0) _markConsumed(key, selector, peer, item);
    }

    /// @dev What stands against consuming `leaf`, as an encoded error; nothing where it may be. Never reverts.
    function _refuseLeaf(
        bytes32 key,
        bytes32 root,
        bytes32 leaf,
        QLMessages.Item calldata item,
        bytes32[] calldata proof
    ) internal view returns (bytes memory refusal) {
        Root storage known = _roots[key];
        uint256 count = known.count;
        if (count == 0) return abi.encodeWithSelector(RootUnknown.selector, root);
        if (item.asset != known.asset) {
            return abi.encodeWithSelector(AssetMismatch.selector, known.asset, item.asset);
        }
        // sorted pairs hide a leaf's place, so its index is bound by the leaf and bounded here
        if (item.index >= count || !QLMessages.proves(proof, root, leaf)) {
            return abi.encodeWithSelector(InvalidProof.selector, leaf, root);
        }
        uint256 consumed = known.consumed;
        if (count == 1 ? consumed != 0 : _consumed[key].get(item.index)) {
            return abi.encodeWithSelector(LeafConsumed.selector, leaf);
        }
        uint256 remaining = known.total - consumed;
        if (item.amount == 0 || item.amount > remaining) {
            return abi.encodeWithSelector(RootTotalExceeded.selector, item.amount, remaining);
        }
    }

    /// @dev Only after `_refuseLeaf` has found nothing in the same call.
    function _markConsumed(bytes32 key, uint64 selector, address peer, QLMessages.Item calldata item) internal {
        Root storage root = _roots[key];
        if (root.count != 1) _consumed[key].set(item.index);
        uint256 consumed = root.consumed + item.amount;
        root.consumed = uint128(consumed);
        if (consumed == root.total) _rootClosed(selector, peer);
    }

    function _receivedAt(bytes32 key) internal view returns (uint256) {
        return _roots[key].receivedAt;
    }

    function _isVoided(bytes32 key) internal view returns (bool) {
        return _roots[key].voided;
    }

    function _isConsumed(bytes32 key, uint32 index) internal view returns (bool) {
        Root storage root = _roots[key];
        return root.count == 1 ? index == 0 && root.consumed != 0 : _consumed[key].get(index);
    }
}
