// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLEndpoint} from "../../src/interfaces/IQLEndpoint.sol";
import {IQLHubTypes} from "../../src/interfaces/IQLHubTypes.sol";
import {IQLInbox} from "../../src/interfaces/IQLInbox.sol";
import {IQLPauses} from "../../src/interfaces/IQLPauses.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {IOffRamp} from "../ccip/CcipInterfaces.sol";
import {ExecutionState, MerkleRoot} from "../ccip/CcipTypes.sol";
import {ISatellite} from "../lib/ISatellite.sol";
import {Journey} from "./Journey.sol";
import {Vm} from "forge-std/Vm.sol";

/// @notice What CCIP may do on the way: fail, repeat, stop, and carry what nobody asked for.
contract DeliveryJourneyTest is Journey {
    function test_Too_little_gas_fails_the_delivery_and_anyone_may_execute_it_with_more() public {
        vm.prank(config);
        satellite.setDeliveryGas(10_000);
        bytes32 stakeId = _stake(5 ether);
        assertTrue(_deliver() == ExecutionState.Failure);
        assertEq(_rootOf(stakeId).receivedAt, 0);
        assertEq(_mint(_lastEntry()).reason, abi.encodeWithSelector(IQLInbox.RootUnknown.selector, stakeId));

        assertTrue(don.manuallyExecute(avalanche, ethereum, FIRST_STAKE, 300_000) == ExecutionState.Success);

        assertEq(_mint(_lastEntry()).shares, 5 ether);
    }

    function test_While_minting_is_paused_roots_still_arrive() public {
        vm.prank(pauser);
        hub.pause(IQLPauses.Scope.Mints);
        bytes32 stakeId = _stake(5 ether);

        assertTrue(_deliver() == ExecutionState.Success);
        assertEq(_rootOf(stakeId).receivedAt, block.timestamp);
        IQLHubTypes.MintEntry[] memory entries = new IQLHubTypes.MintEntry[](1);
        entries[0] = _lastEntry();
        vm.expectPartialRevert(IQLPauses.Paused.selector);
        hub.executeMints(entries);

        vm.prank(dao);
        hub.unpause(IQLPauses.Scope.Mints);
        assertEq(hub.executeMints(entries)[0].shares, 5 ether);
    }

    function test_A_message_executed_twice_is_recorded_once() public {
        bytes32 stakeId = _stake(5 ether);
        _deliver();
        uint64 receivedAt = _rootOf(stakeId).receivedAt;
        skip(1 minutes);

        assertTrue(don.execute(avalanche, ethereum, FIRST_STAKE) == ExecutionState.Success);

        assertEq(_rootOf(stakeId).receivedAt, receivedAt);
        assertEq(journal.all(address(ethereum.offRamp()), IOffRamp.SkippedAlreadyExecutedMessage.selector).length, 1);
        assertEq(journal.all(address(hub), IQLInbox.RootReceived.selector).length, 1);
    }

    function test_A_stake_is_minted_once_however_often_it_is_executed() public {
        bytes32 stakeId = _stake(5 ether);
        _deliver();
        IQLHubTypes.MintEntry memory entry = _lastEntry();
        _mint(entry);

        IQLHubTypes.MintOutcome memory again = _mint(entry);

        assertEq(again.reason, abi.encodeWithSelector(IQLInbox.LeafConsumed.selector, stakeId));
        assertEq(qavax.totalSupply(), 5 ether);
    }

    function test_A_message_of_a_stranger_never_becomes_a_root() public {
        QLMessages.Item memory item = QLMessages.Item(NATIVE, 100 ether, alice, alice, 0, 0);
        bytes32 root = hub.stakeIdOf(AVALANCHE, address(satellite), item);

        _sendToHub(avalanche, alice, QLMessages.encodeItem(QLMessages.Kind.Stake, item));

        assertTrue(_deliver() == ExecutionState.Failure);
        assertEq(_rootOf(root).receivedAt, 0);
        assertEq(
            _failure(),
            abi.encodeWithSelector(
                IOffRamp.ReceiverError.selector,
                abi.encodeWithSelector(IQLEndpoint.UnknownPeer.selector, AVALANCHE, alice)
            )
        );
    }

    function test_A_second_satellites_message_is_another_stake() public {
        ISatellite twin = _newSatellite(satellite.authority());
        vm.prank(dao);
        hub.listPeer(AVALANCHE, address(twin));
        bytes32 stakeId = _stake(5 ether);
        IQLHubTypes.MintEntry memory entry = _lastEntry();
        _deliver();

        assertNotEq(hub.stakeIdOf(AVALANCHE, address(twin), entry.item), stakeId);
        entry.peer = address(twin);
        assertTrue(_mint(entry).reason.length != 0);
        assertEq(qavax.totalSupply(), 0);
    }

    function test_Stakes_delivered_out_of_order_are_all_minted() public {
        IQLHubTypes.MintEntry[] memory entries = new IQLHubTypes.MintEntry[](5);
        for (uint256 i = 0; i < entries.length; i++) {
            _stake(1 ether + i);
            entries[i] = _lastEntry();
        }
        MerkleRoot memory root = don.commit(avalanche, ethereum);
        for (uint64 sequence = root.maxSeqNr; sequence >= root.minSeqNr; sequence--) {
            don.execute(avalanche, ethereum, sequence);
        }

        IQLHubTypes.MintOutcome[] memory outcomes = hub.executeMints(entries);

        for (uint256 i = 0; i < outcomes.length; i++) {
            assertEq(outcomes[i].shares, 1 ether + i);
        }
        assertEq(hub.totalBacking(address(qavax)), satellite.locked(NATIVE));
    }

    function test_A_cursed_lane_takes_no_stake_and_holds_what_is_under_way() public {
        bytes32 stakeId = _stake(5 ether);
        don.commit(avalanche, ethereum);
        avalanche.curseLane(ETHEREUM);
        ethereum.curseLane(AVALANCHE);

        vm.expectRevert(abi.encodeWithSelector(IOffRamp.CursedByRMN.selector, ETHEREUM));
        satellite.quoteStake(alice, NATIVE, 1 ether, bob, address(0), NATIVE);
        hoax(alice);
        vm.expectRevert(abi.encodeWithSelector(IOffRamp.CursedByRMN.selector, ETHEREUM));
        satellite.stake{value: 2 ether}(NATIVE, 1 ether, bob, address(0), NATIVE, 1 ether);
        assertTrue(don.execute(avalanche, ethereum, FIRST_STAKE) == ExecutionState.Untouched);

        ethereum.uncurseLane(AVALANCHE);
        assertTrue(don.execute(avalanche, ethereum, FIRST_STAKE) == ExecutionState.Success);
        assertEq(_rootOf(stakeId).total, 5 ether);
        assertEq(satellite.locked(NATIVE), 5 ether);
    }

    function test_Delivery_takes_less_gas_than_it_is_given() public {
        _stake(5 ether);
        _deliver();

        (,, uint256 gasUsed) = _lastExecution();

        assertLt(gasUsed, satellite.deliveryGas() * 9 / 10);
    }

    function _failure() private returns (bytes memory returnData) {
        (, returnData,) = _lastExecution();
    }

    function _lastExecution() private returns (ExecutionState state, bytes memory returnData, uint256 gasUsed) {
        Vm.Log memory log = journal.last(address(ethereum.offRamp()), IOffRamp.ExecutionStateChanged.selector);
        (, state, returnData, gasUsed) = abi.decode(log.data, (bytes32, ExecutionState, bytes, uint256));
    }
}
