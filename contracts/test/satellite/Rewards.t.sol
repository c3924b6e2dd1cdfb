// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLEndpoint} from "../../src/interfaces/IQLEndpoint.sol";
import {IQLPauses} from "../../src/interfaces/IQLPauses.sol";
import {IQLSatelliteTypes} from "../../src/interfaces/IQLSatelliteTypes.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {ExecutionState} from "../ccip/CcipTypes.sol";
import {Satellites} from "./Satellites.sol";

/// @notice fundRewards and recordLoss: the only ways in which what is locked changes without a stake or a payout.
contract RewardsTest is Satellites {
    function test_Rewards_are_locked_and_told_to_the_hub() public {
        vm.deal(alice, 10 ether);
        vm.prank(alice);
        (bytes32 leaf,) = satellite.fundRewards{value: 10 ether}(NATIVE, 5 ether);
        assertTrue(don.deliver(avalanche, ethereum) == ExecutionState.Success);

        assertEq(satellite.locked(NATIVE), 5 ether);
        assertEq(address(satellite).balance, 5 ether, "the rest of the value returns");
        assertFalse(satellite.isStake(leaf));
        assertEq(abi.encode(satellite.sentRoot(leaf)), abi.encode(5 ether, block.timestamp, 1, 3, 1, ETHEREUM, hub));
        assertEq(hub.rootOf(AVALANCHE, address(satellite), QLMessages.Kind.Rewards, leaf).total, 5 ether);
    }

    function test_Token_rewards_pay_a_native_fee() public {
        usd.mint(alice, 5e6);
        vm.deal(alice, 1 ether);
        vm.startPrank(alice);
        usd.approve(address(satellite), 5e6);
        satellite.fundRewards{value: 1 ether}(address(usd), 5e6);
        assertEq(satellite.locked(address(usd)), 5e6);
    }

    function test_Rewards_of_nothing_too_much_or_something_else_are_refused() public {
        vm.expectRevert(IQLEndpoint.ZeroValue.selector);
        satellite.fundRewards(NATIVE, 0);
        uint256 huge = uint256(type(uint128).max) + 1;
        vm.expectRevert(abi.encodeWithSelector(IQLSatelliteTypes.AmountTooLarge.selector, huge));
        satellite.fundRewards(address(usd), huge);
        vm.expectRevert(abi.encodeWithSelector(IQLSatelliteTypes.AssetNotListed.selector, address(1)));
        satellite.fundRewards(address(1), 1);
    }

    function test_A_loss_is_recorded_only_while_everything_is_paused() public {
        _stakeNative(10 ether);
        vm.startPrank(dao);
        vm.expectRevert(IQLSatelliteTypes.NotPaused.selector);
        satellite.recordLoss(NATIVE, 1 ether);
        satellite.confirmPause(IQLPauses.Scope.Stakes, uint64(block.timestamp + 1 days));
        vm.expectRevert(IQLSatelliteTypes.NotPaused.selector);
        satellite.recordLoss(NATIVE, 1 ether);
        satellite.confirmPause(IQLPauses.Scope.Releases, uint64(block.timestamp + 1 days));
        vm.expectEmit(address(satellite));
        emit IQLSatelliteTypes.LossRecorded(NATIVE, 1 ether);
        satellite.recordLoss(NATIVE, 1 ether);
        assertEq(satellite.locked(NATIVE), 9 ether);
        vm.expectRevert(abi.encodeWithSelector(IQLSatelliteTypes.CounterTooLow.selector, 10 ether, 9 ether));
        satellite.recordLoss(NATIVE, 10 ether);
    }
}
