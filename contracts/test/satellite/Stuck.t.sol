// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLEndpoint} from "../../src/interfaces/IQLEndpoint.sol";
import {IQLOutbox} from "../../src/interfaces/IQLOutbox.sol";
import {IQLSatellitePayouts} from "../../src/interfaces/IQLSatellitePayouts.sol";
import {IQLSatelliteTypes} from "../../src/interfaces/IQLSatelliteTypes.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {ISatellite} from "../lib/ISatellite.sol";
import {Satellites} from "./Satellites.sol";

/// @notice markStuck and abandon.
contract StuckTest is Satellites {
    address private immutable _anybody = makeAddr("anybody");

    function test_A_batch_that_cannot_be_sent_for_7_days_is_given_up_and_repaid() public {
        (QLMessages.Item[] memory items, bytes32[] memory leaves) = _queueMany(3);
        uint256 fees = satellite.waitingFees(NATIVE);
        avalanche.curseLane(ETHEREUM);
        vm.expectEmit(address(satellite));
        emit IQLSatelliteTypes.BatchStuck(_batch(), 0, uint64(block.timestamp + 7 days));
        _mark();
        skip(7 days);
        bytes32 root = satellite.openBatch(_batch()).root;
        vm.expectEmit(address(satellite));
        emit IQLSatelliteTypes.BatchAbandoned(_batch(), root, 3, 6e15);
        assertEq(_abandon(), root);

        assertEq(_anybody.balance, 1 ether, "what was offered returns");
        assertEq(satellite.batchFees(), fees);
        assertEq(satellite.batchFeesOf(ETHEREUM, address(hub), NATIVE).carried, fees, "they help the next batch");
        assertEq(satellite.pendingOf(ETHEREUM, address(hub)), 0);
        assertFalse(satellite.isStake(root));
        for (uint256 i; i < 3; ++i) {
            satellite.repay(_sentEntry(root, items[i], leaves));
        }
        assertEq(alice.balance, 6e15);
        assertEq(satellite.locked(NATIVE), 0);
    }

    function test_It_is_never_sent_afterwards() public {
        _queueNative(1 ether);
        _giveUp();
        avalanche.uncurseLane(ETHEREUM);
        vm.expectRevert(abi.encodeWithSelector(IQLOutbox.BatchEmpty.selector, _batch()));
        satellite.flush{value: 1 ether}(ETHEREUM, address(hub), NATIVE);
    }

    function test_A_batch_that_can_be_sent_is_neither_marked_nor_given_up() public {
        _queueNative(1 ether);
        bytes memory refusal = abi.encodeWithSelector(IQLSatelliteTypes.BatchSendable.selector, _batch());
        vm.expectRevert(refusal);
        _mark();
        avalanche.curseLane(ETHEREUM);
        _mark();
        avalanche.uncurseLane(ETHEREUM);
        skip(7 days);
        vm.expectRevert(refusal);
        _abandon();
        assertEq(satellite.openBatch(_batch()).count, 1, "the attempt is undone");
    }

    function test_It_takes_7_days_and_a_mark() public {
        _queueNative(1 ether);
        avalanche.curseLane(ETHEREUM);
        _expectNotLongEnough(0);
        _mark();
        uint64 from = uint64(block.timestamp + 7 days);
        assertEq(satellite.abandonableAt(ETHEREUM, address(hub), NATIVE), from);
        skip(7 days - 1);
        _mark();
        assertEq(satellite.abandonableAt(ETHEREUM, address(hub), NATIVE), from, "a second mark moves nothing");
        _expectNotLongEnough(from);
    }

    function test_A_flush_clears_the_mark() public {
        _queueNative(1 ether);
        avalanche.curseLane(ETHEREUM);
        _mark();
        avalanche.uncurseLane(ETHEREUM);
        _flush();
        _queueNative(1 ether);
        skip(7 days);
        avalanche.curseLane(ETHEREUM);
        _expectNotLongEnough(0);
    }

    function test_A_batch_after_a_flushed_one_is_marked_anew() public {
        test_A_flush_clears_the_mark();
        _mark();
        assertEq(satellite.abandonableAt(ETHEREUM, address(hub), NATIVE), block.timestamp + 7 days);
        skip(7 days);
        _abandon();
        assertEq(satellite.openBatch(_batch()).count, 0);
    }

    /// @dev In its constructor a contract has no code yet; a delegated account (EIP-7702) has some.
    function test_Neither_a_contract_in_the_making_nor_a_delegated_account_marks() public {
        _queueNative(1 ether);
        avalanche.curseLane(ETHEREUM);
        vm.deal(address(this), 1 ether);
        address next = vm.computeCreateAddress(address(this), vm.getNonce(address(this)));
        vm.expectRevert(abi.encodeWithSelector(IQLSatelliteTypes.OnlyDirectly.selector, next));
        new EarlyMarker{value: 1 ether}(satellite, ETHEREUM, address(hub));
        vm.etch(_anybody, abi.encodePacked(hex"ef0100", address(satellite)));
        vm.expectRevert(abi.encodeWithSelector(IQLSatelliteTypes.OnlyDirectly.selector, _anybody));
        _mark();
    }

    function test_Too_little_pay_or_gas_proves_nothing() public {
        _queueNative(1 ether);
        (, uint256 toPay) = satellite.quoteFlush(ETHEREUM, address(hub), NATIVE);
        vm.deal(_anybody, 1 ether);
        vm.startPrank(_anybody, _anybody);
        vm.expectRevert(abi.encodeWithSelector(IQLEndpoint.ValueTooLow.selector, toPay - 1, toPay));
        satellite.markStuck{value: toPay - 1}(ETHEREUM, address(hub), NATIVE);
        (bool ok, bytes memory why) = address(satellite).call{value: 1 ether, gas: 1_500_000}(
            abi.encodeCall(satellite.markStuck, (ETHEREUM, address(hub), NATIVE))
        );
        assertFalse(ok);
        assertEq(bytes4(why), IQLSatelliteTypes.GasTooLow.selector);
    }

    function test_A_contract_cannot_mark_from_within_another_message() public {
        _queueNative(1 ether);
        avalanche.curseLane(ETHEREUM);
        Marker marker = new Marker();
        vm.deal(address(marker), 1 ether);
        vm.expectRevert(abi.encodeWithSelector(IQLSatelliteTypes.OnlyDirectly.selector, address(marker)));
        marker.mark(satellite, ETHEREUM, address(hub));
    }

    function test_An_empty_batch_is_not_stuck() public {
        avalanche.curseLane(ETHEREUM);
        vm.expectRevert(abi.encodeWithSelector(IQLOutbox.BatchEmpty.selector, _batch()));
        _mark();
    }

    function test_A_sent_root_is_not_repaid() public {
        (bytes32 stakeId, QLMessages.Item memory item) = _queueNative(1 ether);
        _flush();
        vm.expectRevert(abi.encodeWithSelector(IQLSatellitePayouts.RootNotReturnable.selector, stakeId));
        satellite.repay(_sentEntry(stakeId, item));
    }

    function _giveUp() private {
        avalanche.curseLane(ETHEREUM);
        _mark();
        skip(7 days);
        _abandon();
    }

    function _mark() private {
        vm.deal(_anybody, 1 ether);
        vm.prank(_anybody, _anybody);
        satellite.markStuck{value: 1 ether}(ETHEREUM, address(hub), NATIVE);
    }

    function _abandon() private returns (bytes32) {
        vm.deal(_anybody, 1 ether);
        vm.prank(_anybody, _anybody);
        return satellite.abandon{value: 1 ether}(ETHEREUM, address(hub), NATIVE);
    }

    function _expectNotLongEnough(uint64 from) private {
        vm.expectRevert(abi.encodeWithSelector(IQLSatelliteTypes.BatchNotStuckLongEnough.selector, _batch(), from));
        _abandon();
    }
}

/// @dev What a token pool of an attacker could do while CCIP sends a message of his.
contract Marker {
    function mark(ISatellite satellite, uint64 selector, address hub) external {
        satellite.markStuck{value: 1 ether}(selector, hub, address(0));
    }
}

/// @dev As `Marker`, before it has code.
contract EarlyMarker {
    constructor(ISatellite satellite, uint64 selector, address hub) payable {
        satellite.markStuck{value: 1 ether}(selector, hub, address(0));
    }
}
