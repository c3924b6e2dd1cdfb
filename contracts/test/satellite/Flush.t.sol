// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLEndpoint} from "../../src/interfaces/IQLEndpoint.sol";
import {IQLOutbox} from "../../src/interfaces/IQLOutbox.sol";
import {IQLPauses} from "../../src/interfaces/IQLPauses.sol";
import {IQLSatelliteTypes} from "../../src/interfaces/IQLSatelliteTypes.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {ExecutionState} from "../ccip/CcipTypes.sol";
import {LayeredTree} from "../lib/LayeredTree.sol";
import {Satellites} from "./Satellites.sol";

/// @notice flush and quoteFlush.
contract FlushTest is Satellites {
    function test_A_batch_crosses_and_every_leaf_is_minted() public {
        (QLMessages.Item[] memory items, bytes32[] memory leaves) = _queueMany(5);
        bytes32 root = _flush();
        assertTrue(don.deliver(avalanche, ethereum) == ExecutionState.Success);
        for (uint256 i; i < items.length; ++i) {
            assertEq(_mint(_entryIn(root, items[i], LayeredTree.proof(leaves, i))).reason, "");
        }
        assertEq(qavax.balanceOf(bob), satellite.locked(NATIVE));
        assertEq(satellite.pendingOf(ETHEREUM, address(hub)), 0);
        assertEq(
            abi.encode(satellite.sentRoot(root)),
            abi.encode(satellite.locked(NATIVE), block.timestamp, 5, 1, 1, ETHEREUM, hub)
        );
    }

    function test_A_batch_of_one_leaf_crosses_too() public {
        (bytes32 stakeId, QLMessages.Item memory item) = _queueNative(3 ether);
        assertEq(_flush(), stakeId);
        assertTrue(satellite.isStake(stakeId));
        assertTrue(don.deliver(avalanche, ethereum) == ExecutionState.Success);
        assertEq(_mint(_entryOf(item)).shares, 3 ether);
    }

    function testFuzz_The_flusher_pays_what_the_shares_lack_and_no_more(uint64 share, uint8 leaves, uint96 offered)
        public
    {
        leaves = uint8(bound(leaves, 1, 9));
        vm.prank(config);
        satellite.setBatchShare(share);
        _queueMany(leaves);
        (uint256 ccipFee, uint256 toPay) = satellite.quoteFlush(ETHEREUM, address(hub), NATIVE);
        uint256 own = uint256(share) * leaves;
        assertEq(toPay, own >= ccipFee ? 0 : ccipFee - own);
        offered = uint96(bound(offered, toPay, type(uint96).max));
        vm.deal(bob, offered);
        vm.prank(bob);
        satellite.flush{value: offered}(ETHEREUM, address(hub), NATIVE);

        assertEq(bob.balance, offered - toPay);
        assertEq(satellite.batchFees(), own + toPay - ccipFee);
        assertEq(satellite.batchFeesOf(ETHEREUM, address(hub), NATIVE).carried, own + toPay - ccipFee);
        assertEq(avalanche.wrappedNative().balanceOf(address(satellite)), satellite.floatBalance());
        assertEq(address(satellite).balance, satellite.locked(NATIVE) + satellite.batchFees());
    }

    function test_A_flusher_who_pays_too_little_is_told_how_much() public {
        _queueNative(1 ether);
        (, uint256 toPay) = satellite.quoteFlush(ETHEREUM, address(hub), NATIVE);
        vm.expectRevert(abi.encodeWithSelector(IQLEndpoint.ValueTooLow.selector, toPay - 1, toPay));
        satellite.flush{value: toPay - 1}(ETHEREUM, address(hub), NATIVE);
    }

    function test_One_cheap_leaf_cannot_drain_what_others_left() public {
        _leaveSurplus();
        uint256 carried = satellite.batchFees();
        vm.prank(config);
        satellite.setBatchShare(1e12);
        _queueNative(1);
        (uint256 ccipFee, uint256 toPay) = satellite.quoteFlush(ETHEREUM, address(hub), NATIVE);
        assertEq(toPay, ccipFee - 2e12, "its own share and as much again");
        _flush();
        assertEq(satellite.batchFees(), carried - 1e12);
    }

    function test_Surplus_pays_for_the_next_batch() public {
        _leaveSurplus();
        (uint256 ccipFee,) = _quoteOfOneLeaf();
        vm.prank(config);
        satellite.setBatchShare(ccipFee / 2 + 1);
        _flush();
        uint256 carried = satellite.batchFees();
        _queueNative(1);
        (, uint256 toPay) = satellite.quoteFlush(ETHEREUM, address(hub), NATIVE);
        assertEq(toPay, 0);
        satellite.flush(ETHEREUM, address(hub), NATIVE);
        assertEq(satellite.batchFees(), carried + ccipFee / 2 + 1 - ccipFee);
    }

    function test_Flushing_cannot_be_paused_and_goes_on_for_a_retiring_hub() public {
        _queueNative(1 ether);
        vm.startPrank(pauser);
        satellite.pause(IQLPauses.Scope.Stakes);
        satellite.pause(IQLPauses.Scope.Releases);
        vm.stopPrank();
        vm.prank(dao);
        satellite.retireHub(ETHEREUM, address(hub));
        _flush();
        assertTrue(don.deliver(avalanche, ethereum) == ExecutionState.Success);
    }

    function test_There_must_be_something_to_flush() public {
        bytes memory refusal = abi.encodeWithSelector(IQLOutbox.BatchEmpty.selector, _batch());
        vm.expectRevert(refusal);
        satellite.flush{value: 1 ether}(ETHEREUM, address(hub), NATIVE);
        vm.expectRevert(refusal);
        satellite.quoteFlush(ETHEREUM, address(hub), NATIVE);
    }

    function test_A_batch_is_sent_once() public {
        _queueNative(1 ether);
        _flush();
        vm.expectRevert(abi.encodeWithSelector(IQLOutbox.BatchEmpty.selector, _batch()));
        satellite.flush{value: 1 ether}(ETHEREUM, address(hub), NATIVE);
    }

    function test_Without_a_float_the_offer_is_wrapped_first() public {
        vm.prank(dao);
        satellite.withdrawFloat(dao, 1 ether);
        _queueNative(1 ether);
        _flush();
        assertEq(avalanche.wrappedNative().balanceOf(address(satellite)), 0);
        assertEq(address(satellite).balance, 1 ether + satellite.batchFees());
    }

    function test_Only_the_satellite_attempts() public {
        vm.expectRevert(abi.encodeWithSelector(IQLSatelliteTypes.OnlyDirectly.selector, address(this)));
        satellite.attemptFlush(ETHEREUM, address(hub), NATIVE, 0);
    }

    /// @dev Four leaves that each bring more than the whole fee.
    function _leaveSurplus() private {
        vm.prank(config);
        satellite.setBatchShare(0.1 ether);
        _queueMany(4);
        _flush();
        assertGt(satellite.batchFees(), 0.3 ether);
    }

    function _quoteOfOneLeaf() private returns (uint256, uint256) {
        _queueNative(1);
        return satellite.quoteFlush(ETHEREUM, address(hub), NATIVE);
    }
}
