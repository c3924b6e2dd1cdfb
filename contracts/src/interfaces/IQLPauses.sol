// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

/// @title Pauses by scope. One key's pause lapses; recording, flushing, refunding and claiming know no pause.
interface IQLPauses {
    /// @notice What can be paused: Stakes and Releases on a satellite, Mints and Redemptions on the hub.
    enum Scope {
        Stakes,
        Releases,
        Mints,
        Redemptions
    }

    /// @notice `scope` is paused until `until` (a block timestamp), by `account`.
    event ScopePaused(Scope indexed scope, uint64 until, address account);
    /// @notice `account` let `scope` run again, and every account may pause it once more.
    event ScopeUnpaused(Scope indexed scope, address account);

    /// @notice `scope` is paused until `until`, a block timestamp.
    error Paused(Scope scope, uint64 until);
    /// @notice This contract has nothing of `scope`.
    error ScopeNotHere(Scope scope);

    /// @notice PAUSER: pauses `scope` for 7 days; once per account until the DAO unpauses. Never shortens a pause.
    function pause(Scope scope) external;

    /// @notice DAO: `scope` is paused until `until`, a block timestamp at most 90 days ahead; renewable.
    function confirmPause(Scope scope, uint64 until) external;

    /// @notice DAO: ends a pause of `scope` and lets every account pause it once more.
    function unpause(Scope scope) external;

    /// @notice Until when `scope` is paused, a block timestamp; not paused if that is not in the future.
    function pausedUntil(Scope scope) external view returns (uint64);
}
