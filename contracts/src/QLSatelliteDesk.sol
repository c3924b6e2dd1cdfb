// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {SatelliteFunds} from "./satellite/SatelliteFunds.sol";
import {SatelliteHubs} from "./satellite/SatelliteHubs.sol";
import {SatelliteState} from "./satellite/SatelliteState.sol";

/// @title What is decided about a satellite: its assets, limits, fees, pot and hubs. Run by `QLStakeSatellite` on its own state.
/// @dev Holds nothing itself, and nothing at its own address means anything.
contract QLSatelliteDesk is SatelliteFunds, SatelliteHubs {
    /// @dev As for `QLSatelliteInbound`, which creates it.
    constructor(address authority, address router_, uint64 chainSelector_, address wrapped, address link_)
        SatelliteState(authority, router_, chainSelector_, wrapped, link_)
    {}
}
