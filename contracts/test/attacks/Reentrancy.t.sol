// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLEndpoint} from "../../src/interfaces/IQLEndpoint.sol";
import {IQLHubTypes} from "../../src/interfaces/IQLHubTypes.sol";
import {IQLSatellitePayouts} from "../../src/interfaces/IQLSatellitePayouts.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {HookToken} from "../lib/Tokens.sol";
import {Arena} from "./Arena.sol";
import {Reenterer} from "./Reenterer.sol";

/// @notice Whoever is called in the middle finds every door shut.
contract ReentrancyTest is Arena {
    Reenterer private reenterer;
    HookToken private hook;

    function setUp() public override {
        super.setUp();
        reenterer = Reenterer(payable(deployCode("Reenterer.sol:Reenterer")));
        hook = HookToken(deployCode("Tokens.sol:HookToken"));
        _stakeNative(1000 ether);
        vm.startPrank(dao);
        satellite.listAsset(address(hook), _limits(1e30, 1e30), _limits(1e30, 1e30));
        hub.listAsset(AVALANCHE, address(satellite), address(hook), address(qusd), 18);
        vm.stopPrank();
        hook.mint(alice, 1000 ether);
        vm.prank(alice);
        hook.approve(address(satellite), type(uint256).max);
    }

    function test_A_receiver_of_coin_gets_back_into_nothing() public {
        bytes[] memory doors = _satelliteDoors();
        for (uint64 i; i < doors.length; ++i) {
            reenterer.arm(address(satellite), doors[i]);
            IQLSatellitePayouts.ReleaseEntry memory entry = _arriveRelease(NATIVE, 1 ether, address(reenterer), i);
            satellite.release(entry);
            assertEq(bytes4(reenterer.answer()), IQLEndpoint.Reentered.selector, vm.toString(i));
            assertEq(address(reenterer).balance, (i + 1) * 1 ether);
        }
        assertEq(satellite.locked(NATIVE), 1000 ether - doors.length * 1 ether);
    }

    function test_Nor_does_one_who_claims() public {
        bytes[] memory doors = _satelliteDoors();
        reenterer.refuse(true);
        satellite.release(_arriveRelease(NATIVE, 1 ether, address(reenterer), 1));
        reenterer.refuse(false);
        assertEq(satellite.claimable(address(reenterer), NATIVE), 1 ether);
        uint256 shown = vm.snapshotState();
        for (uint256 i; i < doors.length; ++i) {
            reenterer.arm(address(satellite), doors[i]);
            reenterer.run(address(satellite), 0, abi.encodeCall(satellite.claim, (NATIVE, address(reenterer))));
            assertEq(bytes4(reenterer.answer()), IQLEndpoint.Reentered.selector);
            assertEq(address(reenterer).balance, 1 ether);
            vm.revertToState(shown);
        }
    }

    function test_Nor_does_a_token_that_is_pulled() public {
        bytes[] memory doors = _satelliteDoors();
        for (uint256 i; i < doors.length; ++i) {
            hook.arm(address(satellite), doors[i]);
            _stakeToken(address(hook), 1 ether);
            assertEq(bytes4(hook.answer()), IQLEndpoint.Reentered.selector);
        }
        assertEq(satellite.locked(address(hook)), doors.length * 1 ether);
    }

    function test_Nor_does_a_token_that_is_queued_or_paid_out() public {
        bytes[] memory doors = _satelliteDoors();
        _stakeToken(address(hook), 100 ether);
        for (uint64 i; i < doors.length; ++i) {
            hook.arm(address(satellite), doors[i]);
            vm.prank(alice);
            satellite.queue(address(hook), 1 ether, bob, alice, 0);
            assertEq(bytes4(hook.answer()), IQLEndpoint.Reentered.selector);
            hook.arm(address(satellite), doors[i]);
            satellite.release(_arriveRelease(address(hook), 1 ether, bob, i));
            assertEq(bytes4(hook.answer()), IQLEndpoint.Reentered.selector);
        }
        assertEq(satellite.locked(address(hook)), 100 ether);
        assertEq(hook.balanceOf(address(satellite)), 100 ether);
    }

    function test_Who_redeems_gets_back_into_nothing_with_his_change() public {
        _mint(_arriveStake(100 ether, 77));
        vm.prank(bob);
        assertTrue(qavax.transfer(address(reenterer), 100 ether));
        reenterer.run(address(qavax), 0, abi.encodeCall(qavax.approve, (address(hub), type(uint256).max)));
        bytes[] memory doors = _hubDoors();
        for (uint256 i; i < doors.length; ++i) {
            reenterer.arm(address(hub), doors[i]);
            vm.deal(address(reenterer), 1 ether);
            reenterer.run(address(hub), 1 ether, _redeem(1 ether));
            assertEq(bytes4(reenterer.answer()), IQLEndpoint.Reentered.selector, vm.toString(i));
        }
        assertEq(qavax.totalSupply(), 100 ether - doors.length * 1 ether);
        assertEq(hub.totalBacking(address(qavax)), qavax.totalSupply());
    }

    function _redeem(uint256 shares) private view returns (bytes memory) {
        return abi.encodeCall(
            hub.redeem, (address(qavax), shares, AVALANCHE, address(satellite), NATIVE, address(reenterer), 0)
        );
    }

    function _satelliteDoors() private view returns (bytes[] memory doors) {
        QLMessages.Item memory item = QLMessages.Item(NATIVE, 1, mallory, mallory, 1, 0);
        IQLSatellitePayouts.ReleaseEntry memory entry = _entryBack(0, item, new bytes32[](0));
        IQLSatellitePayouts.SentEntry memory sent = IQLSatellitePayouts.SentEntry(0, item, new bytes32[](0));
        doors = new bytes[](12);
        doors[0] = abi.encodeCall(satellite.stake, (NATIVE, 0, mallory, mallory, NATIVE, 0));
        doors[1] = abi.encodeCall(satellite.queue, (NATIVE, 0, mallory, mallory, 0));
        doors[2] = abi.encodeCall(satellite.flush, (ETHEREUM, address(hub), NATIVE));
        doors[3] = abi.encodeCall(satellite.fundRewards, (NATIVE, 0));
        doors[4] = abi.encodeCall(satellite.hello, ());
        doors[5] = abi.encodeCall(satellite.release, (entry));
        doors[6] = abi.encodeCall(satellite.releaseRefund, (entry, sent));
        doors[7] = abi.encodeCall(satellite.repay, (sent));
        doors[8] = abi.encodeCall(satellite.payRest, (bytes32(0)));
        doors[9] = abi.encodeCall(satellite.claim, (NATIVE, mallory));
        doors[10] = abi.encodeCall(satellite.markStuck, (ETHEREUM, address(hub), NATIVE));
        doors[11] = abi.encodeCall(satellite.abandon, (ETHEREUM, address(hub), NATIVE));
    }

    function _hubDoors() private returns (bytes[] memory doors) {
        IQLHubTypes.MintEntry memory entry = _arriveStake(5 ether, 78);
        IQLHubTypes.MintEntry[] memory entries = new IQLHubTypes.MintEntry[](1);
        entries[0] = entry;
        doors = new bytes[](9);
        doors[0] = abi.encodeCall(hub.executeMints, (entries));
        doors[1] = abi.encodeCall(hub.escapeMint, (entry));
        doors[2] = abi.encodeCall(hub.creditRewards, (entry));
        doors[3] = abi.encodeCall(hub.refund, (_forRefund(entry)));
        doors[4] = abi.encodeCall(hub.escapeRefund, (entry));
        doors[5] = abi.encodeCall(hub.flushRefunds, (AVALANCHE, address(satellite), NATIVE));
        doors[6] = abi.encodeCall(hub.hello, (AVALANCHE, address(satellite)));
        doors[7] = abi.encodeCall(hub.sendVoid, (AVALANCHE, address(satellite), bytes32(0)));
        doors[8] = _redeem(1 ether);
    }
}
