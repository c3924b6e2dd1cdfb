// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

/// @title One use per account, until somebody else re-arms it: who may only ever tighten cannot tighten for ever.
library QLOnce {
    /// @param round Counts the re-armings.
    /// @param usedIn Round in which an account used it, plus one.
    struct Once {
        uint256 round;
        mapping(address account => uint256) usedIn;
    }

    /// @notice `account` has used this already and nobody has re-armed it since.
    error UsedAlready(address account);

    /// @notice Uses it up for `account`. Reverts with `UsedAlready` the second time.
    function use(Once storage once, address account) internal {
        uint256 current = once.round + 1;
        if (once.usedIn[account] == current) revert UsedAlready(account);
        once.usedIn[account] = current;
    }

    /// @notice Lets everybody use it once more.
    function rearm(Once storage once) internal {
        ++once.round;
    }
}
