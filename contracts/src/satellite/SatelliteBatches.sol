// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLEndpoint} from "../interfaces/IQLEndpoint.sol";
import {IQLSatelliteStakes} from "../interfaces/IQLSatelliteStakes.sol";
import {QLMessages} from "../libraries/QLMessages.sol";
import {SatelliteSending} from "./SatelliteSending.sol";
import {IRouterClient} from "@chainlink/contracts-ccip/contracts/interfaces/IRouterClient.sol";
import {Client} from "@chainlink/contracts-ccip/contracts/libraries/Client.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @title Sends open batches.
abstract contract SatelliteBatches is SatelliteSending, IQLSatelliteStakes {
    /// @inheritdoc IQLSatelliteStakes
    function flush(uint64 hubSelector, address hub, address asset)
        external
        payable
        nonReentrant
        returns (bytes32 messageId)
    {
        uint256 toPay;
        (messageId, toPay) = _flush(hubSelector, hub, asset, msg.value);
        _pay(msg.sender, msg.value - toPay);
        _requireCovered(_wrapped);
        _requireCovered(NATIVE);
    }

    /// @inheritdoc IQLSatelliteStakes
    function attemptFlush(uint64 hubSelector, address hub, address asset, uint256 offered) external {
        if (msg.sender != address(this)) revert OnlyDirectly(msg.sender);
        _flush(hubSelector, hub, asset, offered);
        revert AttemptSucceeded();
    }

    /// @inheritdoc IQLSatelliteStakes
    function quoteFlush(uint64 hubSelector, address hub, address asset)
        external
        view
        returns (uint256 ccipFee, uint256 toPay)
    {
        bytes32 batch = _keyOf(hubSelector, hub, asset);
        Batch memory open = openBatch(batch);
        if (open.count == 0) revert BatchEmpty(batch);
        ccipFee =
            IRouterClient(_router).getFee(hubSelector, _batchMessage(hub, asset, open.count, open.total, open.root));
        BatchFees memory fees = _batchFees[batch];
        toPay = _split(ccipFee, _payerOf(fees.carried, uint256(open.count) * fees.share, 0)).toPay;
    }

    /// @inheritdoc IQLSatelliteStakes
    function batchFeesOf(uint64 hubSelector, address hub, address asset) external view returns (BatchFees memory) {
        return _batchFees[_keyOf(hubSelector, hub, asset)];
    }

    /// @dev The leaf that opens a batch fixes what it and all that follow pay.
    function _openFees(bytes32 batch) internal {
        (_batchFees[batch].share, _batchFees[batch].execution) = (_terms.batchShare, _fees[NATIVE].execution);
    }

    function _flush(uint64 hubSelector, address hub, address asset, uint256 offered)
        private
        returns (bytes32 messageId, uint256 toPay)
    {
        Closed memory closed = _closeBatch(hubSelector, hub, asset, RootState.Sent);
        BatchFees storage fees = _batchFees[closed.batch];
        Paid memory paid;
        (messageId, paid) = _sendForNative(
            hubSelector,
            _batchMessage(hub, asset, closed.count, closed.total, closed.root),
            _payerOf(fees.carried, closed.shares, offered)
        );
        fees.carried = SafeCast.toUint96(fees.carried + closed.shares - paid.given);
        _fees[NATIVE].batch -= uint88(paid.given); // at most what the batches brought
        emit BatchFlushed(closed.batch, closed.root, msg.sender, paid.ccipFee, paid.given);
        _emitSent(messageId, closed, hubSelector, hub, asset);
        return (messageId, paid.toPay);
    }

    function _emitSent(bytes32 messageId, Closed memory closed, uint64 hubSelector, address hub, address asset)
        private
    {
        emit IQLEndpoint.RootSent(
            messageId, closed.root, QLMessages.Kind.Stake, asset, closed.count, closed.total, hubSelector, hub
        );
    }

    /// @dev Its own shares, and as much again of what others left: one cheap leaf cannot drain that.
    function _payerOf(uint256 carried, uint256 own, uint256 offered) private pure returns (Payer memory) {
        return Payer(offered, own + Math.min(own, carried), WHOLE, 0);
    }

    function _batchMessage(address hub, address asset, uint32 count, uint256 total, bytes32 root)
        private
        view
        returns (Client.EVM2AnyMessage memory)
    {
        return _ccipMessage(hub, QLMessages.encodeRoot(QLMessages.Kind.Stake, asset, count, total, root), _wrapped);
    }
}
