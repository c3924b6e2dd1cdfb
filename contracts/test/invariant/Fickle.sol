// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

/// @notice A receiver who sometimes takes coin and sometimes does not.
contract Fickle {
    bool public refusing;

    function refuse(bool value) external {
        refusing = value;
    }

    receive() external payable {
        require(!refusing, "not now");
    }
}
