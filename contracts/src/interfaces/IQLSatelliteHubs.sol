// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLSatelliteTypes} from "./IQLSatelliteTypes.sol";

/// @title The hubs of a satellite: which one stakes go to, and what became of the others.
interface IQLSatelliteHubs is IQLSatelliteTypes {
    /// @notice DAO: lists `hub` if it is new and makes it the one stakes go to. A hub that was open is open again.
    function setHub(uint64 hubSelector, address hub) external;

    /// @notice DAO: the hub takes no new stakes; everything else goes on.
    function retireHub(uint64 hubSelector, address hub) external;

    /// @notice DAO: a Retiring hub with no open batch and no received root left becomes a stranger.
    function closeHub(uint64 hubSelector, address hub) external;

    /// @notice State of any hub, and the challenge its Hello must echo.
    function laneOf(uint64 hubSelector, address hub) external view returns (LaneState state, bytes32 challenge);

    /// @notice How many batches for the hub are open and how many roots from it not consumed.
    function pendingOf(uint64 hubSelector, address hub) external view returns (uint256);
}
