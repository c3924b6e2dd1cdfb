// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @title The native coin as ERC-20, one to one.
interface IWrappedNative is IERC20 {
    /// @notice Wraps the value sent.
    function deposit() external payable;

    /// @notice Unwraps `amount` to the caller.
    function withdraw(uint256 amount) external;
}
