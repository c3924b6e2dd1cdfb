// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLPauses} from "../interfaces/IQLPauses.sol";
import {QLOnce} from "../libraries/QLOnce.sol";

/// @title Which scopes are paused until when, and by whom they were. No function of it can be called from outside.
abstract contract QLScopes {
    uint256 private constant TIME = 48; // bits, enough for nine million years

    QLOnce.Once[4] internal _pauses;
    /// @dev A time for each scope. Leaves room in its slot for what is written whenever anything leaves.
    uint192 private _untils;

    function _until(IQLPauses.Scope scope) internal view returns (uint64) {
        return uint48(_untils >> (uint256(scope) * TIME));
    }

    function _setUntil(IQLPauses.Scope scope, uint64 until) internal {
        uint256 place = uint256(scope) * TIME;
        uint256 others = _untils & ~(uint256(type(uint48).max) << place);
        _untils = uint192(others | (uint256(uint48(until)) << place)); // at most 90 days ahead
    }

    function _isPaused(IQLPauses.Scope scope) internal view returns (bool) {
        return block.timestamp < _until(scope);
    }

    function _requireRunning(IQLPauses.Scope scope) internal view {
        uint64 until = _until(scope);
        if (block.timestamp < until) revert IQLPauses.Paused(scope, until);
    }
}
