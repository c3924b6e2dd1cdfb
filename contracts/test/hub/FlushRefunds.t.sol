// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLEndpoint} from "../../src/interfaces/IQLEndpoint.sol";
import {IQLOutbox} from "../../src/interfaces/IQLOutbox.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {Leaves} from "../lib/Leaves.sol";
import {Vm} from "forge-std/Vm.sol";

contract FlushRefundsTest is Leaves {
    function test_One_message_carries_all_that_waits() public {
        _refund(3);
        IQLOutbox.Batch memory open = hub.openBatch(_key());
        assertEq(open.count, 3);
        assertEq(open.total, 6 ether);

        vm.deal(alice, 1 ether);
        vm.prank(alice);
        vm.recordLogs();
        (bytes32 root, bytes32 messageId) = hub.flushRefunds{value: 1 ether}(AVALANCHE, address(satellite), NATIVE);
        assertEq(root, open.root);
        _assertSent(messageId, root);
        assertGt(alice.balance, 0.9 ether, "the excess returns");
        assertEq(address(hub).balance, 0);
        assertEq(hub.openBatch(_key()).count, 0);
        assertEq(hub.openBatch(_key()).generation, 1);
        assertEq(hub.peerOf(AVALANCHE, address(satellite)).queuedRefunds, 0);
    }

    function test_Nothing_to_send_is_refused() public {
        vm.expectRevert(abi.encodeWithSelector(IQLOutbox.BatchEmpty.selector, _key()));
        hub.flushRefunds(AVALANCHE, address(satellite), NATIVE);
    }

    function test_Too_little_value_leaves_the_batch_open() public {
        _refund(2);
        vm.expectPartialRevert(IQLEndpoint.ValueTooLow.selector);
        hub.flushRefunds(AVALANCHE, address(satellite), NATIVE);
        assertEq(hub.openBatch(_key()).count, 2);
        assertEq(hub.peerOf(AVALANCHE, address(satellite)).queuedRefunds, 2);
    }

    function _assertSent(bytes32 messageId, bytes32 root) private {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        uint256 found;
        for (uint256 i; i < logs.length; ++i) {
            if (logs[i].topics[0] != IQLEndpoint.RootSent.selector) continue;
            ++found;
            assertEq(logs[i].topics[1], messageId);
            assertEq(logs[i].topics[2], root);
            assertEq(
                logs[i].data, abi.encode(QLMessages.Kind.Refund, NATIVE, 3, 6 ether, AVALANCHE, address(satellite))
            );
        }
        assertEq(found, 1);
    }

    function _refund(uint64 count) private {
        for (uint64 i; i < count; ++i) {
            hub.refund(_forRefund(_arriveStake((i + 1) * 1 ether, i)));
        }
    }

    function _key() private view returns (bytes32) {
        return hub.batchKey(QLMessages.Kind.Refund, AVALANCHE, address(satellite), NATIVE);
    }
}
