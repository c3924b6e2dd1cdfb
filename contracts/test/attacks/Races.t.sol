// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLHubTypes} from "../../src/interfaces/IQLHubTypes.sol";
import {IQLInbox} from "../../src/interfaces/IQLInbox.sol";
import {IQLOutbox} from "../../src/interfaces/IQLOutbox.sol";
import {IQLPauses} from "../../src/interfaces/IQLPauses.sol";
import {IQLSatellitePayouts} from "../../src/interfaces/IQLSatellitePayouts.sol";
import {QLBucket} from "../../src/libraries/QLBucket.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {Arena} from "./Arena.sol";

/// @notice Who is faster, fuller or there at the right moment gains nothing and delays others by what it costs him.
contract RacesTest is Arena {
    function test_Who_flushes_first_pays_and_the_slower_keeps_his_coin() public {
        (uint256 fee, bytes32 batch) = _queueOne();
        vm.deal(mallory, fee);
        vm.prank(mallory);
        satellite.flush{value: fee}(ETHEREUM, address(hub), NATIVE);
        vm.deal(bob, fee);
        vm.prank(bob);
        vm.expectRevert(abi.encodeWithSelector(IQLOutbox.BatchEmpty.selector, batch));
        satellite.flush{value: fee}(ETHEREUM, address(hub), NATIVE);
        assertEq(bob.balance, fee);
    }

    function test_A_leaf_pushed_in_before_a_flush_costs_the_flusher_nothing_more() public {
        (uint256 fee,) = _queueOne();
        vm.deal(mallory, 1 ether);
        vm.prank(mallory);
        satellite.queue{value: 1 ether}(NATIVE, 1 ether, mallory, mallory, 0);
        vm.deal(bob, fee);
        vm.prank(bob);
        satellite.flush{value: fee}(ETHEREUM, address(hub), NATIVE);
    }

    function test_A_redemption_in_front_takes_backing_but_never_the_price() public {
        _mint(_arriveStake(100 ether, 1));
        vm.prank(bob);
        assertTrue(qavax.transfer(mallory, 60 ether));
        vm.prank(mallory);
        qavax.approve(address(hub), 60 ether);
        vm.prank(bob);
        qavax.approve(address(hub), 40 ether);
        (uint256 quoted, uint256 fee) =
            hub.quoteRedeem(address(qavax), 40 ether, AVALANCHE, address(satellite), NATIVE, bob);

        vm.deal(mallory, fee);
        vm.prank(mallory);
        hub.redeem{value: fee}(address(qavax), 60 ether, AVALANCHE, address(satellite), NATIVE, mallory, 60 ether);

        vm.deal(bob, fee);
        vm.prank(bob);
        hub.redeem{value: fee}(address(qavax), 40 ether, AVALANCHE, address(satellite), NATIVE, bob, quoted);
        assertEq(qavax.totalSupply(), 0);
        assertEq(hub.totalBacking(address(qavax)), 0);
    }

    function test_Whoever_escapes_a_mint_first_the_receiver_gets_it_once() public {
        IQLHubTypes.MintEntry memory entry = _arriveStake(10 ether, 1);
        skip(hub.escapeDelay());
        vm.prank(mallory);
        (bytes32 id,) = hub.escapeMint(entry);
        assertEq(qavax.balanceOf(bob), 10 ether);
        vm.expectRevert(abi.encodeWithSelector(IQLInbox.LeafConsumed.selector, id));
        hub.escapeMint(entry);
        assertEq(qavax.balanceOf(mallory), 0);
    }

    function test_Who_escapes_a_refund_before_the_mint_ends_the_stake_for_good() public {
        (, QLMessages.Item memory item) = _stakeNative(10 ether);
        _arriveAtHub("m", address(satellite), QLMessages.encodeItem(QLMessages.Kind.Stake, item));
        IQLHubTypes.MintEntry memory entry = _entryOf(item);
        skip(hub.refundDelay());
        vm.prank(mallory);
        hub.escapeRefund(entry);
        entry = _entryOf(item);
        _mint(entry);
        assertEq(qavax.totalSupply(), 0);
        satellite.releaseRefund(_arriveRefund(item), _sentEntry(item));
        assertEq(alice.balance, 10 ether);
    }

    function test_A_full_stake_bucket_delays_to_the_second_it_names() public {
        vm.prank(config);
        satellite.setStakeLimits(NATIVE, QLBucket.Limits(100 ether, 1 ether, 10, 36_000));
        _stakeNative(100 ether);
        uint256 at = block.timestamp + 5;
        vm.expectRevert();
        satellite.quoteStake(bob, NATIVE, 5 ether, bob, bob, NATIVE);
        vm.warp(at - 1);
        vm.expectRevert();
        satellite.quoteStake(bob, NATIVE, 5 ether, bob, bob, NATIVE);
        vm.warp(at);
        _stakeNative(5 ether);
    }

    function test_Many_small_stakes_use_up_the_count_and_it_comes_back() public {
        vm.prank(config);
        satellite.setStakeLimits(NATIVE, QLBucket.Limits(1e30, 1e30, 3, 3600));
        for (uint256 i; i < 3; ++i) {
            _stakeNative(1);
        }
        vm.expectRevert();
        satellite.quoteStake(bob, NATIVE, 5 ether, bob, bob, NATIVE);
        skip(1);
        _stakeNative(5 ether);
    }

    function test_A_giant_payout_delays_others_by_no_more_than_it_is_worth() public {
        _stakeNative(1000 ether);
        _narrowPayouts(NATIVE, 36 ether);
        IQLSatellitePayouts.ReleaseEntry memory giant = _arriveRelease(NATIVE, 144 ether, mallory, 1);
        IQLSatellitePayouts.ReleaseEntry memory small = _arriveRelease(NATIVE, 30 ether, bob, 2);
        satellite.release(giant);
        uint256 start = block.timestamp;
        while (satellite.restOf(giant.root).amount != 0) {
            skip(5 minutes);
            try satellite.payRest(giant.root) {} catch {}
        }
        // 108 more at 36 an hour
        assertLe(block.timestamp - start, 3 hours + 5 minutes);
        skip(1 hours);
        satellite.release(small);
        assertEq(bob.balance, 30 ether);
    }

    function test_Who_keeps_taking_a_little_keeps_no_large_payout_from_ending() public {
        _stakeNative(1000 ether);
        _narrowPayouts(NATIVE, 36 ether);
        IQLSatellitePayouts.ReleaseEntry memory large = _arriveRelease(NATIVE, 36 ether, bob, 1);
        uint256 start = block.timestamp;
        for (uint64 i = 2; bob.balance != 36 ether; ++i) {
            // always first, and half of all that comes back
            satellite.release(_arriveRelease(NATIVE, 1.5 ether, mallory, i));
            if (i == 2) satellite.release(large);
            else satellite.payRest(large.root);
            skip(5 minutes);
        }
        assertLe(block.timestamp - start, 10 minutes);
    }

    function test_Mints_that_fill_the_bucket_leave_others_their_refund() public {
        vm.prank(config);
        hub.setLimits(IQLPauses.Scope.Mints, _place(NATIVE), QLBucket.Limits(10 ether, 1, 10, 36_000));
        _mint(_arriveStake(10 ether, 1));
        IQLHubTypes.MintEntry memory entry = _arriveStake(5 ether, 2);
        assertGt(_mint(entry).reason.length, 0);
        skip(hub.refundDelay());
        hub.escapeRefund(entry);
    }

    function _queueOne() private returns (uint256 toPay, bytes32 batch) {
        vm.deal(alice, 10 ether);
        vm.prank(alice);
        satellite.queue{value: 10 ether}(NATIVE, 10 ether, bob, alice, 0);
        (, toPay) = satellite.quoteFlush(ETHEREUM, address(hub), NATIVE);
        batch = satellite.batchKey(QLMessages.Kind.Stake, ETHEREUM, address(hub), NATIVE);
    }
}
