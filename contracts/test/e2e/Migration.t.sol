// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLStakeHub} from "../../src/QLStakeHub.sol";
import {IQLHubGovernance} from "../../src/interfaces/IQLHubGovernance.sol";
import {IQLPauses} from "../../src/interfaces/IQLPauses.sol";
import {IQLiquidToken} from "../../src/interfaces/IQLiquidToken.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {ExecutionState} from "../ccip/CcipTypes.sol";
import {Selectors} from "../lib/Selectors.sol";
import {Journey} from "./Journey.sol";
import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";

/// @notice A hub is replaced, in the order README.md gives; holders notice nothing.
contract MigrationJourneyTest is Journey {
    function test_Shares_of_the_old_hub_are_redeemed_at_the_new_one() public {
        (bytes32 stakeId, QLMessages.Item memory item) = _stakeNative(5 ether);
        assertTrue(_deliver() == ExecutionState.Success);
        assertEq(_mint(_directEntry(item, stakeId)).shares, 5 ether);
        QLStakeHub old = hub;
        QLStakeHub successor = _successor();

        vm.startPrank(pauser);
        old.pause(IQLPauses.Scope.Mints);
        old.pause(IQLPauses.Scope.Redemptions);
        vm.stopPrank();
        vm.startPrank(dao);
        old.migrate(address(qavax), address(successor));
        qavax.setMinter(address(old), IQLiquidToken.Minter.None);
        qavax.setMinter(address(successor), IQLiquidToken.Minter.Issuer);
        satellite.setHub(ETHEREUM, address(successor));
        vm.stopPrank();
        hub = successor;
        _handshake();

        (stakeId, item) = _stakeNative(3 ether);
        assertTrue(_deliver() == ExecutionState.Success);
        assertEq(_mint(_directEntry(item, stakeId)).shares, 3 ether);
        vm.deal(bob, 1 ether);
        vm.startPrank(bob);
        qavax.approve(address(successor), 8 ether);
        successor.redeem{value: 1 ether}(address(qavax), 8 ether, AVALANCHE, address(satellite), NATIVE, bob, 8 ether);
        vm.stopPrank();
        assertEq(qavax.totalSupply(), 0);
        assertEq(old.totalBacking(address(qavax)) + successor.totalBacking(address(qavax)), 0);
    }

    function _successor() private returns (QLStakeHub successor) {
        successor = _newHub(hub.authority());
        vm.startPrank(dao);
        AccessManager(hub.authority())
            .setTargetFunctionRole(address(successor), Selectors.list(IQLHubGovernance.setLimits.selector), CONFIG);
        successor.setPredecessor(address(hub));
        successor.setGuards(_guardAddresses(), 2);
        successor.listPeer(AVALANCHE, address(satellite));
        successor.listAsset(AVALANCHE, address(satellite), NATIVE, address(qavax), 18);
        vm.stopPrank();
        vm.startPrank(config);
        successor.setLimits(IQLPauses.Scope.Mints, _place(NATIVE), _limits(CAPACITY, 1 ether));
        successor.setLimits(IQLPauses.Scope.Redemptions, _place(NATIVE), _limits(CAPACITY, 1 ether));
        vm.stopPrank();
    }

    function _handshake() private {
        vm.deal(alice, 2 ether);
        vm.startPrank(alice);
        satellite.hello{value: 1 ether}();
        assertTrue(don.deliver(avalanche, ethereum) == ExecutionState.Success);
        hub.hello{value: 1 ether}(AVALANCHE, address(satellite));
        vm.stopPrank();
        assertTrue(don.deliver(ethereum, avalanche) == ExecutionState.Success);
    }
}
