// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLBucket} from "../../src/libraries/QLBucket.sol";
import {QLOnce} from "../../src/libraries/QLOnce.sol";
import {Test} from "forge-std/Test.sol";

contract BucketTest is Test {
    using QLBucket for QLBucket.Bucket;

    uint32 private constant MANY = type(uint32).max;

    QLBucket.Bucket private _bucket;

    function setUp() public {
        vm.warp(1_800_000_000);
    }

    function test_A_bucket_never_set_holds_nothing() public {
        _assertHolds(0, 0);
        assertEq(_bucket.retryAt(1), type(uint256).max);
        assertFalse(_take(0));
    }

    function test_The_first_setting_fills_it() public {
        _bucket.configure(QLBucket.Limits(100, 1, 7, 1));
        _assertHolds(100, 7);
    }

    function test_A_larger_capacity_adds_nothing_at_once() public {
        _bucket.configure(QLBucket.Limits(100, 1, 2, 1));
        _take(60);
        _bucket.configure(QLBucket.Limits(1000, 1, 20, 1));
        _assertHolds(40, 1);
    }

    function test_A_smaller_capacity_cuts_what_it_holds() public {
        _bucket.configure(QLBucket.Limits(100, 1, 9, 1));
        _bucket.configure(QLBucket.Limits(30, 1, 3, 1));
        _assertHolds(30, 3);
    }

    function test_Setting_zero_and_back_does_not_refill() public {
        _bucket.configure(QLBucket.Limits(100, 0, 9, 0));
        _bucket.configure(QLBucket.Limits(0, 0, 0, 0));
        _bucket.configure(QLBucket.Limits(100, 0, 9, 0));
        _assertHolds(0, 0);
    }

    function test_Both_are_taken_or_neither() public {
        _bucket.configure(QLBucket.Limits(100, 0, 2, 0));
        assertFalse(_take(101));
        _assertHolds(100, 2);
        assertTrue(_take(1));
        assertTrue(_take(1));
        assertFalse(_take(1));
        _assertHolds(98, 0);
    }

    function test_An_item_comes_back_in_its_part_of_an_hour() public {
        _bucket.configure(QLBucket.Limits(100, 100, 1, 7));
        _take(1);
        uint256 at = _bucket.retryAt(1);
        assertEq(at, block.timestamp + 515); // 3600 / 7 = 514.3
        vm.warp(at - 1);
        assertFalse(_take(1));
        vm.warp(at);
        assertTrue(_take(1));
    }

    function test_A_lowering_cuts_at_once_and_lapses_after_7_days() public {
        _bucket.configure(QLBucket.Limits(1000, 0, 10, 0));
        _bucket.lower(QLBucket.Limits(100, 0, 1, 0), address(1));
        _assertHolds(100, 1);
        assertEq(_bucket.retryAt(101), type(uint256).max);
        skip(7 days - 1);
        assertEq(_bucket.limits().capacity, 100);
        skip(1);
        assertEq(_bucket.limits().capacity, 1000);
        _assertHolds(100, 1);
    }

    function test_A_lowering_never_raises_a_limit() public {
        _bucket.configure(QLBucket.Limits(100, 5, 10, 2));
        QLBucket.Limits memory got = _bucket.lower(QLBucket.Limits(1000, 1, 100, 1), address(1));
        assertEq(abi.encode(got), abi.encode(QLBucket.Limits(100, 1, 10, 1)));
        got = _bucket.lower(QLBucket.Limits(50, 5, 5, 5), address(2));
        assertEq(abi.encode(got), abi.encode(QLBucket.Limits(50, 1, 5, 1)));
        assertEq(abi.encode(_bucket.limits()), abi.encode(got));
        assertEq(abi.encode(_bucket.standing()), abi.encode(QLBucket.Limits(100, 5, 10, 2)));
    }

    function test_A_setting_ends_a_lowering() public {
        _bucket.configure(QLBucket.Limits(1000, 1, 10, 1));
        _bucket.lower(QLBucket.Limits(10, 1, 1, 1), address(1));
        _bucket.configure(QLBucket.Limits(1000, 1, 10, 1));
        assertEq(_bucket.limits().capacity, 1000);
        _assertHolds(10, 1);
        _bucket.lower(QLBucket.Limits(10, 1, 1, 1), address(1));
    }

    function test_An_account_lowers_once() public {
        _bucket.configure(QLBucket.Limits(1000, 1, 10, 1));
        _bucket.lower(QLBucket.Limits(10, 1, 1, 1), address(1));
        skip(30 days);
        vm.expectRevert(abi.encodeWithSelector(QLOnce.UsedAlready.selector, address(1)));
        this.lowerAgain();
    }

    function test_A_lapsed_lowering_shaped_the_time_before() public {
        _bucket.configure(QLBucket.Limits(1_000_000, 10, MANY, 0));
        _take(1_000_000);
        _bucket.lower(QLBucket.Limits(50, 1, MANY, 0), address(1));
        assertEq(_bucket.retryAt(60), block.timestamp + 7 days + 1);
        skip(7 days + 1);
        (uint256 value,) = _bucket.available();
        assertEq(value, 60);
    }

    function test_What_a_lowering_refills_too_slowly_is_there_soon_after_it_lapses() public {
        _bucket.configure(QLBucket.Limits(1e6, 1000, MANY, MANY));
        _take(1e6);
        _bucket.lower(QLBucket.Limits(1e6, 1, MANY, MANY), address(1));
        // a unit a second for 7 days makes 604,800; a thousand a second make the rest
        uint256 at = block.timestamp + 7 days + 96;
        assertEq(_bucket.retryAt(700_000), at);
        vm.warp(at - 1);
        assertFalse(_take(700_000));
        vm.warp(at);
        assertTrue(_take(700_000));
    }

    function testFuzz_It_never_gives_more_than_capacity_and_refill(
        QLBucket.Limits memory limits,
        uint128[16] memory amounts,
        uint32[16] memory waits
    ) public {
        _bucket.configure(limits);
        (uint256 started, uint256 taken, uint256 items) = (block.timestamp, 0, 0);
        for (uint256 i; i < amounts.length; ++i) {
            skip(waits[i]);
            (uint256 value, uint256 count) = _bucket.available();
            bool ok = _take(amounts[i]);
            assertEq(ok, amounts[i] <= value && count > 0);
            assertLe(value, limits.capacity);
            if (ok) (taken, items) = (taken + amounts[i], items + 1);
            uint256 time = block.timestamp - started;
            assertLe(taken, uint256(limits.capacity) + time * limits.refillPerSecond);
            assertLe(items, uint256(limits.countCapacity) + time * limits.countPerHour / 1 hours);
        }
    }

    function testFuzz_The_named_second_is_the_first_that_works(
        QLBucket.Limits memory limits,
        QLBucket.Limits memory lowered,
        uint128 first,
        uint128 next,
        uint24 wait,
        bool lower
    ) public {
        _bucket.configure(limits);
        _take(bound(first, 0, limits.capacity));
        if (lower) _bucket.lower(lowered, address(1));
        skip(wait);
        uint256 at = _bucket.retryAt(next);
        if (at == type(uint256).max) {
            vm.warp(block.timestamp + 10_000 days);
            return assertFalse(_take(next));
        }
        if (at > type(uint64).max / 2) return; // beyond what a clock shows
        if (at > block.timestamp) {
            vm.warp(at - 1);
            assertFalse(_take(next));
        }
        vm.warp(at);
        assertTrue(_take(next));
    }

    function testFuzz_A_lowering_never_adds(
        QLBucket.Limits memory limits,
        QLBucket.Limits memory lowered,
        uint128 taken,
        uint32 wait
    ) public {
        _bucket.configure(limits);
        _take(bound(taken, 0, limits.capacity));
        skip(wait);
        (uint256 value, uint256 items) = _bucket.available();
        _bucket.lower(lowered, address(1));
        (uint256 after_, uint256 itemsAfter) = _bucket.available();
        assertEq(after_, value < lowered.capacity ? value : lowered.capacity);
        assertEq(itemsAfter, items < lowered.countCapacity ? items : lowered.countCapacity);
    }

    function lowerAgain() external {
        _bucket.lower(QLBucket.Limits(1, 1, 1, 1), address(1));
    }

    function _take(uint256 amount) private returns (bool ok) {
        (ok,) = _bucket.take(amount);
    }

    function _assertHolds(uint256 value, uint256 items) private view {
        (uint256 value_, uint256 items_) = _bucket.available();
        assertEq(value_, value);
        assertEq(items_, items);
    }
}
