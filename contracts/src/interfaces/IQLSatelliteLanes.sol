// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLSatelliteTypes} from "./IQLSatelliteTypes.sol";

/// @title What cannot be sent to a satellite's hubs or has not arrived there, and Hello.
interface IQLSatelliteLanes is IQLSatelliteTypes {
    /// @notice Sends Hello to the current hub, by anyone, who pays CCIP's fee in native coin; the excess returns.
    function hello() external payable returns (bytes32 messageId);

    /// @notice By any account without code: notes that the open batch cannot be sent, although the value sent pays for it. The value returns.
    function markStuck(uint64 hubSelector, address hub, address asset) external payable;

    /// @notice By any account without code: 7 days after `markStuck`, if the batch still cannot be sent, gives it up. The value returns.
    function abandon(uint64 hubSelector, address hub, address asset) external payable returns (bytes32 root);

    /// @notice From when the open batch may be abandoned, a block timestamp; zero if it is not marked stuck.
    function abandonableAt(uint64 hubSelector, address hub, address asset) external view returns (uint64);

    /// @notice DAO: gives up a Stake root older than 30 days that went to a chain CCIP no longer serves.
    function voidRoot(bytes32 root) external;
}
