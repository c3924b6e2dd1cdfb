// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLBucket} from "../../src/libraries/QLBucket.sol";
import {Test} from "forge-std/Test.sol";

contract BucketTest is Test {
    using QLBucket for QLBucket.Bucket;

    QLBucket.Bucket private _bucket;

    function setUp() public {
        vm.warp(1_800_000_000);
    }

    function test_A_bucket_never_set_holds_nothing() public view {
        assertEq(_bucket.available(), 0);
        assertEq(_bucket.retryAt(1), type(uint256).max);
    }

    function test_The_first_setting_fills_it() public {
        _bucket.configure(100, 1);
        assertEq(_bucket.available(), 100);
    }

    function test_A_larger_capacity_adds_nothing_at_once() public {
        _bucket.configure(100, 1);
        _bucket.take(60);
        _bucket.configure(1000, 1);
        assertEq(_bucket.available(), 40);
    }

    function test_A_smaller_capacity_cuts_what_it_holds() public {
        _bucket.configure(100, 1);
        _bucket.configure(30, 1);
        assertEq(_bucket.available(), 30);
    }

    function test_Setting_zero_and_back_does_not_refill() public {
        _bucket.configure(100, 0);
        _bucket.configure(0, 0);
        _bucket.configure(100, 0);
        assertEq(_bucket.available(), 0);
    }

    function testFuzz_It_never_gives_more_than_capacity_and_refill(
        uint128 capacity,
        uint128 refill,
        uint128[16] memory amounts,
        uint32[16] memory waits
    ) public {
        _bucket.configure(capacity, refill);
        uint256 started = block.timestamp;
        uint256 taken;
        for (uint256 i; i < amounts.length; ++i) {
            skip(waits[i]);
            (bool ok, uint256 held) = _bucket.take(amounts[i]);
            assertEq(ok, amounts[i] <= held);
            assertLe(held, capacity);
            if (ok) taken += amounts[i];
            assertLe(taken, uint256(capacity) + (block.timestamp - started) * refill);
        }
    }

    function testFuzz_The_named_second_is_the_first_that_works(
        uint64 capacity,
        uint64 refill,
        uint64 first,
        uint64 then_
    ) public {
        capacity = uint64(bound(capacity, 1, type(uint64).max));
        first = uint64(bound(first, 0, capacity));
        _bucket.configure(capacity, refill);
        _bucket.take(first);
        uint256 at = _bucket.retryAt(then_);
        if (at == type(uint256).max) {
            assertTrue(then_ > capacity || refill == 0);
            return;
        }
        if (at > block.timestamp) {
            vm.warp(at - 1);
            assertLt(_bucket.available(), then_);
        }
        vm.warp(at);
        (bool ok,) = _bucket.take(then_);
        assertTrue(ok);
    }
}
