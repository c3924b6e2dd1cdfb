// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLEndpoint} from "../src/interfaces/IQLEndpoint.sol";
import {IQLHolds} from "../src/interfaces/IQLHolds.sol";
import {IQLHubGovernance} from "../src/interfaces/IQLHubGovernance.sol";
import {IQLPauses} from "../src/interfaces/IQLPauses.sol";
import {IQLSatelliteFunds} from "../src/interfaces/IQLSatelliteFunds.sol";

/// @title Which role calls what. Restricted functions that are not named here are the DAO's.
library Roles {
    uint64 internal constant DAO = 0; // AccessManager's admin role
    uint64 internal constant CONFIG = 1;
    uint64 internal constant PAUSER = 2;
    uint64 internal constant GUARDIAN = 3;

    /// @notice Selectors by role; an empty list where a contract has nothing for it.
    struct Table {
        bytes4[] config;
        bytes4[] pauser;
        bytes4[] guardian;
    }

    function ofSatellite() internal pure returns (Table memory table) {
        table.config = new bytes4[](7);
        table.config[0] = IQLSatelliteFunds.delistAsset.selector;
        table.config[1] = IQLSatelliteFunds.setStakeLimits.selector;
        table.config[2] = IQLSatelliteFunds.setPayoutLimits.selector;
        table.config[3] = IQLSatelliteFunds.setExecutionFee.selector;
        table.config[4] = IQLSatelliteFunds.setBatchShare.selector;
        table.config[5] = IQLSatelliteFunds.setSubsidy.selector;
        table.config[6] = IQLEndpoint.setDeliveryGas.selector;
        table.pauser = new bytes4[](3);
        table.pauser[0] = IQLPauses.pause.selector;
        table.pauser[1] = IQLSatelliteFunds.lowerStakeLimits.selector;
        table.pauser[2] = IQLSatelliteFunds.lowerPayoutLimits.selector;
        table.guardian = new bytes4[](1);
        table.guardian[0] = IQLHolds.hold.selector;
    }

    function ofHub() internal pure returns (Table memory table) {
        table.config = new bytes4[](2);
        table.config[0] = IQLHubGovernance.setLimits.selector;
        table.config[1] = IQLEndpoint.setDeliveryGas.selector;
        table.pauser = new bytes4[](2);
        table.pauser[0] = IQLPauses.pause.selector;
        table.pauser[1] = IQLHubGovernance.lowerLimits.selector;
    }
}
