// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLEndpoint} from "../interfaces/IQLEndpoint.sol";
import {IQLSatelliteLanes} from "../interfaces/IQLSatelliteLanes.sol";
import {IQLSatelliteStakes} from "../interfaces/IQLSatelliteStakes.sol";
import {SatelliteLanes} from "./SatelliteLanes.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @title Gives up open batches that cannot be sent.
abstract contract SatelliteStuck is SatelliteLanes {
    /// @dev Valid for the batch of its generation only, so that a flush clears it.
    struct Mark {
        uint64 abandonableAt;
        uint32 generation;
    }

    uint256 private constant STUCK_FOR = 7 days;
    /// @dev CCIP's sending takes a tenth of it; less could make a sending fail that would succeed.
    uint256 private constant ATTEMPT_GAS = 2_000_000;

    mapping(bytes32 batch => Mark) private _marks;

    /// @inheritdoc IQLSatelliteLanes
    function markStuck(uint64 hubSelector, address hub, address asset) external payable nonReentrant {
        bytes32 batch = _keyOf(hubSelector, hub, asset);
        _requireUnsendable(batch, hubSelector, hub, asset);
        uint32 generation = openBatch(batch).generation;
        Mark memory mark = _marks[batch];
        if (mark.abandonableAt == 0 || mark.generation != generation) {
            mark = Mark(uint64(block.timestamp + STUCK_FOR), generation);
            _marks[batch] = mark;
            emit BatchStuck(batch, generation, mark.abandonableAt);
        }
        _pay(msg.sender, msg.value);
    }

    /// @inheritdoc IQLSatelliteLanes
    function abandon(uint64 hubSelector, address hub, address asset)
        external
        payable
        nonReentrant
        returns (bytes32 root)
    {
        bytes32 batch = _keyOf(hubSelector, hub, asset);
        uint64 from = _abandonableAt(batch);
        if (from == 0 || block.timestamp < from) revert BatchNotStuckLongEnough(batch, from);
        _requireUnsendable(batch, hubSelector, hub, asset);

        Closed memory closed = _closeBatch(hubSelector, hub, asset, RootState.Abandoned);
        root = closed.root;
        BatchFees storage fees = _batchFees[batch];
        fees.carried = SafeCast.toUint96(fees.carried + closed.shares);
        emit BatchAbandoned(batch, root, closed.count, closed.total);
        _pay(msg.sender, msg.value);
    }

    /// @inheritdoc IQLSatelliteLanes
    function abandonableAt(uint64 hubSelector, address hub, address asset) external view returns (uint64) {
        return _abandonableAt(_keyOf(hubSelector, hub, asset));
    }

    /// @dev Tries to send in a call that is undone. Only a failure of the sending counts, not one of the caller's.
    function _requireUnsendable(bytes32 batch, uint64 hubSelector, address hub, address asset) private {
        // within CCIP's call of a token pool every sending fails; a delegated account (EIP-7702) has code
        // forge-lint: disable-next-line(unsafe-typecast)
        if (msg.sender != tx.origin || msg.sender.code.length != 0) revert OnlyDirectly(msg.sender);
        if (gasleft() < ATTEMPT_GAS) revert GasTooLow(gasleft(), ATTEMPT_GAS);
        try IQLSatelliteStakes(address(this)).attemptFlush(hubSelector, hub, asset, msg.value) {}
        catch (bytes memory reason) {
            bytes4 why = bytes4(reason);
            if (why == AttemptSucceeded.selector) revert BatchSendable(batch);
            if (why == ValueTooLow.selector || why == BatchEmpty.selector) _revertWith(reason);
        }
    }

    function _abandonableAt(bytes32 batch) private view returns (uint64) {
        Mark memory mark = _marks[batch];
        return mark.generation == openBatch(batch).generation ? mark.abandonableAt : 0;
    }
}
