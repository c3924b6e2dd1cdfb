// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLSatelliteTypes} from "./IQLSatelliteTypes.sol";

/// @title The hubs of a satellite, and what cannot be sent to them or has not arrived.
interface IQLSatelliteLanes is IQLSatelliteTypes {
    /// @notice DAO: lists `hub` if it is new and makes it the one stakes go to. A hub that was open is open again.
    function setHub(uint64 hubSelector, address hub) external;

    /// @notice DAO: the hub takes no new stakes; everything else goes on.
    function retireHub(uint64 hubSelector, address hub) external;

    /// @notice DAO: a Retiring hub with no open batch and no received root left becomes a stranger.
    function closeHub(uint64 hubSelector, address hub) external;

    /// @notice Sends Hello to the current hub, by anyone, who pays CCIP's fee in native coin; the excess returns.
    function hello() external payable returns (bytes32 messageId);

    /// @notice State of any hub, and the challenge its Hello must echo.
    function laneOf(uint64 hubSelector, address hub) external view returns (LaneState state, bytes32 challenge);

    /// @notice How many batches for the hub are open and how many roots from it not consumed.
    function pendingOf(uint64 hubSelector, address hub) external view returns (uint256);

    /// @notice By any account without code: notes that the open batch cannot be sent, although the value sent pays for it. The value returns.
    function markStuck(uint64 hubSelector, address hub, address asset) external payable;

    /// @notice By any account without code: 7 days after `markStuck`, if the batch still cannot be sent, gives it up. The value returns.
    function abandon(uint64 hubSelector, address hub, address asset) external payable returns (bytes32 root);

    /// @notice From when the open batch may be abandoned, a block timestamp; zero if it is not marked stuck.
    function abandonableAt(uint64 hubSelector, address hub, address asset) external view returns (uint64);

    /// @notice DAO: gives up a Stake root older than 30 days that went to a chain CCIP no longer serves.
    function voidRoot(bytes32 root) external;
}
