// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLSatellitePayouts} from "../../src/interfaces/IQLSatellitePayouts.sol";
import {IQLSatelliteTypes} from "../../src/interfaces/IQLSatelliteTypes.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {QLOnce} from "../../src/libraries/QLOnce.sol";
import {Arena} from "./Arena.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @notice A key that only ever does harm delays, and a fee never reaches for what is staked in the same token.
contract KeysTest is Arena {
    function test_A_guardian_who_only_ever_holds_delays_a_payout_by_three_days_for_each_thing_he_can_name() public {
        _stakeNative(10 ether);
        IQLSatellitePayouts.ReleaseEntry memory entry = _arriveRelease(NATIVE, 1 ether, bob, 1);
        bytes32[3] memory targets = [
            keccak256(abi.encode(ETHEREUM, address(hub))),
            QLMessages.rootKey(ETHEREUM, address(hub), QLMessages.Kind.Release, entry.root),
            entry.root
        ];
        for (uint256 i; i < 3; ++i) {
            vm.prank(guardian);
            satellite.hold(targets[i]);
            vm.expectRevert();
            satellite.release(entry);
            skip(3 days);
            vm.expectRevert(abi.encodeWithSelector(QLOnce.UsedAlready.selector, guardian));
            vm.prank(guardian);
            satellite.hold(targets[i]);
        }
        satellite.release(entry);
        assertEq(bob.balance, 1 ether);
    }

    function test_Staked_LINK_is_nobodys_fee() public {
        IERC20 link = IERC20(address(avalanche.link()));
        vm.prank(dao);
        satellite.listAsset(address(link), _limits(1e30, 1e30), _limits(1e30, 1e30));
        vm.prank(config);
        satellite.setExecutionFee(address(link), 1 ether);
        avalanche.mintLink(alice, 200 ether);
        uint256 fee = satellite.quoteStake(alice, address(link), 100 ether, bob, alice, address(link)).total;
        vm.startPrank(alice);
        link.approve(address(satellite), 100 ether + fee);
        satellite.stake(address(link), 100 ether, bob, alice, address(link), fee);
        vm.stopPrank();
        assertEq(satellite.locked(address(link)), 100 ether);
        vm.startPrank(dao);
        vm.expectRevert(abi.encodeWithSelector(IQLSatelliteTypes.CounterTooLow.selector, 1 ether + 1, 1 ether));
        satellite.withdrawFees(address(link), dao, 1 ether + 1);
        satellite.withdrawFees(address(link), dao, 1 ether);
        vm.stopPrank();
        satellite.release(_arriveRelease(address(link), 100 ether, bob, 1));
        assertEq(link.balanceOf(bob), 100 ether);
    }
}
