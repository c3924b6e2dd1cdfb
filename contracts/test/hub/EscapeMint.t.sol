// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLHolds} from "../../src/interfaces/IQLHolds.sol";
import {IQLHubTypes} from "../../src/interfaces/IQLHubTypes.sol";
import {IQLPauses} from "../../src/interfaces/IQLPauses.sol";
import {Leaves} from "../lib/Leaves.sol";
import {Vm} from "forge-std/Vm.sol";

/// @notice escapeMint, heartbeat and setDelays.
contract EscapeMintTest is Leaves {
    function test_After_the_guards_fell_silent_anyone_mints_to_the_receiver() public {
        IQLHubTypes.MintEntry memory entry = _unapproved(0);
        uint256 from = block.timestamp + hub.escapeDelay();
        vm.warp(from - 1);
        vm.expectRevert(abi.encodeWithSelector(IQLHubTypes.TooEarly.selector, from));
        hub.escapeMint(entry);
        vm.warp(from);
        vm.expectEmit(address(hub));
        emit IQLHubTypes.Minted(entry.root, entry.root, bob, NATIVE, 1 ether, 1 ether, 0);
        vm.prank(makeAddr("anyone"));
        hub.escapeMint(entry);
        assertEq(qavax.balanceOf(bob), 1 ether);
        assertTrue(hub.isConsumed(AVALANCHE, address(satellite), entry.root, 0));
    }

    function test_A_mint_or_a_heartbeat_is_a_sign_of_life() public {
        IQLHubTypes.MintEntry memory entry = _unapproved(0);
        skip(3 days - 1);
        _mint(_arriveStake(1 ether, 1));
        skip(3 days - 1);
        _assertTooEarly(entry, block.timestamp + 1);

        _heartbeat(uint64(block.timestamp));
        skip(3 days - 1);
        _assertTooEarly(entry, block.timestamp + 1);
        skip(1);
        hub.escapeMint(entry);
    }

    function test_Pauses_holds_and_the_bucket_bind_it() public {
        IQLHubTypes.MintEntry memory entry = _unapproved(0);
        skip(3 days);
        vm.prank(pauser);
        hub.pause(IQLPauses.Scope.Mints);
        vm.expectPartialRevert(IQLPauses.Paused.selector);
        hub.escapeMint(entry);
        vm.startPrank(dao);
        hub.unpause(IQLPauses.Scope.Mints);
        hub.extendHold(entry.root, uint64(block.timestamp + 1 days));
        vm.stopPrank();
        vm.expectPartialRevert(IQLHolds.TargetHeld.selector);
        hub.escapeMint(entry);
        vm.prank(dao);
        hub.liftHold(entry.root);
        vm.prank(config);
        hub.setLimits(IQLPauses.Scope.Mints, _place(NATIVE), _limits(1, 0));
        vm.expectPartialRevert(IQLHubTypes.BucketExceeded.selector);
        hub.escapeMint(entry);
        assertFalse(hub.isConsumed(AVALANCHE, address(satellite), entry.root, 0));
    }

    function test_A_heartbeat_needs_k_guardians_once_each() public {
        vm.prank(dao);
        hub.setGuards(_guardAddresses(), 2);
        uint64 at = uint64(block.timestamp);
        IQLHubTypes.Signature[] memory signatures = new IQLHubTypes.Signature[](2);
        signatures[0] = _sign(guards[0], at);
        signatures[1] = signatures[0];
        vm.expectRevert(abi.encodeWithSelector(IQLHubTypes.NotEnoughApprovals.selector, 1, 2));
        hub.heartbeat(at, signatures);
        signatures[1] = _sign(vm.createWallet("stranger"), at);
        vm.expectRevert(abi.encodeWithSelector(IQLHubTypes.NotEnoughApprovals.selector, 1, 2));
        hub.heartbeat(at, signatures);
        signatures[1] = _sign(guards[2], at);
        vm.expectEmit(address(hub));
        emit IQLHubTypes.QuorumSeen(at);
        hub.heartbeat(at, signatures);
        assertEq(hub.lastQuorumAt(), at);
    }

    function test_A_heartbeat_is_neither_repeated_nor_ahead_of_time() public {
        uint64 at = uint64(block.timestamp);
        IQLHubTypes.Signature[] memory ahead = new IQLHubTypes.Signature[](1);
        ahead[0] = _sign(guards[0], at + 1);
        vm.expectRevert(abi.encodeWithSelector(IQLHubTypes.HeartbeatOutOfTime.selector, at + 1, 0));
        hub.heartbeat(at + 1, ahead);
        _heartbeat(at);
        IQLHubTypes.Signature[] memory same = new IQLHubTypes.Signature[](1);
        same[0] = _sign(guards[0], at);
        vm.expectRevert(abi.encodeWithSelector(IQLHubTypes.HeartbeatOutOfTime.selector, at, at));
        hub.heartbeat(at, same);
    }

    function test_Delays_stay_in_their_range() public {
        vm.startPrank(dao);
        vm.expectEmit(address(hub));
        emit IQLHubTypes.DelaysChanged(1 days, 60 days);
        hub.setDelays(1 days, 60 days);
        assertEq(hub.escapeDelay(), 1 days);
        assertEq(hub.refundDelay(), 60 days);
        vm.expectRevert(abi.encodeWithSelector(IQLHubTypes.DelayOutOfRange.selector, 1 days - 1, 1 days, 60 days));
        hub.setDelays(1 days - 1, 1 days);
        vm.expectRevert(abi.encodeWithSelector(IQLHubTypes.DelayOutOfRange.selector, 60 days + 1, 1 days, 60 days));
        hub.setDelays(1 days, 60 days + 1);
    }

    function _unapproved(uint64 nonce) private returns (IQLHubTypes.MintEntry memory entry) {
        entry = _arriveStake(1 ether, nonce);
        entry.approvals = new IQLHubTypes.Approval[](0);
    }

    function _assertTooEarly(IQLHubTypes.MintEntry memory entry, uint256 from) private {
        vm.expectRevert(abi.encodeWithSelector(IQLHubTypes.TooEarly.selector, from));
        hub.escapeMint(entry);
    }

    function _heartbeat(uint64 at) private {
        IQLHubTypes.Signature[] memory signatures = new IQLHubTypes.Signature[](1);
        signatures[0] = _sign(guards[0], at);
        hub.heartbeat(at, signatures);
    }

    function _sign(Vm.Wallet memory guard, uint64 at) private returns (IQLHubTypes.Signature memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(guard, hub.hashHeartbeat(at));
        return IQLHubTypes.Signature(v, r, s);
    }
}
