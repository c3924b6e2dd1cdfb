// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLSatelliteTypes} from "../../src/interfaces/IQLSatelliteTypes.sol";
import {TwoChains} from "../lib/TwoChains.sol";

/// @notice fundSubsidy, setSubsidy, withdrawSubsidy, and what the pot gives to a stake.
contract SubsidyTest is TwoChains {
    uint256 private _ccipFee;

    function setUp() public override {
        super.setUp();
        satellite.fundSubsidy{value: 1 ether}();
        _ccipFee = satellite.quoteStake(alice, NATIVE, 1 ether, bob, alice, NATIVE).ccipFee;
    }

    function test_A_share_of_CCIPs_fee_is_given() public {
        _set(2_500, 1 ether, 1 ether, 1 ether);
        IQLSatelliteTypes.Quote memory quote = satellite.quoteStake(alice, NATIVE, 1 ether, bob, alice, NATIVE);
        assertEq(quote.subsidy, _ccipFee / 4);
        assertEq(quote.total, _ccipFee - _ccipFee / 4);
        _stakeNative(1 ether);
        assertEq(satellite.subsidyPot(), 1 ether - _ccipFee / 4);
    }

    function test_Without_terms_nothing_is_given() public view {
        assertEq(satellite.quoteStake(alice, NATIVE, 1 ether, bob, alice, NATIVE).subsidy, 0);
        assertEq(satellite.subsidyLeft(alice), 0);
    }

    function test_LINK_and_queued_fees_are_not_subsidised() public {
        _set(10_000, 1 ether, 1 ether, 1 ether);
        address link = address(avalanche.link());
        assertEq(satellite.quoteStake(alice, NATIVE, 1 ether, bob, alice, link).subsidy, 0);
        assertEq(satellite.quoteQueue(NATIVE, 1 ether).subsidy, 0);
    }

    function test_The_cap_per_stake_holds() public {
        _set(10_000, 7, 1 ether, 1 ether);
        _stakeNative(1 ether);
        assertEq(satellite.subsidyPot(), 1 ether - 7);
    }

    function test_The_cap_per_account_holds_for_a_period_and_returns_with_the_next() public {
        _set(10_000, 1 ether, 1 ether, 10);
        _stakeNative(1 ether);
        assertEq(satellite.subsidyLeft(alice), 0);
        assertEq(satellite.subsidyLeft(bob), 10, "another account has its own");
        _stakeNative(1 ether);
        assertEq(satellite.subsidyPot(), 1 ether - 10);
        skip(1 days);
        assertEq(satellite.subsidyLeft(alice), 10);
    }

    function test_The_cap_of_a_period_holds_for_everyone_together() public {
        _set(10_000, 1 ether, 10, 1 ether);
        _stakeNative(1 ether);
        assertEq(satellite.subsidyLeft(bob), 0);
        skip(1 days);
        assertEq(satellite.subsidyLeft(bob), 10);
    }

    function test_An_empty_pot_means_the_full_price_and_no_failed_stake() public {
        _set(10_000, 1 ether, 1 ether, 1 ether);
        vm.prank(dao);
        satellite.withdrawSubsidy(bob, 1 ether);
        assertEq(bob.balance, 1 ether);
        IQLSatelliteTypes.Quote memory quote = satellite.quoteStake(alice, NATIVE, 1 ether, bob, alice, NATIVE);
        assertEq(quote.total, _ccipFee);
        _stakeNative(1 ether);
    }

    function test_A_stake_quoted_with_a_subsidy_that_is_gone_is_refused_and_not_overcharged() public {
        _set(10_000, 1 ether, 1 ether, 1 ether);
        vm.prank(dao);
        satellite.withdrawSubsidy(bob, 1 ether);
        vm.deal(alice, 2 ether);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IQLSatelliteTypes.FeeAboveMax.selector, _ccipFee, 0));
        satellite.stake{value: 2 ether}(NATIVE, 1 ether, bob, alice, NATIVE, 0);
    }

    function testFuzz_The_pot_never_gives_more_than_it_holds_and_quote_is_charge(
        uint16 share,
        uint64 perStake,
        uint64 perPeriod,
        uint64 perAccount,
        uint64 pot,
        uint64 execution,
        uint64 float
    ) public {
        _set(uint16(bound(share, 0, 10_000)), perStake, perPeriod, perAccount);
        vm.startPrank(dao);
        satellite.withdrawSubsidy(bob, 1 ether);
        satellite.withdrawFloat(bob, 1 ether);
        vm.stopPrank();
        vm.prank(config);
        satellite.setExecutionFee(NATIVE, execution);
        vm.deal(address(this), uint256(pot) + float);
        satellite.fundSubsidy{value: pot}();
        satellite.fundFloat{value: float}();
        uint256 given;
        for (uint256 i; i < 3; ++i) {
            given += satellite.quoteStake(alice, NATIVE, 1 ether, bob, alice, NATIVE).subsidy;
            _stakeNative(1 ether); // pays exactly the quote
            assertEq(alice.balance, 0);
        }
        assertLe(given, pot);
        assertLe(given, perPeriod);
        assertLe(given, perAccount);
        assertEq(satellite.subsidyPot(), pot - given);
        assertEq(satellite.floatBalance(), float);
        assertEq(avalanche.wrappedNative().balanceOf(address(satellite)), float);
        assertEq(
            address(satellite).balance,
            satellite.locked(NATIVE) + satellite.accruedFees(NATIVE) + satellite.subsidyPot()
        );
    }

    function test_Terms_make_sense() public {
        vm.startPrank(config);
        vm.expectRevert(IQLSatelliteTypes.InvalidTerms.selector);
        satellite.setSubsidy(IQLSatelliteTypes.SubsidyTerms(10_001, 1, 1, 1, 1));
        vm.expectRevert(IQLSatelliteTypes.InvalidTerms.selector);
        satellite.setSubsidy(IQLSatelliteTypes.SubsidyTerms(1, 0, 1, 1, 1));
        vm.stopPrank();
        _set(100, 2, 3, 4);
        assertEq(abi.encode(satellite.subsidyTerms()), abi.encode(100, 1 days, 3, 2, 4));
    }

    function test_No_more_is_withdrawn_than_the_pot_holds() public {
        vm.prank(dao);
        vm.expectRevert(abi.encodeWithSelector(IQLSatelliteTypes.CounterTooLow.selector, 1 ether + 1, 1 ether));
        satellite.withdrawSubsidy(bob, 1 ether + 1);
    }

    function _set(uint16 share, uint128 perStake, uint128 perPeriod, uint128 perAccount) private {
        vm.prank(config);
        satellite.setSubsidy(IQLSatelliteTypes.SubsidyTerms(share, 1 days, perPeriod, perStake, perAccount));
    }
}
