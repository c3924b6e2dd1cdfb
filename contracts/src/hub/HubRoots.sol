// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLInbox} from "../endpoint/QLInbox.sol";
import {IQLStakeHub} from "../interfaces/IQLStakeHub.sol";
import {QLMessages} from "../libraries/QLMessages.sol";

/// @title What has arrived from which satellite, and what of it is consumed.
abstract contract HubRoots is IQLStakeHub, QLInbox {
    mapping(uint64 selector => mapping(address peer => Peer)) private _peers;

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
    function isConsumed(uint64 sourceSelector, address peer, bytes32 root, uint32 index) external view returns (bool) {
        return _isConsumed(QLMessages.rootKey(sourceSelector, peer, QLMessages.Kind.Stake, root), index);
    }

    /// @inheritdoc IQLStakeHub
    function stakeIdOf(uint64 sourceSelector, address peer, QLMessages.Item calldata item)
        public
        view
        returns (bytes32)
    {
        return QLMessages.leafOf(QLMessages.Kind.Stake, _inbound(sourceSelector, peer), item);
    }

    function _rootOpened(uint64 selector, address peer) internal override {
        ++_peers[selector][peer].openRoots;
    }

    function _rootClosed(uint64 selector, address peer) internal override {
        --_peers[selector][peer].openRoots;
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
        return _recordRoot(messageId, selector, peer, content);
    }
}
