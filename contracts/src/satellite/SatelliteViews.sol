// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLSatelliteStakes} from "../interfaces/IQLSatelliteStakes.sol";
import {QLMessages} from "../libraries/QLMessages.sol";
import {SatelliteSubsidy} from "./SatelliteSubsidy.sol";

/// @title What can be asked of the sending half of a satellite.
abstract contract SatelliteViews is SatelliteSubsidy, IQLSatelliteStakes {
    /// @inheritdoc IQLSatelliteStakes
    function nextNonce() external view returns (uint64) {
        return _peekNonce();
    }

    /// @inheritdoc IQLSatelliteStakes
    function isListed(address asset) external view returns (bool) {
        return _assets[asset].listed;
    }

    /// @inheritdoc IQLSatelliteStakes
    function locked(address asset) external view returns (uint256) {
        return _assets[asset].locked;
    }

    /// @inheritdoc IQLSatelliteStakes
    function accruedFees(address feeToken) external view returns (uint256) {
        return _fees[feeToken].accrued;
    }

    /// @inheritdoc IQLSatelliteStakes
    function batchFees() external view returns (uint256) {
        return _fees[NATIVE].batch;
    }

    /// @inheritdoc IQLSatelliteStakes
    function waitingFees(address asset) external view returns (uint256) {
        return _assets[asset].waiting;
    }

    /// @inheritdoc IQLSatelliteStakes
    function executionFee(address feeToken) external view returns (uint256) {
        return _fees[feeToken].execution;
    }

    /// @inheritdoc IQLSatelliteStakes
    function floatBalance() external view returns (uint256) {
        return _float;
    }

    /// @inheritdoc IQLSatelliteStakes
    function subsidyPot() external view returns (uint256) {
        return _pot;
    }

    /// @inheritdoc IQLSatelliteStakes
    function subsidyLeft(address staker) external view returns (uint256) {
        return _subsidyLeft(staker);
    }

    /// @inheritdoc IQLSatelliteStakes
    function batchShare() external view returns (uint256) {
        return _terms.batchShare;
    }

    /// @inheritdoc IQLSatelliteStakes
    function currentHub() external view returns (uint64 hubSelector, address hub, LaneState state) {
        Hub memory current = _hub;
        return (current.selector, current.at, _lanes[current.selector][current.at].state);
    }

    /// @inheritdoc IQLSatelliteStakes
    function sentRoot(bytes32 root) external view returns (SentRoot memory) {
        Sent memory sent = _sent[root];
        if (sent.state == RootState.Unknown) return SentRoot(0, 0, 0, sent.kind, sent.state, 0, address(0));
        Hub memory hub = _hubOf(sent.lane);
        return SentRoot(sent.total, sent.sentAt, sent.count, sent.kind, sent.state, hub.selector, hub.at);
    }

    /// @inheritdoc IQLSatelliteStakes
    function isStake(bytes32 stakeId) external view returns (bool) {
        Sent memory sent = _sent[stakeId];
        return sent.count == 1 && sent.kind == QLMessages.Kind.Stake && sent.state != RootState.Abandoned;
    }

    /// @inheritdoc IQLSatelliteStakes
    function stakeIdOf(QLMessages.Item calldata item) external view returns (bytes32) {
        return QLMessages.leafOf(QLMessages.Kind.Stake, _outbound(_hub.selector, _hub.at), item);
    }
}
