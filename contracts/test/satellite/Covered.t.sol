// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLSatelliteTypes} from "../../src/interfaces/IQLSatelliteTypes.sol";
import {Satellites} from "./Satellites.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @notice After whatever leaves, balances cover the counters: of what was staked, of what paid for it, and of the float. Where coin or tokens
/// are gone by no act of the satellite, nothing more is taken in beside them.
contract CoveredTest is Satellites {
    address private _link;
    /// @dev In coin: principal, the pot, and the share that waits with its leaf.
    uint256 private _owed;

    function setUp() public override {
        super.setUp();
        _link = address(avalanche.link());
        vm.prank(config);
        satellite.setExecutionFee(_link, 2 ether);
        vm.deal(address(this), 1 ether);
        satellite.fundSubsidy{value: 1 ether}();
        _stakeNative(4 ether);
        _queueNative(1 ether);
        _owed = 6 ether + SHARE;
    }

    function test_A_stake_in_tokens_looks_at_the_coin_its_fee_was_paid_in() public {
        usd.mint(alice, 1e6);
        vm.prank(alice);
        usd.approve(address(satellite), 1e6);
        uint256 fee = satellite.quoteStake(alice, address(usd), 1e6, bob, alice, NATIVE).total;
        vm.deal(address(satellite), _owed - 1);
        hoax(alice, fee);
        vm.expectRevert(abi.encodeWithSelector(IQLSatelliteTypes.Uncovered.selector, NATIVE, _owed, _owed - 1));
        satellite.stake{value: fee}(address(usd), 1e6, bob, alice, NATIVE, fee);
    }

    function test_A_stake_that_pays_in_LINK_looks_at_the_fees_accrued_in_LINK() public {
        _stakeForLink();
        deal(_link, address(satellite), 1 ether);
        uint256 fee = satellite.quoteStake(alice, NATIVE, 1 ether, bob, alice, _link).total;
        _approveLink(fee);
        hoax(alice, 1 ether);
        vm.expectRevert(abi.encodeWithSelector(IQLSatelliteTypes.Uncovered.selector, _link, 4 ether, 3 ether));
        satellite.stake{value: 1 ether}(NATIVE, 1 ether, bob, alice, _link, fee);
    }

    function test_A_stake_looks_at_the_float_it_was_sent_with() public {
        uint256 fee = satellite.quoteStake(alice, NATIVE, 1 ether, bob, alice, NATIVE).total;
        _shortenFloat();
        vm.expectRevert(_shortFloat());
        hoax(alice, 1 ether + fee);
        satellite.stake{value: 1 ether + fee}(NATIVE, 1 ether, bob, alice, NATIVE, fee);
    }

    function test_A_flush_looks_at_coin_and_float() public {
        (, uint256 toPay) = satellite.quoteFlush(ETHEREUM, address(hub), NATIVE);
        uint256 before = address(satellite).balance;
        // the share leaves with the flush, what is left is short by one
        vm.deal(address(satellite), before - 1);
        hoax(bob, toPay);
        vm.expectPartialRevert(IQLSatelliteTypes.Uncovered.selector);
        satellite.flush{value: toPay}(ETHEREUM, address(hub), NATIVE);

        vm.deal(address(satellite), before);
        _shortenFloat();
        vm.expectRevert(_shortFloat());
        hoax(bob, toPay);
        satellite.flush{value: toPay}(ETHEREUM, address(hub), NATIVE);
    }

    function _shortenFloat() private {
        IERC20 wrapped = IERC20(satellite.wrappedNative());
        vm.prank(address(satellite));
        assertTrue(wrapped.transfer(bob, 1));
    }

    function _shortFloat() private view returns (bytes memory) {
        return
            abi.encodeWithSelector(
                IQLSatelliteTypes.Uncovered.selector, satellite.wrappedNative(), 1 ether, 1 ether - 1
            );
    }

    function _stakeForLink() private {
        uint256 fee = satellite.quoteStake(alice, NATIVE, 1 ether, bob, alice, _link).total;
        _approveLink(fee);
        hoax(alice, 1 ether);
        satellite.stake{value: 1 ether}(NATIVE, 1 ether, bob, alice, _link, fee);
    }

    function _approveLink(uint256 amount) private {
        avalanche.mintLink(alice, amount);
        vm.prank(alice);
        IERC20(_link).approve(address(satellite), amount);
    }
}
