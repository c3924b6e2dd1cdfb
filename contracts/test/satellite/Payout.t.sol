// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLEndpoint} from "../../src/interfaces/IQLEndpoint.sol";
import {IQLHolds} from "../../src/interfaces/IQLHolds.sol";
import {IQLSatellitePayouts} from "../../src/interfaces/IQLSatellitePayouts.sol";
import {IQLSatelliteTypes} from "../../src/interfaces/IQLSatelliteTypes.sol";
import {QLBucket} from "../../src/libraries/QLBucket.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {Satellites} from "./Satellites.sol";

/// @notice What all payouts share: bucket, instalments and payRest; receivers who refuse, and claim.
contract PayoutTest is Satellites {
    address private immutable _carol = makeAddr("carol");

    function setUp() public override {
        super.setUp();
        _stakeNative(100 ether);
    }

    function test_A_payout_waits_for_the_bucket_and_is_told_how_long() public {
        _setPayoutLimits(32 ether, 1 ether);
        satellite.release(_release(NATIVE, 31 ether, _carol, 0));
        IQLSatellitePayouts.ReleaseEntry memory entry = _release(NATIVE, 2 ether, _carol, 1);
        vm.expectRevert(abi.encodeWithSelector(IQLSatelliteTypes.BucketExceeded.selector, 1 ether, block.timestamp + 1));
        satellite.release(entry);
        skip(1);
        satellite.release(entry);
        assertEq(_carol.balance, 33 ether);
    }

    function test_A_payout_takes_what_the_bucket_holds_and_the_rest_waits() public {
        _setPayoutLimits(10 ether, 1 ether);
        satellite.release(_release(NATIVE, 7 ether, _carol, 0));
        IQLSatellitePayouts.ReleaseEntry memory entry = _release(NATIVE, 8 ether, _carol, 1);
        satellite.release(entry);
        assertEq(_carol.balance, 10 ether);
        bytes32 leaf = _leafOf(entry, QLMessages.Kind.Release);
        assertEq(satellite.restOf(leaf).amount, 5 ether);
        skip(5);
        satellite.payRest(leaf);
        assertEq(_carol.balance, 15 ether);
        assertEq(satellite.restOf(leaf).amount, 0);
    }

    function test_A_payout_above_the_whole_capacity_is_paid_in_instalments() public {
        _setPayoutLimits(10 ether, 1 ether);
        IQLSatellitePayouts.ReleaseEntry memory entry = _release(NATIVE, 25 ether, _carol, 0);
        bytes32 leaf = _leafOf(entry, QLMessages.Kind.Release);
        vm.expectEmit(address(satellite));
        emit IQLSatellitePayouts.RestWaits(leaf, 15 ether);
        satellite.release(entry);
        assertEq(_carol.balance, 10 ether);
        assertEq(satellite.locked(NATIVE), 90 ether);
        assertEq(abi.encode(satellite.restOf(leaf)), abi.encode(NATIVE, _carol, 15 ether));

        vm.expectRevert(abi.encodeWithSelector(IQLSatelliteTypes.BucketExceeded.selector, 0, block.timestamp + 1));
        satellite.payRest(leaf);
        skip(7);
        satellite.payRest(leaf);
        assertEq(_carol.balance, 17 ether);
        skip(8);
        satellite.payRest(leaf);
        assertEq(_carol.balance, 25 ether);
        vm.expectRevert(IQLSatellitePayouts.NothingToPay.selector);
        satellite.payRest(leaf);
    }

    function test_A_rest_can_be_held() public {
        _setPayoutLimits(10 ether, 1 ether);
        IQLSatellitePayouts.ReleaseEntry memory entry = _release(NATIVE, 25 ether, _carol, 0);
        satellite.release(entry);
        bytes32 key = QLMessages.rootKey(ETHEREUM, address(hub), QLMessages.Kind.Release, entry.root);
        vm.prank(guardian);
        satellite.hold(key);
        skip(1 days);
        bytes32 leaf = _leafOf(entry, QLMessages.Kind.Release);
        vm.expectRevert(abi.encodeWithSelector(IQLHolds.TargetHeld.selector, key, block.timestamp + 2 days));
        satellite.payRest(leaf);
    }

    function testFuzz_Payouts_never_exceed_the_bucket(uint64[8] memory amounts, uint32[8] memory waits) public {
        _setPayoutLimits(5 ether, 0.001 ether);
        uint256 started = block.timestamp;
        for (uint64 i; i < 8; ++i) {
            skip(waits[i] % 10_000);
            IQLSatellitePayouts.ReleaseEntry memory entry = _release(NATIVE, bound(amounts[i], 1, 10 ether), _carol, i);
            try satellite.release(entry) {} catch {}
            uint256 paid = _carol.balance;
            assertLe(paid, 5 ether + (block.timestamp - started) * 0.001 ether);
            assertEq(satellite.locked(NATIVE), 100 ether - paid);
        }
    }

    function test_A_receiver_who_refuses_claims_to_any_address() public {
        Refuser refuser = new Refuser();
        IQLSatellitePayouts.ReleaseEntry memory entry = _release(NATIVE, 2 ether, address(refuser), 0);
        vm.expectEmit(address(satellite));
        emit IQLSatellitePayouts.PayoutFailed(
            _leafOf(entry, QLMessages.Kind.Release), address(refuser), NATIVE, 2 ether
        );
        satellite.release(entry);
        assertEq(satellite.claimable(address(refuser), NATIVE), 2 ether);
        assertEq(satellite.locked(NATIVE), 100 ether, "what is claimable is still owed");

        vm.startPrank(address(refuser));
        vm.expectRevert(
            abi.encodeWithSelector(IQLSatellitePayouts.ClaimFailed.selector, NATIVE, address(refuser), 2 ether)
        );
        satellite.claim(NATIVE, address(refuser));
        vm.expectRevert(IQLEndpoint.ZeroValue.selector);
        satellite.claim(NATIVE, address(0));
        satellite.claim(NATIVE, _carol);
        vm.expectRevert(IQLSatellitePayouts.NothingToPay.selector);
        satellite.claim(NATIVE, _carol);
        assertEq(_carol.balance, 2 ether);
        assertEq(satellite.locked(NATIVE), 98 ether);
    }

    function test_A_receiver_who_burns_gas_or_floods_delays_nobody() public {
        Burner burner = new Burner();
        IQLSatellitePayouts.ReleaseEntry memory entry = _release(NATIVE, 2 ether, address(burner), 0);
        uint256 before = gasleft();
        satellite.release(entry);
        assertLt(before - gasleft(), 600_000);
        assertEq(satellite.claimable(address(burner), NATIVE), 2 ether);
    }

    function test_A_caller_cannot_starve_the_receiver() public {
        IQLSatellitePayouts.ReleaseEntry memory entry = _release(NATIVE, 2 ether, _carol, 0);
        (bool ok, bytes memory why) = address(satellite).call{gas: 400_000}(abi.encodeCall(satellite.release, (entry)));
        if (!ok) assertEq(bytes4(why), IQLSatelliteTypes.GasTooLow.selector);
        (ok,) = address(satellite).call{gas: 350_000}(abi.encodeCall(satellite.release, (entry)));
        assertEq(satellite.claimable(_carol, NATIVE), 0);
    }

    function testFuzz_Any_gas_pays_or_leaves_everything(uint32 gas) public {
        gas = uint32(bound(gas, 30_000, 1_000_000));
        IQLSatellitePayouts.ReleaseEntry memory entry = _release(NATIVE, 2 ether, _carol, 0);
        (bool ok,) = address(satellite).call{gas: gas}(abi.encodeCall(satellite.release, (entry)));
        assertEq(_carol.balance, ok ? 2 ether : 0);
        assertEq(satellite.claimable(_carol, NATIVE), 0);
    }

    /// @dev Whatever a caller gives, a receiver who needs his whole allowance is paid or nothing has happened.
    function testFuzz_Nobody_makes_a_payout_fail_by_giving_too_little_gas(uint32 gas) public {
        gas = uint32(bound(gas, 250_000, 1_000_000));
        Spender receiver = new Spender();
        IQLSatellitePayouts.ReleaseEntry memory entry = _release(NATIVE, 2 ether, address(receiver), 0);
        (bool ok,) = address(satellite).call{gas: gas}(abi.encodeCall(satellite.release, (entry)));
        assertEq(satellite.claimable(address(receiver), NATIVE), 0);
        assertEq(address(receiver).balance, ok ? 2 ether : 0);
        if (!ok) satellite.release(entry);
        assertEq(address(receiver).balance, 2 ether);
    }

    function test_A_receiver_cannot_be_paid_again_from_within() public {
        Again again = new Again();
        IQLSatellitePayouts.ReleaseEntry memory entry = _release(NATIVE, 2 ether, address(again), 0);
        again.arm(address(satellite), abi.encodeCall(satellite.release, (_release(NATIVE, 2 ether, address(again), 1))));
        satellite.release(entry);
        assertEq(address(again).balance, 2 ether);
        assertFalse(again.succeeded());
        assertEq(bytes4(again.answer()), IQLEndpoint.Reentered.selector);
    }

    function test_A_token_that_refuses_is_claimed_later() public {
        usd.mint(alice, 5e6);
        vm.deal(alice, 1 ether);
        vm.startPrank(alice);
        usd.approve(address(satellite), 5e6);
        satellite.stake{value: 1 ether}(address(usd), 5e6, bob, alice, NATIVE, 1 ether);
        vm.stopPrank();
        vm.mockCall(address(usd), abi.encodeCall(usd.transfer, (_carol, 1e6)), abi.encode(false));
        satellite.release(_release(address(usd), 1e6, _carol, 0));
        assertEq(satellite.claimable(_carol, address(usd)), 1e6);
        vm.prank(_carol);
        satellite.claim(address(usd), bob);
        assertEq(usd.balanceOf(bob), 1e6);
        assertEq(satellite.locked(address(usd)), 4e6);
    }

    function test_Payout_limits_are_never_zero() public {
        vm.startPrank(config);
        for (uint256 i; i < 4; ++i) {
            QLBucket.Limits memory limits =
                QLBucket.Limits(i == 0 ? 0 : 1, i == 1 ? 0 : 1, i == 2 ? 0 : 1, i == 3 ? 0 : 1);
            vm.expectRevert(IQLSatelliteTypes.LimitZero.selector);
            satellite.setPayoutLimits(NATIVE, limits);
        }
    }

    function test_Lowered_to_nothing_payouts_go_on_after_7_days() public {
        vm.prank(pauser);
        satellite.lowerPayoutLimits(NATIVE, QLBucket.Limits(0, 0, 0, 0));
        IQLSatellitePayouts.ReleaseEntry memory entry = _release(NATIVE, 2 ether, _carol, 0);
        vm.expectRevert(
            abi.encodeWithSelector(IQLSatelliteTypes.BucketExceeded.selector, 0, block.timestamp + 7 days + 1)
        );
        satellite.release(entry);
        skip(7 days + 1);
        satellite.release(entry);
        assertEq(_carol.balance, 2 ether);
    }
}

/// @dev Has no way to receive native coin.
contract Refuser {}

/// @dev Burns what it is given, then answers with much.
contract Burner {
    receive() external payable {
        while (gasleft() > 20_000) {}
        assembly ("memory-safe") {
            revert(0, 4000)
        }
    }
}

/// @dev Calls whatever it was told to when it is paid.
contract Again {
    address private _target;
    bytes private _data;
    bool public succeeded;
    bytes public answer;

    function arm(address target, bytes calldata data) external {
        (_target, _data) = (target, data);
    }

    receive() external payable {
        (succeeded, answer) = _target.call(_data);
    }
}

/// @dev Uses nearly all of what a receiver is allowed, and fails without it.
contract Spender {
    receive() external payable {
        uint256 before = gasleft();
        while (before - gasleft() < 180_000) {}
    }
}
