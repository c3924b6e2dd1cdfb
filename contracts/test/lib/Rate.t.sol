// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLRate} from "../../src/libraries/QLRate.sol";
import {Test} from "forge-std/Test.sol";

contract RateTest is Test {
    function testFuzz_The_first_shares_are_one_to_one(uint128 assets, uint128 backing) public pure {
        assertEq(QLRate.toSharesDown(assets, 0, backing), assets);
        assertEq(QLRate.toAssetsDown(assets, 0, backing), assets);
    }

    function testFuzz_There_and_back_never_gains(uint128 assets, uint128 shares, uint128 backing) public pure {
        shares = uint128(bound(shares, 1, type(uint128).max));
        backing = uint128(bound(backing, shares, type(uint128).max));
        assets = uint128(bound(assets, 0, type(uint128).max - backing)); // the books hold less than 2^128
        uint256 minted = QLRate.toSharesDown(assets, shares, backing);
        assertLe(QLRate.toAssetsDown(minted, shares + minted, uint256(backing) + assets), assets);
    }

    function testFuzz_A_mint_never_lowers_what_a_share_is_worth(uint128 assets, uint128 shares, uint128 backing)
        public
        pure
    {
        shares = uint128(bound(shares, 1, type(uint128).max));
        backing = uint128(bound(backing, shares, type(uint128).max));
        uint256 minted = QLRate.toSharesDown(assets, shares, backing);
        // (backing + assets) / (shares + minted) >= backing / shares; minted * backing fits, for minted <= assets
        assertGe(uint256(assets) * shares, minted * backing);
    }

    function test_Shares_are_rounded_down() public pure {
        assertEq(QLRate.toSharesDown(10, 2, 3), 6);
        assertEq(QLRate.toAssetsDown(1, 3, 5), 1);
    }

    function test_Shares_that_nothing_backs_have_no_price() public pure {
        assertEq(QLRate.toSharesDown(10, 2, 0), 0);
        assertEq(QLRate.toAssetsDown(2, 2, 0), 0);
    }

    function testFuzz_Normalising_is_exact(uint128 amount, uint8 decimals) public pure {
        decimals = uint8(bound(decimals, 0, 18));
        uint256 unit = QLRate.unitOf(decimals);
        assertEq(uint256(amount) * unit / unit, amount);
        assertEq(unit * 10 ** decimals, 1e18);
    }
}
