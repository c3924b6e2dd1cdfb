// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLSatelliteTypes} from "../../src/interfaces/IQLSatelliteTypes.sol";
import {TwoChains} from "../lib/TwoChains.sol";

contract QuoteStakeTest is TwoChains {
    function test_A_quote_names_its_parts() public {
        vm.prank(config);
        satellite.setExecutionFee(NATIVE, 0.01 ether);
        IQLSatelliteTypes.Quote memory quote = satellite.quoteStake(alice, NATIVE, 1 ether, bob, alice, NATIVE);

        assertGt(quote.ccipFee, 0);
        assertEq(quote.executionFee, 0.01 ether);
        assertEq(quote.total, quote.ccipFee + quote.executionFee);
    }

    function testFuzz_The_native_charge_is_the_quote(
        uint96 amount,
        address receiver,
        address refundTo,
        uint64 execution,
        uint32 deliveryGas,
        uint64 nativeUsd
    ) public {
        vm.assume(receiver != address(0));
        amount = uint96(bound(amount, 1, type(uint96).max));
        _configure(NATIVE, execution, deliveryGas, nativeUsd);
        uint256 quoted = satellite.quoteStake(alice, NATIVE, amount, receiver, refundTo, NATIVE).total;
        vm.deal(alice, uint256(amount) + quoted);
        vm.prank(alice);
        satellite.stake{value: uint256(amount) + quoted}(NATIVE, amount, receiver, refundTo, NATIVE, quoted);

        assertEq(alice.balance, 0);
    }

    function testFuzz_The_LINK_charge_is_the_quote(
        uint96 amount,
        address receiver,
        uint64 execution,
        uint32 deliveryGas,
        uint64 nativeUsd
    ) public {
        vm.assume(receiver != address(0));
        amount = uint96(bound(amount, 1, type(uint96).max));
        address link = address(avalanche.link());
        _configure(link, execution, deliveryGas, nativeUsd);
        uint256 quoted = satellite.quoteStake(alice, NATIVE, amount, receiver, alice, link).total;
        avalanche.mintLink(alice, quoted);
        vm.deal(alice, amount);
        vm.startPrank(alice);
        avalanche.link().approve(address(satellite), quoted);
        satellite.stake{value: amount}(NATIVE, amount, receiver, alice, link, quoted);
        vm.stopPrank();

        assertEq(avalanche.link().balanceOf(alice), 0);
    }

    function test_What_cannot_be_staked_is_not_quoted() public {
        vm.expectRevert(abi.encodeWithSelector(IQLSatelliteTypes.AssetNotListed.selector, address(1)));
        satellite.quoteStake(alice, address(1), 1 ether, bob, alice, NATIVE);
        vm.expectRevert(abi.encodeWithSelector(IQLSatelliteTypes.FeeTokenNotAccepted.selector, address(usd)));
        satellite.quoteStake(alice, NATIVE, 1 ether, bob, alice, address(usd));
        vm.prank(dao);
        satellite.setHub(ETHEREUM, address(1));
        vm.expectRevert(abi.encodeWithSelector(IQLSatelliteTypes.LaneNotOpen.selector, ETHEREUM, address(1)));
        satellite.quoteStake(alice, NATIVE, 1 ether, bob, alice, NATIVE);
    }

    function _configure(address feeToken, uint64 execution, uint32 deliveryGas, uint64 nativeUsd) private {
        vm.startPrank(config);
        satellite.setExecutionFee(feeToken, execution);
        satellite.setDeliveryGas(bound(deliveryGas, 1, 3_000_000));
        vm.stopPrank();
        avalanche.setPrices(uint224(bound(nativeUsd, 1e18, 100e18)), 15e18);
    }
}
