// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLEndpoint} from "../../src/interfaces/IQLEndpoint.sol";
import {IQLSatellitePayouts} from "../../src/interfaces/IQLSatellitePayouts.sol";
import {IQLSatelliteTypes} from "../../src/interfaces/IQLSatelliteTypes.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {Satellites} from "./Satellites.sol";

/// @notice setHub, retireHub, closeHub: Listed, Open, Retiring, Retired.
contract LanesTest is Satellites {
    function test_A_retiring_hub_takes_no_stakes_and_opens_again_when_set() public {
        vm.expectEmit(address(satellite));
        emit IQLSatelliteTypes.LaneRetiring(ETHEREUM, address(hub));
        _retire();
        bytes memory closed = abi.encodeWithSelector(IQLSatelliteTypes.LaneNotOpen.selector, ETHEREUM, address(hub));
        vm.expectRevert(closed);
        satellite.stake{value: 2 ether}(NATIVE, 1 ether, bob, alice, NATIVE, 1 ether);
        vm.prank(dao);
        satellite.setHub(ETHEREUM, address(hub));
        _stakeNative(1 ether);
    }

    function test_A_hub_is_closed_only_when_nothing_is_pending() public {
        _queueNative(1 ether);
        IQLSatellitePayouts.ReleaseEntry memory entry = _release(NATIVE, 1 ether, bob, 0);
        _expectNotReady(IQLSatelliteTypes.LaneState.Open, 2);
        _retire();
        _expectNotReady(IQLSatelliteTypes.LaneState.Retiring, 2);
        _flush();
        _expectNotReady(IQLSatelliteTypes.LaneState.Retiring, 1);
        satellite.release(entry);
        vm.prank(dao);
        vm.expectEmit(address(satellite));
        emit IQLSatelliteTypes.LaneRetired(ETHEREUM, address(hub));
        satellite.closeHub(ETHEREUM, address(hub));
        vm.expectRevert(abi.encodeWithSelector(IQLEndpoint.UnknownPeer.selector, ETHEREUM, address(hub)));
        _arriveAtSatellite(address(hub), QLMessages.encodeVoid("x"));
    }

    function test_A_retired_hub_comes_back_when_it_is_set() public {
        _retire();
        vm.startPrank(dao);
        satellite.closeHub(ETHEREUM, address(hub));
        satellite.setHub(ETHEREUM, address(hub));
        vm.stopPrank();
        _stakeNative(1 ether);
    }

    function test_Only_a_known_hub_retires_and_only_once() public {
        vm.startPrank(dao);
        vm.expectRevert(abi.encodeWithSelector(IQLSatelliteTypes.LaneNotReady.selector, 0, 0));
        satellite.retireHub(ETHEREUM, bob);
        satellite.retireHub(ETHEREUM, address(hub));
        vm.expectRevert(abi.encodeWithSelector(IQLSatelliteTypes.LaneNotReady.selector, 3, 0));
        satellite.retireHub(ETHEREUM, address(hub));
    }

    function test_Hello_does_not_open_a_retiring_hub() public {
        (, bytes32 challenge) = satellite.laneOf(ETHEREUM, address(hub));
        _retire();
        _arriveAtSatellite(address(hub), QLMessages.encodeHello(challenge));
        (,, IQLSatelliteTypes.LaneState state) = satellite.currentHub();
        assertTrue(state == IQLSatelliteTypes.LaneState.Retiring);
    }

    function test_A_batch_of_a_hub_that_is_no_longer_current_is_flushed() public {
        (, QLMessages.Item memory item) = _queueNative(1 ether);
        vm.prank(dao);
        satellite.setHub(ETHEREUM, bob);
        _flush();
        don.deliver(avalanche, ethereum);
        assertEq(_mint(_entryOf(item)).shares, 1 ether);
    }

    function _retire() private {
        vm.prank(dao);
        satellite.retireHub(ETHEREUM, address(hub));
    }

    function _expectNotReady(IQLSatelliteTypes.LaneState state, uint256 pending) private {
        vm.prank(dao);
        vm.expectRevert(abi.encodeWithSelector(IQLSatelliteTypes.LaneNotReady.selector, state, pending));
        satellite.closeHub(ETHEREUM, address(hub));
    }
}
