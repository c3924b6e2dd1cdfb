// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLEndpoint} from "../QLEndpoint.sol";
import {IQLStakeHub} from "../interfaces/IQLStakeHub.sol";
import {QLMessages} from "../libraries/QLMessages.sol";
import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";

/// @title What has arrived from which satellite, and what of it is consumed.
abstract contract HubRoots is IQLStakeHub, QLEndpoint {
    using BitMaps for BitMaps.BitMap;

    /// @dev Packed so that consuming the leaf of a root of one writes a single slot: `consumed` tells all, no bitmap is needed.
    struct Root {
        uint128 total;
        uint128 consumed;
        address asset;
        uint64 receivedAt;
        uint32 count;
    }

    mapping(uint64 selector => mapping(address peer => Peer)) private _peers;
    mapping(bytes32 rootKey => Root) private _roots;
    mapping(bytes32 rootKey => BitMaps.BitMap) private _consumed;

    /// @inheritdoc IQLStakeHub
    function listPeer(uint64 sourceSelector, address peer) external restricted {
        if (sourceSelector == 0 || peer == address(0)) revert ZeroValue();
        if (_isPeer(sourceSelector, peer)) revert PeerExists(sourceSelector, peer);
        _peers[sourceSelector][peer].listed = true;
        emit PeerListed(sourceSelector, peer);
    }

    /// @inheritdoc IQLStakeHub
    function hello(uint64 sourceSelector, address peer) external payable nonReentrant returns (bytes32 messageId) {
        if (_peers[sourceSelector][peer].helloReceivedAt == 0) revert NoHello(sourceSelector, peer);
        return _sendHello(sourceSelector, peer, _peers[sourceSelector][peer].challenge);
    }

    /// @inheritdoc IQLStakeHub
    function peerOf(uint64 sourceSelector, address peer) external view returns (Peer memory) {
        return _peers[sourceSelector][peer];
    }

    /// @inheritdoc IQLStakeHub
    function rootOf(uint64 sourceSelector, address peer, QLMessages.Kind kind, bytes32 root)
        external
        view
        returns (ReceivedRoot memory)
    {
        Root memory known = _roots[QLMessages.rootKey(sourceSelector, peer, kind, root)];
        return ReceivedRoot(known.asset, known.receivedAt, known.count, known.total, known.consumed);
    }

    /// @inheritdoc IQLStakeHub
    function isConsumed(uint64 sourceSelector, address peer, bytes32 root, uint32 index) external view returns (bool) {
        bytes32 key = QLMessages.rootKey(sourceSelector, peer, QLMessages.Kind.Stake, root);
        return _roots[key].count == 1 ? index == 0 && _roots[key].consumed != 0 : _consumed[key].get(index);
    }

    /// @inheritdoc IQLStakeHub
    function stakeIdOf(uint64 sourceSelector, address peer, QLMessages.Item calldata item)
        public
        view
        returns (bytes32)
    {
        return QLMessages.leafOf(QLMessages.Kind.Stake, _inbound(sourceSelector, peer), item);
    }

    /// @dev Consumes the leaf of `entry` once, within its root's total. Reverts with the reason where it cannot.
    function _consume(bytes32 stakeId, MintEntry calldata entry) internal {
        bytes32 key = QLMessages.rootKey(entry.sourceSelector, entry.peer, QLMessages.Kind.Stake, entry.root);
        Root storage root = _roots[key];
        uint256 count = root.count;
        if (count == 0) revert RootUnknown(entry.root);
        if (entry.item.asset != root.asset) revert AssetMismatch(root.asset, entry.item.asset);
        // sorted pairs hide a leaf's place, so its index is bound by the leaf and bounded here
        bool proven = QLMessages.proves(entry.proof, entry.root, stakeId);
        if (!proven || entry.item.index >= count) revert InvalidProof(stakeId, entry.root);

        (uint256 total, uint256 consumed) = (root.total, root.consumed);
        if (count == 1) {
            if (consumed != 0) revert LeafConsumed(stakeId);
        } else {
            if (_consumed[key].get(entry.item.index)) revert LeafConsumed(stakeId);
            _consumed[key].set(entry.item.index);
        }
        uint256 amount = entry.item.amount;
        if (amount == 0 || amount > total - consumed) revert RootTotalExceeded(amount, total - consumed);
        root.consumed = uint128(consumed + amount);
    }

    function _isPeer(uint64 selector, address peer) internal view override returns (bool) {
        return _peers[selector][peer].listed;
    }

    function _record(bytes32 messageId, uint64 selector, address peer, QLMessages.Message memory content)
        internal
        override
        returns (bytes memory refusal)
    {
        if (content.kind == QLMessages.Kind.Hello) {
            Peer storage known = _peers[selector][peer];
            known.helloReceivedAt = uint64(block.timestamp);
            known.challenge = content.root;
            emit HelloReceived(messageId, selector, peer, content.root);
            return refusal;
        }
        if (content.kind != QLMessages.Kind.Stake) {
            return abi.encodeWithSelector(KindNotAccepted.selector, content.kind);
        }
        Root storage root = _roots[QLMessages.rootKey(selector, peer, content.kind, content.root)];
        if (root.count != 0) return abi.encodeWithSelector(RootAlreadyReceived.selector, content.root);
        (root.total, root.asset) = (uint128(content.total), content.asset);
        (root.receivedAt, root.count) = (uint64(block.timestamp), content.count);
        emit RootReceived(
            messageId, content.root, selector, peer, content.kind, content.asset, content.count, content.total
        );
    }
}
