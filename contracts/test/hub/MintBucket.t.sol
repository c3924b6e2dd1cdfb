// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLHubTypes} from "../../src/interfaces/IQLHubTypes.sol";
import {IQLPauses} from "../../src/interfaces/IQLPauses.sol";
import {QLBucket} from "../../src/libraries/QLBucket.sol";
import {QLOnce} from "../../src/libraries/QLOnce.sol";
import {Leaves} from "../lib/Leaves.sol";

/// @notice setLimits and lowerLimits of mints, and executeMints under them.
contract MintBucketTest is Leaves {
    function test_A_mint_above_the_bucket_waits_and_is_told_how_long() public {
        _set(10 ether, 1 ether);
        _assertMinted(_arriveStake(7 ether, 0), 7 ether);
        IQLHubTypes.MintEntry memory entry = _arriveStake(8 ether, 1);
        uint256 retryAt = block.timestamp + 5;
        _assertSkipped(entry, abi.encodeWithSelector(IQLHubTypes.BucketExceeded.selector, 3 ether, retryAt));
        vm.warp(retryAt - 1);
        _assertSkipped(entry, abi.encodeWithSelector(IQLHubTypes.BucketExceeded.selector, 7 ether, retryAt));
        vm.warp(retryAt);
        _assertMinted(entry, 8 ether);
    }

    function test_More_than_the_capacity_never_fits() public {
        _set(10 ether, 1 ether);
        _assertSkipped(
            _arriveStake(10 ether + 1, 0),
            abi.encodeWithSelector(IQLHubTypes.BucketExceeded.selector, 10 ether, type(uint256).max)
        );
    }

    function test_A_bucket_counts_normalised_assets_of_its_own_listing() public {
        _set(10 ether, 0);
        _assertMinted(_arriveStake(4 ether, 0), 4 ether);
        IQLHubTypes.Bucket memory native = hub.bucketOf(IQLPauses.Scope.Mints, _place(NATIVE));
        IQLHubTypes.Bucket memory dollars = hub.bucketOf(IQLPauses.Scope.Mints, _place(address(usd)));
        assertEq(abi.encode(native.limits), abi.encode(_limits(10 ether, 0)));
        assertEq(native.available, 6 ether);
        assertEq(dollars.available, CAPACITY);
    }

    function test_A_skipped_mint_takes_nothing() public {
        _set(10 ether, 0);
        IQLHubTypes.MintEntry memory entry = _arriveStake(4 ether, 0);
        entry.item.receiver = address(0);
        _mint(entry);
        assertEq(hub.bucketOf(IQLPauses.Scope.Mints, _place(NATIVE)).available, 10 ether);
    }

    function testFuzz_A_batch_never_mints_more_than_the_bucket(uint64[8] memory amounts, uint64 capacity) public {
        _set(capacity, 0);
        IQLHubTypes.MintEntry[] memory entries = new IQLHubTypes.MintEntry[](8);
        for (uint64 i; i < 8; ++i) {
            entries[i] = _arriveStake(bound(amounts[i], 1, type(uint64).max), i);
        }
        hub.executeMints(entries);
        IQLHubTypes.Bucket memory bucket = hub.bucketOf(IQLPauses.Scope.Mints, _place(NATIVE));
        assertEq(qavax.totalSupply() + bucket.available, capacity);
    }

    function test_An_unlisted_asset_has_no_bucket() public {
        vm.prank(config);
        vm.expectRevert(
            abi.encodeWithSelector(IQLHubTypes.AssetNotListed.selector, AVALANCHE, address(satellite), address(1))
        );
        hub.setLimits(IQLPauses.Scope.Mints, _place(address(1)), _limits(1, 1));
    }

    function test_Items_are_counted_as_well() public {
        vm.prank(config);
        hub.setLimits(IQLPauses.Scope.Mints, _place(NATIVE), QLBucket.Limits(10 ether, 0, 1, 60));
        _assertMinted(_arriveStake(1 ether, 0), 1 ether);
        _assertSkipped(
            _arriveStake(1 ether, 1),
            abi.encodeWithSelector(IQLHubTypes.BucketExceeded.selector, 9 ether, block.timestamp + 60)
        );
        skip(60);
        _assertMinted(_arriveStake(1 ether, 2), 1 ether);
    }

    function test_A_lowered_limit_lapses_and_is_lowered_once() public {
        _set(10 ether, 0);
        vm.startPrank(pauser);
        vm.expectEmit(address(hub));
        emit IQLHubTypes.LimitsLowered(
            AVALANCHE, address(satellite), NATIVE, IQLPauses.Scope.Mints, _limits(1 ether, 0), pauser
        );
        hub.lowerLimits(IQLPauses.Scope.Mints, _place(NATIVE), _limits(1 ether, 7));
        vm.expectRevert(abi.encodeWithSelector(QLOnce.UsedAlready.selector, pauser));
        hub.lowerLimits(IQLPauses.Scope.Mints, _place(NATIVE), _limits(1, 0));
        vm.stopPrank();
        assertEq(hub.bucketOf(IQLPauses.Scope.Mints, _place(NATIVE)).available, 1 ether);
        assertEq(hub.bucketOf(IQLPauses.Scope.Redemptions, _place(NATIVE)).available, CAPACITY);
        skip(7 days);
        assertEq(hub.bucketOf(IQLPauses.Scope.Mints, _place(NATIVE)).limits.capacity, 10 ether);
    }

    function test_Only_mints_and_redemptions_have_buckets() public {
        vm.prank(config);
        vm.expectRevert(abi.encodeWithSelector(IQLPauses.ScopeNotHere.selector, IQLPauses.Scope.Stakes));
        hub.setLimits(IQLPauses.Scope.Stakes, _place(NATIVE), _limits(1, 1));
    }

    function _set(uint128 capacity, uint128 refill) private {
        vm.startPrank(config);
        hub.setLimits(IQLPauses.Scope.Mints, _place(NATIVE), _limits(capacity, refill));
        vm.stopPrank();
    }
}
