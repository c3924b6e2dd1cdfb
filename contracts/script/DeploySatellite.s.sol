// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLStakeSatellite} from "../src/interfaces/IQLStakeSatellite.sol";
import {Governance} from "./Governance.sol";
import {Multisig} from "./Multisig.sol";
import {Plan} from "./Plan.sol";
import {Roles} from "./Roles.sol";
import {SatelliteDeployment} from "./SatelliteDeployment.sol";
import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {Script} from "forge-std/Script.sol";

/// @title A satellite's chain, in two steps: `deploy`; then, with the hub's address in the plan, `finish`.
/// @notice `forge script script/DeploySatellite.s.sol --sig 'deploy(string)' plan.json --rpc-url … --broadcast`. The broadcaster is the
/// deployer; after `finish` he has no role, and what he deployed answers to the DAO alone.
contract DeploySatellite is Script {
    function deploy(string calldata plan) external returns (address access, address satellite) {
        SatelliteDeployment.Config memory config = Plan.satellite(vm.readFile(plan));
        vm.startBroadcast();
        SatelliteDeployment.Deployed memory deployed = SatelliteDeployment.deploy(config, msg.sender);
        vm.stopBroadcast();
        return (address(deployed.access), address(deployed.satellite));
    }

    /// @param access,satellite As `deploy` returned them.
    function finish(string calldata plan, AccessManager access, IQLStakeSatellite satellite)
        external
        returns (address dao)
    {
        string memory json = vm.readFile(plan);
        SatelliteDeployment.Config memory config = Plan.satellite(json);
        (Governance.People memory people, address[] memory owners, uint256 threshold) = Plan.people(json);
        vm.startBroadcast();
        SatelliteDeployment.wire(config, SatelliteDeployment.Deployed(access, satellite));
        if (people.dao == address(0)) people.dao = Multisig.create(owners, threshold);
        if (people.config == address(0)) people.config = people.dao;
        Governance.handOver(access, address(satellite), Roles.ofSatellite(), people, msg.sender);
        vm.stopBroadcast();
        return people.dao;
    }
}
