// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLEndpoint} from "../QLEndpoint.sol";
import {IQLStakeSatellite} from "../interfaces/IQLStakeSatellite.sol";
import {QLMessages} from "../libraries/QLMessages.sol";

/// @title The satellite's way to its hub: which one, and whether its Hello has come back.
abstract contract SatelliteLane is IQLStakeSatellite, QLEndpoint {
    struct Hub {
        address at;
        uint64 selector;
    }

    struct Lane {
        LaneState state;
        bytes32 challenge;
    }

    Hub private _hub;
    mapping(uint64 selector => mapping(address hub => Lane)) private _lanes;

    /// @inheritdoc IQLStakeSatellite
    function setHub(uint64 hubSelector, address hub) external restricted {
        if (hubSelector == 0 || hub == address(0)) revert ZeroValue();
        Lane storage lane = _lanes[hubSelector][hub];
        if (lane.state == LaneState.Unknown) {
            lane.state = LaneState.Listed;
            lane.challenge = keccak256(abi.encode(chainSelector, address(this), hubSelector, hub, block.number));
        }
        _hub = Hub(hub, hubSelector);
        emit HubChanged(hubSelector, hub, lane.challenge);
    }

    /// @inheritdoc IQLStakeSatellite
    function hello() external payable nonReentrant returns (bytes32 messageId) {
        Hub memory hub = _hub;
        if (hub.at == address(0)) revert LaneNotOpen(0, address(0));
        return _sendHello(hub.selector, hub.at, _lanes[hub.selector][hub.at].challenge);
    }

    /// @inheritdoc IQLStakeSatellite
    function currentHub() external view returns (uint64 hubSelector, address hub, LaneState state) {
        Hub memory current = _hub;
        return (current.selector, current.at, _lanes[current.selector][current.at].state);
    }

    /// @inheritdoc IQLStakeSatellite
    function laneOf(uint64 hubSelector, address hub) external view returns (LaneState state, bytes32 challenge) {
        Lane memory lane = _lanes[hubSelector][hub];
        return (lane.state, lane.challenge);
    }

    /// @inheritdoc IQLStakeSatellite
    function stakeIdOf(QLMessages.Item calldata item) external view returns (bytes32) {
        return QLMessages.leafOf(QLMessages.Kind.Stake, _outbound(_hub.selector, _hub.at), item);
    }

    function _openHub() internal view returns (Hub memory hub) {
        hub = _hub;
        if (_lanes[hub.selector][hub.at].state != LaneState.Open) revert LaneNotOpen(hub.selector, hub.at);
    }

    function _isPeer(uint64 selector, address peer) internal view override returns (bool) {
        return _lanes[selector][peer].state != LaneState.Unknown;
    }

    function _record(bytes32 messageId, uint64 selector, address peer, QLMessages.Message memory content)
        internal
        override
        returns (bytes memory refusal)
    {
        if (content.kind != QLMessages.Kind.Hello) {
            return abi.encodeWithSelector(KindNotAccepted.selector, content.kind);
        }
        Lane storage lane = _lanes[selector][peer];
        if (content.root != lane.challenge) {
            return abi.encodeWithSelector(ChallengeMismatch.selector, lane.challenge, content.root);
        }
        emit HelloReceived(messageId, selector, peer, content.root);
        if (lane.state == LaneState.Open) return refusal;
        lane.state = LaneState.Open;
        emit LaneOpened(selector, peer);
    }
}
