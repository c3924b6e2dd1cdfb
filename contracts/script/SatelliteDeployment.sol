// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLSatelliteInbound} from "../src/QLSatelliteInbound.sol";
import {QLStakeSatellite} from "../src/QLStakeSatellite.sol";
import {IQLStakeSatellite} from "../src/interfaces/IQLStakeSatellite.sol";
import {QLBucket} from "../src/libraries/QLBucket.sol";
import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";

/// @title What is deployed on a satellite's chain, and how it is wired before it is handed over.
/// @dev `deploy`, then `wire` once the hub is deployed, then `Governance.handOver`: all by the deployer, who is the caller.
library SatelliteDeployment {
    struct Config {
        address router;
        uint64 selector;
        address wrappedNative;
        address link;
        uint64 hubSelector;
        address hub;
        uint256 executionFeeNative;
        uint256 executionFeeLink;
        uint256 batchShare;
        Asset[] assets;
    }

    /// @param stakes,payouts In the asset's own unit.
    struct Asset {
        address asset;
        QLBucket.Limits stakes;
        QLBucket.Limits payouts;
    }

    struct Deployed {
        AccessManager access;
        IQLStakeSatellite satellite;
    }

    /// @notice Creates the contracts.
    function deploy(Config memory config, address deployer) internal returns (Deployed memory deployed) {
        deployed.access = new AccessManager(deployer);
        address authority = address(deployed.access);
        QLSatelliteInbound inbound =
            new QLSatelliteInbound(authority, config.router, config.selector, config.wrappedNative, config.link);
        deployed.satellite =
            IQLStakeSatellite(payable(address(new QLStakeSatellite(authority, config.router, inbound))));
    }

    /// @notice Lists the assets, sets the fees and names the hub. Stakes still wait for Hello, which anyone may send.
    function wire(Config memory config, Deployed memory deployed) internal {
        IQLStakeSatellite satellite = deployed.satellite;
        for (uint256 i; i < config.assets.length; ++i) {
            satellite.listAsset(config.assets[i].asset, config.assets[i].stakes, config.assets[i].payouts);
        }
        satellite.setExecutionFee(address(0), config.executionFeeNative);
        satellite.setExecutionFee(config.link, config.executionFeeLink);
        satellite.setBatchShare(config.batchShare);
        satellite.setHub(config.hubSelector, config.hub);
    }
}
