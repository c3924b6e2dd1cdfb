// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

/// @notice Lists of selectors, as AccessManager takes them.
library Selectors {
    function list(bytes4 a) internal pure returns (bytes4[] memory all) {
        all = new bytes4[](1);
        all[0] = a;
    }

    function list(bytes4 a, bytes4 b) internal pure returns (bytes4[] memory all) {
        all = new bytes4[](2);
        (all[0], all[1]) = (a, b);
    }

    function list(bytes4 a, bytes4 b, bytes4 c) internal pure returns (bytes4[] memory all) {
        all = new bytes4[](3);
        (all[0], all[1], all[2]) = (a, b, c);
    }
}
