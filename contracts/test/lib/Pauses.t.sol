// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLPauses} from "../../src/endpoint/QLPauses.sol";
import {IQLPauses} from "../../src/interfaces/IQLPauses.sol";
import {QLOnce} from "../../src/libraries/QLOnce.sol";
import {QLTime} from "../../src/libraries/QLTime.sol";
import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {Test} from "forge-std/Test.sol";

contract PausesTest is Test {
    IQLPauses.Scope private constant STAKES = IQLPauses.Scope.Stakes;
    IQLPauses.Scope private constant RELEASES = IQLPauses.Scope.Releases;

    address private immutable _dao = makeAddr("dao");
    address private immutable _pauser = makeAddr("pauser");
    address private immutable _second = makeAddr("second pauser");
    Paused private _paused;

    function setUp() public {
        vm.warp(1_800_000_000);
        AccessManager access = new AccessManager(_dao);
        _paused = new Paused(address(access));
        bytes4[] memory pausing = new bytes4[](1);
        pausing[0] = IQLPauses.pause.selector;
        vm.startPrank(_dao);
        access.setTargetFunctionRole(address(_paused), pausing, 2);
        access.grantRole(2, _pauser, 0);
        access.grantRole(2, _second, 0);
        vm.stopPrank();
    }

    function test_A_pause_lapses_after_7_days() public {
        vm.expectEmit(address(_paused));
        emit IQLPauses.ScopePaused(STAKES, uint64(block.timestamp + 7 days), _pauser);
        _pause(_pauser, STAKES);
        vm.expectRevert(abi.encodeWithSelector(IQLPauses.Paused.selector, STAKES, block.timestamp + 7 days));
        _paused.run(STAKES);
        skip(7 days - 1);
        assertTrue(_paused.isPaused(STAKES));
        skip(1);
        _paused.run(STAKES);
    }

    function test_Scopes_are_apart() public {
        _pause(_pauser, STAKES);
        _paused.run(RELEASES);
        _pause(_pauser, RELEASES);
        assertTrue(_paused.isPaused(RELEASES));
        assertTrue(_paused.isPaused(STAKES), "one pause ends no other");
        vm.prank(_dao);
        _paused.unpause(RELEASES);
        assertTrue(_paused.isPaused(STAKES));
    }

    function test_An_account_pauses_once_until_the_DAO_lifts_it() public {
        _pause(_pauser, STAKES);
        skip(30 days);
        vm.expectRevert(abi.encodeWithSelector(QLOnce.UsedAlready.selector, _pauser));
        _pause(_pauser, STAKES);
        _pause(_second, STAKES);
        vm.prank(_dao);
        vm.expectEmit(address(_paused));
        emit IQLPauses.ScopeUnpaused(STAKES, _dao);
        _paused.unpause(STAKES);
        _paused.run(STAKES);
        _pause(_pauser, STAKES);
        assertTrue(_paused.isPaused(STAKES));
    }

    function test_A_pauser_never_shortens_what_the_DAO_confirmed() public {
        uint64 until = uint64(block.timestamp + 90 days);
        vm.prank(_dao);
        _paused.confirmPause(STAKES, until);
        _pause(_pauser, STAKES);
        assertEq(_paused.pausedUntil(STAKES), until);
    }

    function test_The_DAOs_word_lasts_at_most_90_days_and_is_renewable() public {
        vm.startPrank(_dao);
        _expectOutOfRange(uint64(block.timestamp + 90 days + 1));
        _expectOutOfRange(uint64(block.timestamp));
        _paused.confirmPause(STAKES, uint64(block.timestamp + 90 days));
        skip(80 days);
        _paused.confirmPause(STAKES, uint64(block.timestamp + 90 days));
        skip(90 days);
        _paused.run(STAKES);
    }

    function test_A_scope_of_another_contract_is_refused() public {
        IQLPauses.Scope elsewhere = IQLPauses.Scope.Mints;
        bytes memory refusal = abi.encodeWithSelector(IQLPauses.ScopeNotHere.selector, elsewhere);
        vm.expectRevert(refusal);
        _pause(_pauser, elsewhere);
        vm.startPrank(_dao);
        vm.expectRevert(refusal);
        _paused.confirmPause(elsewhere, uint64(block.timestamp + 1));
        vm.expectRevert(refusal);
        _paused.unpause(elsewhere);
    }

    function test_A_pauser_only_ever_tightens() public {
        _pause(_pauser, STAKES);
        vm.startPrank(_pauser);
        bytes memory refusal = abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, _pauser);
        vm.expectRevert(refusal);
        _paused.unpause(STAKES);
        vm.expectRevert(refusal);
        _paused.confirmPause(STAKES, uint64(block.timestamp + 1));
    }

    function _expectOutOfRange(uint64 until) private {
        vm.expectRevert(abi.encodeWithSelector(QLTime.UntilOutOfRange.selector, until, block.timestamp + 90 days));
        _paused.confirmPause(STAKES, until);
    }

    function _pause(address account, IQLPauses.Scope scope) private {
        vm.prank(account);
        _paused.pause(scope);
    }
}

/// @dev Has what a satellite has.
contract Paused is QLPauses {
    constructor(address authority) AccessManaged(authority) {}

    function run(Scope scope) external view {
        _requireRunning(scope);
    }

    function isPaused(Scope scope) external view returns (bool) {
        return _isPaused(scope);
    }

    function _hasScope(Scope scope) internal pure override returns (bool) {
        return scope == Scope.Stakes || scope == Scope.Releases;
    }
}
