// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLHolds} from "./IQLHolds.sol";
import {IQLInbox} from "./IQLInbox.sol";
import {IQLPauses} from "./IQLPauses.sol";
import {IQLSatelliteFunds} from "./IQLSatelliteFunds.sol";
import {IQLSatelliteHubs} from "./IQLSatelliteHubs.sol";
import {IQLSatelliteLanes} from "./IQLSatelliteLanes.sol";
import {IQLSatellitePayouts} from "./IQLSatellitePayouts.sol";
import {IQLSatelliteStakes} from "./IQLSatelliteStakes.sol";

/// @title All of a satellite: locks assets on a source chain, tells the hub about them through CCIP, and pays them out again.
/// @notice `QLStakeSatellite` holds the money and runs what is called often; the rest is the code of `QLSatelliteInbound` and
/// `QLSatelliteDesk`, run on the satellite's own state. All answer at the satellite's address.
interface IQLStakeSatellite is
    IQLSatelliteStakes,
    IQLSatelliteHubs,
    IQLSatelliteLanes,
    IQLSatelliteFunds,
    IQLSatellitePayouts,
    IQLInbox,
    IQLPauses,
    IQLHolds
{}
