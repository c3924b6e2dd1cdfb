// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLEndpoint} from "../interfaces/IQLEndpoint.sol";
import {QLMessages} from "../libraries/QLMessages.sol";
import {SatelliteSending} from "./SatelliteSending.sol";
import {Client} from "@chainlink/contracts-ccip/contracts/libraries/Client.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @title Items: made of what a caller brings, locked, and sent alone.
abstract contract SatelliteItems is SatelliteSending {
    /// @dev Takes principal in and counts it. Native principal came with the call.
    function _lock(address asset, uint256 amount) internal {
        _assets[asset].locked += SafeCast.toUint128(amount);
        if (asset != NATIVE) _pull(asset, amount);
    }

    function _openHub() internal view returns (Hub memory hub) {
        hub = _hub;
        if (!hub.isOpen) revert LaneNotOpen(hub.selector, hub.at);
    }

    function _newItem(address asset, uint256 amount, address receiver, address refundTo)
        internal
        returns (QLMessages.Item memory)
    {
        if (amount == 0) revert IQLEndpoint.ZeroValue();
        if (amount > type(uint128).max) revert AmountTooLarge(amount);
        return QLMessages.Item(asset, amount, receiver, refundTo, _takeNonce(), 0);
    }

    function _itemMessage(Hub memory hub, QLMessages.Kind kind, QLMessages.Item memory item, address feeToken)
        internal
        view
        returns (Client.EVM2AnyMessage memory)
    {
        return _ccipMessage(hub.at, QLMessages.encodeItem(kind, item), feeToken == NATIVE ? _wrapped : feeToken);
    }

    function _sentOne(
        bytes32 messageId,
        bytes32 root,
        QLMessages.Kind kind,
        QLMessages.Item memory item,
        Hub memory hub
    ) internal {
        _remember(root, kind, 1, item.amount, hub.number, RootState.Sent);
        emit IQLEndpoint.RootSent(messageId, root, kind, item.asset, 1, item.amount, hub.selector, hub.at);
    }

    function _requireAllCovered(address asset, address feeToken) internal view {
        _requireCovered(asset);
        if (feeToken != asset) _requireCovered(feeToken);
        if (feeToken == NATIVE) _requireCovered(_wrapped);
    }

    /// @dev Native coin beyond a native principal is the offer for a native fee; anything else sent would be lost, so it is refused.
    function _offeredForFee(address asset, uint256 amount, address feeToken) internal view returns (uint256 offered) {
        uint256 principal = asset == NATIVE ? amount : 0;
        if (msg.value < principal) revert IQLEndpoint.ValueTooLow(msg.value, principal);
        offered = msg.value - principal;
        if (feeToken != NATIVE && offered != 0) revert ValueMismatch(principal, msg.value);
    }
}
