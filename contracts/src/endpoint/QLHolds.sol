// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLHolds} from "../interfaces/IQLHolds.sol";
import {QLOnce} from "../libraries/QLOnce.sol";
import {QLTime} from "../libraries/QLTime.sol";
import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

/// @title Holds that lapse. Who may hold is the contract's own to say.
abstract contract QLHolds is IQLHolds, AccessManaged {
    using QLOnce for QLOnce.Once;

    struct Hold {
        uint64 until;
        QLOnce.Once placed;
    }

    uint256 private constant HELD_FOR = 3 days;

    mapping(bytes32 target => Hold) private _holds;
    /// @dev End of the hold that lasts longest: once it lies behind, no target needs to be looked up.
    uint64 private _latest;

    /// @inheritdoc IQLHolds
    function hold(bytes32 target) external {
        if (!_mayHold(msg.sender)) revert NotGuardian(msg.sender);
        Hold storage held = _holds[target];
        held.placed.use(msg.sender);
        _place(target, QLTime.later(held.until, HELD_FOR));
    }

    /// @inheritdoc IQLHolds
    function extendHold(bytes32 target, uint64 until) external restricted {
        QLTime.requireInRange(until);
        _place(target, until);
    }

    /// @inheritdoc IQLHolds
    function liftHold(bytes32 target) external restricted {
        _holds[target].until = 0;
        _holds[target].placed.rearm();
        emit HoldLifted(target);
    }

    /// @inheritdoc IQLHolds
    function heldUntil(bytes32 target) public view returns (uint64) {
        return _holds[target].until;
    }

    function _mayHold(address account) internal view virtual returns (bool);

    function _requireNotHeld(bytes32 target) internal view {
        uint64 until = _holds[target].until;
        if (block.timestamp < until) revert TargetHeld(target, until);
    }

    /// @dev Whether nothing is held at all, which costs one read to know.
    function _nothingHeld() internal view returns (bool) {
        return block.timestamp >= _latest;
    }

    function _refuseHeld(bytes32 target) internal view returns (bytes memory refusal) {
        uint64 until = _holds[target].until;
        if (block.timestamp < until) return abi.encodeWithSelector(TargetHeld.selector, target, until);
    }

    function _laneTarget(uint64 selector, address peer) internal pure returns (bytes32) {
        return keccak256(abi.encode(selector, peer));
    }

    function _place(bytes32 target, uint64 until) private {
        _holds[target].until = until;
        if (until > _latest) _latest = until;
        emit HoldPlaced(target, until, msg.sender);
    }
}
