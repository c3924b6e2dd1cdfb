// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLStakeSatellite} from "../../src/interfaces/IQLStakeSatellite.sol";
import {IAny2EVMMessageReceiver} from "@chainlink/contracts-ccip/contracts/interfaces/IAny2EVMMessageReceiver.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

/// @notice Everything that answers at a satellite's address.
interface ISatellite is IQLStakeSatellite, IAny2EVMMessageReceiver, IAccessManaged {}
