// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {Governance} from "../../script/Governance.sol";
import {HubDeployment} from "../../script/HubDeployment.sol";
import {Plan} from "../../script/Plan.sol";
import {SatelliteDeployment} from "../../script/SatelliteDeployment.sol";
import {Test} from "forge-std/Test.sol";

contract PlanTest is Test {
    function test_The_example_of_a_satellite_is_a_plan() public view {
        string memory json = vm.readFile("script/networks/satellite.example.json");
        SatelliteDeployment.Config memory plan = Plan.satellite(json);
        assertEq(plan.selector, 6433500567565415381);
        assertEq(plan.hubSelector, 5009297550715157269);
        assertEq(plan.assets.length, 1);
        assertEq(plan.assets[0].payouts.capacity, 100_000 ether);

        (Governance.People memory people, address[] memory owners,) = Plan.people(json);
        assertEq(people.daoDelay, 2 days);
        assertEq(people.configDelay, 1 days);
        assertEq(owners.length, 0);
    }

    function test_The_example_of_a_hub_is_a_plan() public view {
        HubDeployment.Config memory plan = Plan.hub(vm.readFile("script/networks/hub.example.json"));
        assertEq(plan.tokens[0].symbol, "qAVAX");
        assertEq(plan.peers[0].selector, 6433500567565415381);
        assertEq(plan.peers[0].assets[0].decimals, 18);
        assertEq(plan.peers[0].assets[0].mints.refillPerSecond, 1 ether);
        assertEq(plan.peers[0].assets[0].redemptions.countPerHour, 3600);
    }
}
