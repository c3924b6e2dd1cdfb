// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLPauses} from "../interfaces/IQLPauses.sol";
import {QLOnce} from "../libraries/QLOnce.sol";
import {QLTime} from "../libraries/QLTime.sol";
import {QLScopes} from "./QLScopes.sol";
import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

/// @title Scoped pauses that lapse.
abstract contract QLPauses is AccessManaged, QLScopes, IQLPauses {
    using QLOnce for QLOnce.Once;

    uint256 private constant PAUSED_FOR = 7 days;

    /// @inheritdoc IQLPauses
    function pause(Scope scope) external restricted {
        _requireHere(scope);
        _pauses[uint256(scope)].use(msg.sender);
        _set(scope, QLTime.later(_until(scope), PAUSED_FOR));
    }

    /// @inheritdoc IQLPauses
    function confirmPause(Scope scope, uint64 until) external restricted {
        _requireHere(scope);
        QLTime.requireInRange(until);
        _set(scope, until);
    }

    /// @inheritdoc IQLPauses
    function unpause(Scope scope) external restricted {
        _requireHere(scope);
        _setUntil(scope, 0);
        _pauses[uint256(scope)].rearm();
        emit ScopeUnpaused(scope, msg.sender);
    }

    /// @inheritdoc IQLPauses
    function pausedUntil(Scope scope) public view returns (uint64) {
        return _until(scope);
    }

    /// @dev Whether this contract has anything to pause under `scope`.
    function _hasScope(Scope scope) internal pure virtual returns (bool);

    function _set(Scope scope, uint64 until) private {
        _setUntil(scope, until);
        emit ScopePaused(scope, until, msg.sender);
    }

    function _requireHere(Scope scope) private pure {
        if (!_hasScope(scope)) revert ScopeNotHere(scope);
    }
}
