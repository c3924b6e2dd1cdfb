// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLPauses} from "../../src/interfaces/IQLPauses.sol";
import {IQLSatelliteTypes} from "../../src/interfaces/IQLSatelliteTypes.sol";
import {QLBucket} from "../../src/libraries/QLBucket.sol";
import {QLOnce} from "../../src/libraries/QLOnce.sol";
import {Satellites} from "./Satellites.sol";

/// @notice Stake limits: setStakeLimits, lowerStakeLimits, and stakes under them and under a pause.
contract LimitsTest is Satellites {
    function test_A_stake_above_the_bucket_is_refused_and_told_how_long() public {
        _set(QLBucket.Limits(10 ether, 1 ether, 100, 100));
        _stakeNative(7 ether);
        bytes memory refusal =
            abi.encodeWithSelector(IQLSatelliteTypes.BucketExceeded.selector, 3 ether, block.timestamp + 1);
        vm.expectRevert(refusal);
        satellite.quoteStake(alice, NATIVE, 4 ether, bob, alice, NATIVE);
        vm.expectRevert(refusal);
        satellite.stake{value: 5 ether}(NATIVE, 4 ether, bob, alice, NATIVE, 1 ether);
        skip(1);
        _stakeNative(4 ether);
    }

    function test_Queued_stakes_take_the_same_bucket() public {
        _set(QLBucket.Limits(10 ether, 1 ether, 100, 100));
        _queueNative(10 ether);
        vm.expectRevert(abi.encodeWithSelector(IQLSatelliteTypes.BucketExceeded.selector, 0, block.timestamp + 1));
        satellite.quoteStake(alice, NATIVE, 1 ether, bob, alice, NATIVE);
    }

    function test_Stakes_are_counted() public {
        _set(QLBucket.Limits(10 ether, 1 ether, 2, 3600));
        _stakeNative(1);
        _stakeNative(1);
        vm.expectRevert(
            abi.encodeWithSelector(IQLSatelliteTypes.BucketExceeded.selector, 10 ether - 2, block.timestamp + 1)
        );
        satellite.quoteStake(alice, NATIVE, 1, bob, alice, NATIVE);
    }

    function test_A_refused_stake_takes_nothing() public {
        _set(QLBucket.Limits(10 ether, 0, 10, 0));
        uint256 fee = satellite.quoteStake(alice, NATIVE, 1 ether, bob, alice, NATIVE).total;
        vm.expectRevert();
        satellite.stake{value: 1 ether + fee}(NATIVE, 1 ether, bob, alice, NATIVE, fee - 1);
        IQLSatelliteTypes.BucketState memory state = satellite.stakeBucketOf(NATIVE);
        assertEq(state.value, 10 ether);
        assertEq(state.items, 10);
    }

    function test_A_pauser_lowers_once_for_7_days_and_CONFIG_ends_it() public {
        QLBucket.Limits memory low = QLBucket.Limits(1 ether, 0, 1, 0);
        vm.expectEmit(address(satellite));
        emit IQLSatelliteTypes.StakeLimitsLowered(NATIVE, low, pauser);
        vm.prank(pauser);
        satellite.lowerStakeLimits(NATIVE, low);
        assertEq(abi.encode(satellite.stakeBucketOf(NATIVE).inForce), abi.encode(low));
        assertEq(satellite.stakeBucketOf(NATIVE).loweredUntil, block.timestamp + 7 days);
        vm.prank(pauser);
        vm.expectRevert(abi.encodeWithSelector(QLOnce.UsedAlready.selector, pauser));
        satellite.lowerStakeLimits(NATIVE, low);
        _set(_wide());
        assertEq(satellite.stakeBucketOf(NATIVE).inForce.capacity, type(uint128).max);
        assertEq(satellite.payoutBucketOf(NATIVE).inForce.capacity, type(uint128).max);
    }

    function test_A_pause_stops_stakes_and_their_quotes_and_lapses() public {
        vm.prank(pauser);
        satellite.pause(IQLPauses.Scope.Stakes);
        bytes memory refusal =
            abi.encodeWithSelector(IQLPauses.Paused.selector, IQLPauses.Scope.Stakes, block.timestamp + 7 days);
        vm.expectRevert(refusal);
        satellite.quoteStake(alice, NATIVE, 1 ether, bob, alice, NATIVE);
        vm.expectRevert(refusal);
        satellite.stake{value: 2 ether}(NATIVE, 1 ether, bob, alice, NATIVE, 1 ether);
        skip(7 days);
        _stakeNative(1 ether);
    }

    function test_A_satellite_has_its_own_scopes() public {
        vm.startPrank(pauser);
        vm.expectRevert(abi.encodeWithSelector(IQLPauses.ScopeNotHere.selector, IQLPauses.Scope.Mints));
        satellite.pause(IQLPauses.Scope.Mints);
        vm.expectRevert(abi.encodeWithSelector(IQLPauses.ScopeNotHere.selector, IQLPauses.Scope.Redemptions));
        satellite.pause(IQLPauses.Scope.Redemptions);
    }

    function _set(QLBucket.Limits memory limits) private {
        vm.prank(config);
        satellite.setStakeLimits(NATIVE, limits);
    }
}
