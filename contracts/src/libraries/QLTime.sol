// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title How long a tightening lasts, in seconds and block timestamps.
library QLTime {
    /// @dev The DAO renews its word at least this often, or it lapses like anybody's.
    uint256 private constant LONGEST_WORD = 90 days;

    /// @notice The DAO's word must hold beyond now and at most until `latest`, block timestamps.
    error UntilOutOfRange(uint64 until, uint64 latest);

    /// @notice `duration` from now, or `until` where that is later.
    function later(uint64 until, uint256 duration) internal view returns (uint64) {
        return uint64(Math.max(until, block.timestamp + duration));
    }

    /// @notice Reverts with `UntilOutOfRange` unless the DAO may confirm something until `until`.
    function requireInRange(uint64 until) internal view {
        uint64 latest = uint64(block.timestamp + LONGEST_WORD);
        if (until <= block.timestamp || until > latest) revert UntilOutOfRange(until, latest);
    }
}
