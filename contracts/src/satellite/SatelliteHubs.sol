// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLEndpoint} from "../interfaces/IQLEndpoint.sol";
import {IQLSatelliteHubs} from "../interfaces/IQLSatelliteHubs.sol";
import {SatelliteState} from "./SatelliteState.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @title The satellite's hubs: which one stakes go to, and which go out of use.
abstract contract SatelliteHubs is SatelliteState, IQLSatelliteHubs {
    /// @inheritdoc IQLSatelliteHubs
    function setHub(uint64 hubSelector, address hub) external restricted {
        if (hubSelector == 0 || hub == address(0)) revert IQLEndpoint.ZeroValue();
        Lane storage lane = _lanes[hubSelector][hub];
        if (lane.number == 0) {
            lane.challenge = keccak256(abi.encode(_chainSelector, address(this), hubSelector, hub, block.number));
            lane.number = SafeCast.toUint16(_hubs.length + 1);
            _hubs.push(Hub(hub, hubSelector, lane.number, false));
        }
        _hub = _hubs[lane.number - 1];
        _setState(lane, lane.opened ? LaneState.Open : LaneState.Listed);
        emit HubChanged(hubSelector, hub, lane.challenge);
    }

    /// @inheritdoc IQLSatelliteHubs
    function retireHub(uint64 hubSelector, address hub) external restricted {
        Lane storage lane = _lanes[hubSelector][hub];
        if (lane.state != LaneState.Open && lane.state != LaneState.Listed) {
            revert LaneNotReady(lane.state, lane.pending);
        }
        _setState(lane, LaneState.Retiring);
        emit LaneRetiring(hubSelector, hub);
    }

    /// @inheritdoc IQLSatelliteHubs
    function closeHub(uint64 hubSelector, address hub) external restricted {
        Lane storage lane = _lanes[hubSelector][hub];
        if (lane.state != LaneState.Retiring || lane.pending != 0) revert LaneNotReady(lane.state, lane.pending);
        _setState(lane, LaneState.Retired);
        emit LaneRetired(hubSelector, hub);
    }

    /// @inheritdoc IQLSatelliteHubs
    function laneOf(uint64 hubSelector, address hub) external view returns (LaneState state, bytes32 challenge) {
        Lane storage lane = _lanes[hubSelector][hub];
        return (lane.state, lane.challenge);
    }

    /// @inheritdoc IQLSatelliteHubs
    function pendingOf(uint64 hubSelector, address hub) external view returns (uint256) {
        return _lanes[hubSelector][hub].pending;
    }
}
