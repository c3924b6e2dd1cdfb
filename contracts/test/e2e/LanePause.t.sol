// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IOnRamp} from "../ccip/CcipInterfaces.sol";
import {ExecutionState} from "../ccip/CcipTypes.sol";
import {Journey} from "./Journey.sol";

/// @notice Chainlink stops a lane's sending by taking the Router from its OnRamp: quotes go on, sending fails by name.
contract LanePauseJourneyTest is Journey {
    function test_A_paused_lane_takes_no_direct_stake_and_says_why() public {
        uint256 fee = satellite.quoteStake(alice, NATIVE, 1 ether, bob, alice, NATIVE).total;
        avalanche.pauseLane(ETHEREUM);
        assertEq(satellite.quoteStake(alice, NATIVE, 1 ether, bob, alice, NATIVE).total, fee);
        hoax(alice, 1 ether + fee);
        vm.expectRevert(IOnRamp.MustBeCalledByRouter.selector);
        satellite.stake{value: 1 ether + fee}(NATIVE, 1 ether, bob, alice, NATIVE, fee);
        assertEq(satellite.locked(NATIVE), 0);
        assertEq(satellite.floatBalance(), 1 ether);
    }

    function test_Queued_stakes_wait_for_the_lane_and_can_be_called_stuck() public {
        hoax(alice, 1 ether);
        bytes32 stakeId = satellite.queue{value: 1 ether}(NATIVE, 1 ether, bob, alice, 0);
        avalanche.pauseLane(ETHEREUM);
        hoax(bob, 1 ether);
        vm.expectRevert(IOnRamp.MustBeCalledByRouter.selector);
        satellite.flush{value: 1 ether}(ETHEREUM, address(hub), NATIVE);
        vm.deal(alice, 1 ether);
        vm.prank(alice, alice);
        satellite.markStuck{value: 1 ether}(ETHEREUM, address(hub), NATIVE);
        assertEq(satellite.abandonableAt(ETHEREUM, address(hub), NATIVE), block.timestamp + 7 days);

        avalanche.connect(ethereum);
        vm.prank(bob);
        satellite.flush{value: 1 ether}(ETHEREUM, address(hub), NATIVE);
        assertTrue(_deliver() == ExecutionState.Success);
        assertEq(_rootOf(stakeId).total, 1 ether);
    }
}
