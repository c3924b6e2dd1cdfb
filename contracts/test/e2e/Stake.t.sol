// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLHubTypes} from "../../src/interfaces/IQLHubTypes.sol";
import {IQLSatelliteTypes} from "../../src/interfaces/IQLSatelliteTypes.sol";
import {IFactoryToken} from "../ccip/CcipTokenInterfaces.sol";
import {ExecutionState} from "../ccip/CcipTypes.sol";
import {Journey} from "./Journey.sol";

/// @notice From a stake on one chain to liquid tokens on another.
contract StakeJourneyTest is Journey {
    function test_The_lane_is_open_once_the_hubs_Hello_came_back() public view {
        (uint64 selector, address at, IQLSatelliteTypes.LaneState state) = satellite.currentHub();

        assertEq(selector, ETHEREUM);
        assertEq(at, address(hub));
        assertTrue(state == IQLSatelliteTypes.LaneState.Open);
    }

    function test_A_native_stake_with_a_native_fee_is_minted_to_its_receiver() public {
        bytes32 stakeId = _stake(5 ether);
        assertEq(satellite.locked(NATIVE), 5 ether);

        assertTrue(_deliver() == ExecutionState.Success);
        assertEq(_rootOf(stakeId).total, 5 ether);
        IQLHubTypes.MintOutcome memory outcome = _mint(_lastEntry());

        assertEq(outcome.reason, "");
        assertEq(outcome.stakeId, stakeId);
        assertEq(qavax.balanceOf(bob), 5 ether);
        assertEq(hub.backingOf(AVALANCHE, address(satellite), NATIVE), satellite.locked(NATIVE));
    }

    function test_A_stake_may_pay_CCIP_in_LINK() public {
        IFactoryToken link = avalanche.link();
        uint256 fee = satellite.quoteStake(alice, NATIVE, 5 ether, bob, address(0), address(link)).total;
        avalanche.mintLink(alice, fee);
        vm.startPrank(alice);
        link.approve(address(satellite), fee);
        vm.deal(alice, 5 ether);
        satellite.stake{value: 5 ether}(NATIVE, 5 ether, bob, address(0), address(link), fee);
        vm.stopPrank();

        assertTrue(_deliver() == ExecutionState.Success);

        assertEq(_mint(_lastEntry()).shares, 5 ether);
        assertEq(link.balanceOf(alice), 0);
        assertEq(link.balanceOf(address(satellite)), 0);
    }

    function test_A_stake_of_a_token_with_six_decimals_is_minted_in_eighteen() public {
        uint256 fee = satellite.quoteStake(alice, address(usd), 7e6, bob, address(0), NATIVE).total;
        usd.mint(alice, 7e6);
        vm.deal(alice, fee);
        vm.startPrank(alice);
        usd.approve(address(satellite), 7e6);
        satellite.stake{value: fee}(address(usd), 7e6, bob, address(0), NATIVE, fee);
        vm.stopPrank();
        _deliver();

        assertEq(_mint(_lastEntry()).shares, 7 ether);
        assertEq(qusd.balanceOf(bob), 7 ether);
        assertEq(satellite.locked(address(usd)), 7e6);
        assertEq(usd.balanceOf(address(satellite)), 7e6);
    }

    function test_LINK_may_be_staked_and_pay_the_fee_at_once() public {
        IFactoryToken link = avalanche.link();
        vm.startPrank(dao);
        satellite.listAsset(address(link), _wide(), _wide());
        hub.listAsset(AVALANCHE, address(satellite), address(link), address(qavax), 18);
        vm.stopPrank();
        vm.startPrank(config);
        _setHubLimits(_place(address(link)), _limits(CAPACITY, 1 ether));
        satellite.setExecutionFee(address(link), 0.5 ether);
        vm.stopPrank();
        uint256 fee = satellite.quoteStake(alice, address(link), 3 ether, bob, address(0), address(link)).total;
        avalanche.mintLink(alice, 3 ether + fee);
        vm.startPrank(alice);
        link.approve(address(satellite), 3 ether + fee);
        satellite.stake(address(link), 3 ether, bob, address(0), address(link), fee);
        vm.stopPrank();
        _deliver();

        assertEq(_mint(_lastEntry()).shares, 3 ether);
        assertEq(satellite.locked(address(link)), 3 ether);
        assertEq(satellite.accruedFees(address(link)), 0.5 ether);
        assertEq(link.balanceOf(address(satellite)), 3.5 ether);
    }

    /// @dev Promise 4: what a user was quoted is what is charged, at any price and however much he offers.
    function testFuzz_The_quote_is_the_charge(
        uint96 amount,
        uint64 nativeUsd,
        uint64 gasUsd,
        uint64 executionFee,
        uint64 excess,
        uint64 float
    ) public {
        amount = uint96(bound(amount, 1, 100 ether));
        avalanche.setPrices(uint224(bound(nativeUsd, 1e15, type(uint64).max)), avalanche.LINK_USD());
        avalanche.setGasPrice(ETHEREUM, uint224(bound(gasUsd, 1e9, 1e13)));
        vm.prank(config);
        satellite.setExecutionFee(NATIVE, executionFee);
        _withdrawFloat();
        if (float > 0) satellite.fundFloat{value: bound(float, 0, 5 ether)}();
        (uint256 floatBefore, uint256 ccipBefore) = (satellite.floatBalance(), _takenByCcip());
        IQLSatelliteTypes.Quote memory quote = satellite.quoteStake(alice, NATIVE, amount, bob, address(0), NATIVE);
        uint256 offered = amount + quote.total + excess;
        vm.deal(alice, offered);

        vm.prank(alice);
        satellite.stake{value: offered}(NATIVE, amount, bob, address(0), NATIVE, quote.total);

        assertEq(alice.balance, excess);
        assertEq(quote.total, quote.ccipFee + quote.executionFee);
        assertEq(satellite.accruedFees(NATIVE), executionFee);
        assertEq(satellite.floatBalance(), floatBefore);
        assertEq(avalanche.wrappedNative().balanceOf(address(satellite)), floatBefore);
        assertEq(address(satellite).balance, uint256(amount) + executionFee);
        assertEq(_takenByCcip() - ccipBefore, quote.ccipFee);
    }

    function _withdrawFloat() private {
        uint256 all = satellite.floatBalance();
        vm.prank(dao);
        satellite.withdrawFloat(dao, all);
    }

    function _takenByCcip() private view returns (uint256) {
        return avalanche.wrappedNative().balanceOf(address(avalanche.onRamp()));
    }
}
