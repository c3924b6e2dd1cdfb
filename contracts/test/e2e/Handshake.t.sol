// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLStakeHub} from "../../src/QLStakeHub.sol";
import {IQLHubTypes} from "../../src/interfaces/IQLHubTypes.sol";
import {IQLSatelliteTypes} from "../../src/interfaces/IQLSatelliteTypes.sol";
import {ExecutionState} from "../ccip/CcipTypes.sol";
import {Journey} from "./Journey.sol";

/// @notice A wrong or codeless peer would swallow messages: no stake leaves before Hello has come back.
contract HandshakeJourneyTest is Journey {
    function test_No_stake_is_taken_before_the_new_hub_has_answered() public {
        QLStakeHub next = _nextHub();
        hoax(alice);
        satellite.hello{value: 1 ether}();
        don.deliver(avalanche, ethereum);
        _expectClosed(next);

        hoax(alice);
        next.hello{value: 1 ether}(AVALANCHE, address(satellite));
        don.deliver(ethereum, avalanche);

        (IQLSatelliteTypes.LaneState state,) = satellite.laneOf(ETHEREUM, address(next));
        assertTrue(state == IQLSatelliteTypes.LaneState.Open);
        _stake(1 ether);
    }

    function test_A_hub_that_does_not_know_the_satellite_never_opens_the_lane() public {
        QLStakeHub stranger = new QLStakeHub(hub.authority(), address(ethereum.router()), ETHEREUM);
        vm.prank(dao);
        satellite.setHub(ETHEREUM, address(stranger));
        hoax(alice);
        satellite.hello{value: 1 ether}();

        assertTrue(don.deliver(avalanche, ethereum) == ExecutionState.Failure);

        vm.expectRevert(abi.encodeWithSelector(IQLHubTypes.NoHello.selector, AVALANCHE, address(satellite)));
        stranger.hello{value: 1 ether}(AVALANCHE, address(satellite));
        _expectClosed(stranger);
    }

    function test_A_codeless_hub_swallows_the_Hello_and_never_opens_the_lane() public {
        address nobody = makeAddr("codeless hub");
        vm.prank(dao);
        satellite.setHub(ETHEREUM, nobody);
        hoax(alice);
        satellite.hello{value: 1 ether}();

        assertTrue(don.deliver(avalanche, ethereum) == ExecutionState.Success);

        (IQLSatelliteTypes.LaneState state,) = satellite.laneOf(ETHEREUM, nobody);
        assertTrue(state == IQLSatelliteTypes.LaneState.Listed);
    }

    function test_The_excess_of_a_Hello_returns_to_whoever_sent_it() public {
        address anyone = makeAddr("anyone");
        vm.deal(anyone, 5 ether);
        uint256 ccipBefore = avalanche.wrappedNative().balanceOf(address(avalanche.onRamp()));

        vm.prank(anyone);
        satellite.hello{value: 5 ether}();

        uint256 fee = avalanche.wrappedNative().balanceOf(address(avalanche.onRamp())) - ccipBefore;
        assertEq(anyone.balance, 5 ether - fee);
        assertGt(fee, 0);
    }

    function _nextHub() private returns (QLStakeHub next) {
        next = new QLStakeHub(hub.authority(), address(ethereum.router()), ETHEREUM);
        vm.startPrank(dao);
        next.listPeer(AVALANCHE, address(satellite));
        satellite.setHub(ETHEREUM, address(next));
        vm.stopPrank();
    }

    function _expectClosed(QLStakeHub at) private {
        hoax(alice);
        vm.expectRevert(abi.encodeWithSelector(IQLSatelliteTypes.LaneNotOpen.selector, ETHEREUM, address(at)));
        satellite.stake{value: 2 ether}(NATIVE, 1 ether, bob, address(0), NATIVE, 1 ether);
    }
}
