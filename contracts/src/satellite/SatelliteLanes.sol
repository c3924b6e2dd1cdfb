// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLInbox} from "../endpoint/QLInbox.sol";
import {IQLInbox} from "../interfaces/IQLInbox.sol";
import {IQLSatelliteLanes} from "../interfaces/IQLSatelliteLanes.sol";
import {QLMessages} from "../libraries/QLMessages.sol";
import {SatelliteState} from "./SatelliteState.sol";
import {IRouterClient} from "@chainlink/contracts-ccip/contracts/interfaces/IRouterClient.sol";

/// @title What arrives from the satellite's hubs, and what never will.
abstract contract SatelliteLanes is SatelliteState, QLInbox, IQLSatelliteLanes {
    uint256 private constant VOIDABLE_AFTER = 30 days;

    /// @inheritdoc IQLSatelliteLanes
    function hello() external payable nonReentrant returns (bytes32 messageId) {
        Hub memory hub = _hub;
        if (hub.at == address(0)) revert LaneNotOpen(0, address(0));
        return _sendHello(hub.selector, hub.at, _lanes[hub.selector][hub.at].challenge);
    }

    /// @inheritdoc IQLSatelliteLanes
    function voidRoot(bytes32 root) external restricted {
        Sent storage sent = _sent[root];
        if (sent.state != RootState.Sent) revert RootNotSent(root);
        uint64 selector = _hubOf(sent.lane).selector;
        bool old = block.timestamp >= sent.sentAt + VOIDABLE_AFTER;
        if (!old || IRouterClient(_router).isChainSupported(selector)) revert LaneStillServed(selector, sent.sentAt);
        _giveUp(root);
    }

    /// @inheritdoc IQLInbox
    function writeOff(uint64 sourceSelector, address peer, QLMessages.Kind kind, bytes32 root)
        external
        restricted
        nonReentrant
    {
        Lane storage lane = _lanes[sourceSelector][peer];
        if (lane.state != LaneState.Retiring) revert LaneNotReady(lane.state, lane.pending);
        _writeOff(sourceSelector, peer, kind, root);
    }

    function _rootOpened(uint64 selector, address peer) internal override {
        _opened(selector, peer);
    }

    function _rootClosed(uint64 selector, address peer) internal override {
        _closed(selector, peer);
    }

    function _isPeer(uint64 selector, address peer) internal view override returns (bool) {
        LaneState state = _lanes[selector][peer].state;
        return state != LaneState.Unknown && state != LaneState.Retired;
    }

    function _record(bytes32 messageId, uint64 selector, address peer, QLMessages.Message memory content)
        internal
        override
        returns (bytes memory refusal)
    {
        QLMessages.Kind kind = content.kind;
        if (kind == QLMessages.Kind.Hello) return _recordHello(messageId, selector, peer, content.root);
        if (kind == QLMessages.Kind.Void) return _recordVoid(_lanes[selector][peer].number, content.root);
        if (kind != QLMessages.Kind.Release && kind != QLMessages.Kind.Refund) {
            return abi.encodeWithSelector(KindNotAccepted.selector, kind);
        }
        return _recordRoot(messageId, selector, peer, content);
    }

    function _recordHello(bytes32 messageId, uint64 selector, address peer, bytes32 challenge)
        private
        returns (bytes memory refusal)
    {
        Lane storage lane = _lanes[selector][peer];
        if (challenge != lane.challenge) {
            return abi.encodeWithSelector(ChallengeMismatch.selector, lane.challenge, challenge);
        }
        emit HelloReceived(messageId, selector, peer, challenge);
        lane.opened = true;
        if (lane.state != LaneState.Listed) return refusal;
        _setState(lane, LaneState.Open);
        emit LaneOpened(selector, peer);
    }

    function _recordVoid(uint16 number, bytes32 root) private returns (bytes memory refusal) {
        Sent storage sent = _sent[root];
        // rewards have one way only: given back, they could still be credited
        if (sent.state != RootState.Sent || sent.lane != number || sent.kind != QLMessages.Kind.Stake) {
            return abi.encodeWithSelector(RootNotSent.selector, root);
        }
        _giveUp(root);
    }

    function _giveUp(bytes32 root) private {
        _sent[root].state = RootState.Voided;
        emit RootGivenUp(root);
    }
}
