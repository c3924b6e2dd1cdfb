// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLStakeHub} from "../../src/interfaces/IQLStakeHub.sol";
import {Leaves} from "../lib/Leaves.sol";

/// @notice setMintBucket, and executeMints under it.
contract MintBucketTest is Leaves {
    function test_A_mint_above_the_bucket_waits_and_is_told_how_long() public {
        _set(10 ether, 1 ether);
        _assertMinted(_arriveStake(7 ether, 0), 7 ether);
        IQLStakeHub.MintEntry memory entry = _arriveStake(8 ether, 1);
        uint256 retryAt = block.timestamp + 5;
        _assertSkipped(entry, abi.encodeWithSelector(IQLStakeHub.BucketExceeded.selector, 3 ether, retryAt));
        vm.warp(retryAt - 1);
        _assertSkipped(entry, abi.encodeWithSelector(IQLStakeHub.BucketExceeded.selector, 7 ether, retryAt));
        vm.warp(retryAt);
        _assertMinted(entry, 8 ether);
    }

    function test_More_than_the_capacity_never_fits() public {
        _set(10 ether, 1 ether);
        _assertSkipped(
            _arriveStake(10 ether + 1, 0),
            abi.encodeWithSelector(IQLStakeHub.BucketExceeded.selector, 10 ether, type(uint256).max)
        );
    }

    function test_A_bucket_counts_normalised_assets_of_its_own_listing() public {
        _set(10 ether, 0);
        _assertMinted(_arriveStake(4 ether, 0), 4 ether);
        IQLStakeHub.Bucket memory native = hub.mintBucketOf(AVALANCHE, address(satellite), NATIVE);
        IQLStakeHub.Bucket memory dollars = hub.mintBucketOf(AVALANCHE, address(satellite), address(usd));
        assertEq(abi.encode(native), abi.encode(10 ether, 0, 6 ether));
        assertEq(dollars.available, CAPACITY);
    }

    function test_A_skipped_mint_takes_nothing() public {
        _set(10 ether, 0);
        IQLStakeHub.MintEntry memory entry = _arriveStake(4 ether, 0);
        entry.item.receiver = address(0);
        _mint(entry);
        assertEq(hub.mintBucketOf(AVALANCHE, address(satellite), NATIVE).available, 10 ether);
    }

    function testFuzz_A_batch_never_mints_more_than_the_bucket(uint64[8] memory amounts, uint64 capacity) public {
        _set(capacity, 0);
        IQLStakeHub.MintEntry[] memory entries = new IQLStakeHub.MintEntry[](8);
        for (uint64 i; i < 8; ++i) {
            entries[i] = _arriveStake(bound(amounts[i], 1, type(uint64).max), i);
        }
        hub.executeMints(entries);
        IQLStakeHub.Bucket memory bucket = hub.mintBucketOf(AVALANCHE, address(satellite), NATIVE);
        assertEq(qavax.totalSupply() + bucket.available, capacity);
    }

    function test_An_unlisted_asset_has_no_bucket() public {
        vm.prank(config);
        vm.expectRevert(
            abi.encodeWithSelector(IQLStakeHub.AssetNotListed.selector, AVALANCHE, address(satellite), address(1))
        );
        hub.setMintBucket(AVALANCHE, address(satellite), address(1), 1, 1);
    }

    function _set(uint128 capacity, uint128 refill) private {
        vm.startPrank(config);
        hub.setMintBucket(AVALANCHE, address(satellite), NATIVE, capacity, refill);
        vm.stopPrank();
    }
}
