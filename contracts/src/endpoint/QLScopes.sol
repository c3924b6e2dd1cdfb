// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLPauses} from "../interfaces/IQLPauses.sol";
import {QLOnce} from "../libraries/QLOnce.sol";

/// @title Which scopes are paused until when, and by whom they were. No function of it can be called from outside.
abstract contract QLScopes {
    uint64[4] internal _pausedUntil; // one slot, a place for each scope
    QLOnce.Once[4] internal _pauses;

    function _isPaused(IQLPauses.Scope scope) internal view returns (bool) {
        return block.timestamp < _pausedUntil[uint256(scope)];
    }

    function _requireRunning(IQLPauses.Scope scope) internal view {
        if (_isPaused(scope)) revert IQLPauses.Paused(scope, _pausedUntil[uint256(scope)]);
    }
}
