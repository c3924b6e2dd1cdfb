// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

/// @title Refusals: encoded errors that are carried along until it is known whether they stop one item or the call.
library QLRefusals {
    /// @notice Reverts with `refusal` unless it is empty.
    function raise(bytes memory refusal) internal pure {
        if (refusal.length == 0) return;
        assembly ("memory-safe") {
            revert(add(refusal, 32), mload(refusal))
        }
    }
}
