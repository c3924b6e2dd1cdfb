// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLHolds} from "../../src/endpoint/QLHolds.sol";
import {IQLHolds} from "../../src/interfaces/IQLHolds.sol";
import {QLOnce} from "../../src/libraries/QLOnce.sol";
import {QLTime} from "../../src/libraries/QLTime.sol";
import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {Test} from "forge-std/Test.sol";

contract HoldsTest is Test {
    address private immutable _dao = makeAddr("dao");
    address private immutable _first = makeAddr("first guardian");
    address private immutable _second = makeAddr("second guardian");
    Holding private _holding;

    function setUp() public {
        vm.warp(1_800_000_000);
        _holding = new Holding(address(new AccessManager(_dao)), _first, _second);
    }

    function test_A_hold_lapses_after_3_days() public {
        vm.expectEmit(address(_holding));
        emit IQLHolds.HoldPlaced("item", uint64(block.timestamp + 3 days), _first);
        _hold(_first, "item");
        skip(3 days - 1);
        vm.expectRevert(abi.encodeWithSelector(IQLHolds.TargetHeld.selector, bytes32("item"), block.timestamp + 1));
        _holding.pass("item");
        skip(1);
        _holding.pass("item");
    }

    function test_Targets_are_apart() public {
        _hold(_first, "item");
        _holding.pass("other");
    }

    function test_A_guardian_who_only_ever_holds_delays_by_3_days() public {
        _hold(_first, "item");
        skip(3 days);
        vm.expectRevert(abi.encodeWithSelector(QLOnce.UsedAlready.selector, _first));
        _hold(_first, "item");
        _holding.pass("item");
        _hold(_second, "item");
        assertEq(_holding.heldUntil("item"), block.timestamp + 3 days);
    }

    function test_The_DAO_lifts_and_every_guardian_may_hold_again() public {
        _hold(_first, "item");
        vm.prank(_dao);
        vm.expectEmit(address(_holding));
        emit IQLHolds.HoldLifted("item");
        _holding.liftHold("item");
        _holding.pass("item");
        _hold(_first, "item");
    }

    function test_The_DAO_extends_by_at_most_90_days() public {
        uint64 latest = uint64(block.timestamp + 90 days);
        vm.startPrank(_dao);
        vm.expectRevert(abi.encodeWithSelector(QLTime.UntilOutOfRange.selector, latest + 1, latest));
        _holding.extendHold("item", latest + 1);
        _holding.extendHold("item", latest);
        vm.stopPrank();
        _hold(_first, "item");
        assertEq(_holding.heldUntil("item"), latest, "a guardian shortens nothing");
    }

    function test_Nobody_else_holds_or_lifts() public {
        vm.expectRevert(abi.encodeWithSelector(IQLHolds.NotGuardian.selector, _dao));
        _hold(_dao, "item");
        vm.startPrank(_first);
        bytes memory refusal = abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, _first);
        vm.expectRevert(refusal);
        _holding.liftHold("item");
        vm.expectRevert(refusal);
        _holding.extendHold("item", uint64(block.timestamp + 1));
    }

    function _hold(address account, bytes32 target) private {
        vm.prank(account);
        _holding.hold(target);
    }
}

/// @dev Two guardians.
contract Holding is QLHolds {
    address private immutable _first;
    address private immutable _second;

    constructor(address authority, address first, address second) AccessManaged(authority) {
        (_first, _second) = (first, second);
    }

    function pass(bytes32 target) external view {
        _requireNotHeld(target);
    }

    function _mayHold(address account) internal view override returns (bool) {
        return account == _first || account == _second;
    }
}
