// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

/// @title Holds on an item, a root or a lane, by guardians; they lapse.
/// @notice A target is `keccak256(abi.encode(selector, peer))` for a lane, the root's key for a root, the leaf for an item.
interface IQLHolds {
    /// @notice `target` is held until `until` (a block timestamp), by `account`.
    event HoldPlaced(bytes32 indexed target, uint64 until, address account);
    /// @notice `target` is free again, and every guardian may hold it once more.
    event HoldLifted(bytes32 indexed target);

    /// @notice `target` is held until `until`, a block timestamp.
    error TargetHeld(bytes32 target, uint64 until);
    /// @notice `account` may not hold.
    error NotGuardian(address account);

    /// @notice A guardian: holds `target` for 3 days; once per guardian until the DAO lifts it. Never shortens a hold.
    function hold(bytes32 target) external;

    /// @notice DAO: `target` is held until `until`, a block timestamp at most 90 days ahead; renewable.
    function extendHold(bytes32 target, uint64 until) external;

    /// @notice DAO: ends the hold and lets every guardian hold `target` once more.
    function liftHold(bytes32 target) external;

    /// @notice Until when `target` is held, a block timestamp; free if that is not in the future.
    function heldUntil(bytes32 target) external view returns (uint64);
}
