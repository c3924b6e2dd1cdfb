// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLStakeHub} from "../src/QLStakeHub.sol";
import {QLiquidToken} from "../src/QLiquidToken.sol";
import {Governance} from "./Governance.sol";
import {HubDeployment} from "./HubDeployment.sol";
import {Multisig} from "./Multisig.sol";
import {Plan} from "./Plan.sol";
import {Roles} from "./Roles.sol";
import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {Script} from "forge-std/Script.sol";

/// @title The hub's chain, in two steps: `deploy`; then, with the satellites' addresses in the plan, `finish`.
/// @notice `forge script script/DeployHub.s.sol --sig 'deploy(string)' plan.json --rpc-url … --broadcast`. The broadcaster is the
/// deployer; after `finish` he has no role, and what he deployed answers to the DAO alone.
contract DeployHub is Script {
    /// @dev `dao` is who registers the tokens with CCIP: the plan's DAO, or the Safe made here, to be written into the plan before `finish`.
    function deploy(string calldata plan)
        external
        returns (address access, address hub, address[] memory tokens, address dao)
    {
        string memory json = vm.readFile(plan);
        HubDeployment.Config memory config = Plan.hub(json);
        (Governance.People memory people, address[] memory owners, uint256 threshold) = Plan.people(json);
        vm.startBroadcast();
        dao = people.dao == address(0) ? Multisig.create(owners, threshold) : people.dao;
        HubDeployment.Deployed memory deployed = HubDeployment.deploy(config, msg.sender, dao);
        vm.stopBroadcast();
        tokens = new address[](deployed.tokens.length);
        for (uint256 i; i < tokens.length; ++i) {
            tokens[i] = address(deployed.tokens[i]);
        }
        return (address(deployed.access), address(deployed.hub), tokens, dao);
    }

    /// @param access,hub,tokens As `deploy` returned them.
    function finish(string calldata plan, AccessManager access, QLStakeHub hub, QLiquidToken[] calldata tokens)
        external
    {
        string memory json = vm.readFile(plan);
        (Governance.People memory people,,) = Plan.people(json);
        vm.startBroadcast();
        HubDeployment.wire(Plan.hub(json), HubDeployment.Deployed(access, hub, tokens));
        if (people.config == address(0)) people.config = people.dao;
        Governance.handOver(access, address(hub), Roles.ofHub(), people, msg.sender);
        vm.stopBroadcast();
    }
}
