// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLOutbox} from "../../src/endpoint/QLOutbox.sol";
import {QLSender} from "../../src/endpoint/QLSender.sol";
import {IQLOutbox} from "../../src/interfaces/IQLOutbox.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {LayeredTree} from "./LayeredTree.sol";
import {Test} from "forge-std/Test.sol";
import {Vm} from "forge-std/Vm.sol";

contract OutboxTest is Test {
    uint64 private constant SELECTOR = 7;
    address private constant PEER = address(0xBEEF);
    QLMessages.Kind private constant KIND = QLMessages.Kind.Refund;

    Outbox private outbox = new Outbox();
    bytes32 private key = outbox.batchKey(KIND, SELECTOR, PEER, address(0));

    function test_A_leaf_opens_a_batch_and_closing_ends_it() public {
        _push(5);
        IQLOutbox.Batch memory open = outbox.openBatch(key);
        bytes32 leaf = _leaf(_item(0, 5));
        assertEq(abi.encode(open), abi.encode(0, 1, block.timestamp, 5, leaf));

        (bytes32 root, uint32 count, uint256 total) = outbox.close(key);
        assertEq(abi.encode(root, count, total), abi.encode(leaf, 1, 5));
        assertEq(abi.encode(outbox.openBatch(key)), abi.encode(1, 0, 0, 0, 0));
    }

    function test_The_event_says_all_of_a_leaf() public {
        _push(5);
        QLMessages.Item memory item = _item(1, 6);
        vm.expectEmit(address(outbox));
        emit IQLOutbox.LeafQueued(_leaf(item), key, 0, KIND, SELECTOR, PEER, item);
        _push(6);
    }

    function test_Nothing_is_nothing_to_close() public {
        vm.expectRevert(abi.encodeWithSelector(IQLOutbox.BatchEmpty.selector, key));
        outbox.close(key);
        _push(1);
        outbox.close(key);
        vm.expectRevert(abi.encodeWithSelector(IQLOutbox.BatchEmpty.selector, key));
        outbox.close(key);
    }

    /// forge-config: default.fuzz.runs = 64
    function testFuzz_The_root_is_that_of_the_events_whatever_was_sent_before(uint8 first, uint8 second) public {
        _assertRoot(bound(first, 1, 200));
        _assertRoot(bound(second, 1, 200));
    }

    function test_A_batch_holds_1024_leaves_and_no_more() public {
        for (uint256 i; i < QLMessages.MAX_LEAVES; ++i) {
            _push(1);
        }
        vm.expectRevert(abi.encodeWithSelector(IQLOutbox.BatchFull.selector, key));
        _push(1);
        (, uint32 count, uint256 total) = outbox.close(key);
        assertEq(count, 1024);
        assertEq(total, 1024);
        _push(1);
    }

    function test_A_batch_never_outgrows_what_a_message_can_say() public {
        _push(type(uint128).max);
        vm.expectRevert(abi.encodeWithSelector(IQLOutbox.BatchFull.selector, key));
        _push(1);
    }

    function test_Each_kind_peer_and_asset_has_a_batch_of_its_own() public {
        _push(1);
        outbox.queue(QLMessages.Kind.Stake, SELECTOR, PEER, _item(0, 2));
        outbox.queue(KIND, SELECTOR + 1, PEER, _item(0, 3));
        outbox.queue(KIND, SELECTOR, address(1), _item(0, 4));
        QLMessages.Item memory other = _item(0, 5);
        other.asset = address(9);
        outbox.queue(KIND, SELECTOR, PEER, other);
        assertEq(outbox.openBatch(key).total, 1);
    }

    function test_A_push_writes_two_slots() public {
        for (uint256 i; i < 64; ++i) {
            vm.record();
            _push(1);
            (, bytes32[] memory writes) = vm.accesses(address(outbox));
            assertEq(_distinct(writes), 2, "the batch's own and one node");
        }
    }

    function _distinct(bytes32[] memory slots) private pure returns (uint256 count) {
        for (uint256 i; i < slots.length; ++i) {
            bool first = true;
            for (uint256 j; j < i && first; ++j) {
                first = slots[j] != slots[i];
            }
            if (first) ++count;
        }
    }

    function _assertRoot(uint256 count) private {
        vm.recordLogs();
        uint256 sum;
        for (uint256 i; i < count; ++i) {
            _push(i + 1);
            sum += i + 1;
        }
        Vm.Log[] memory logs = vm.getRecordedLogs();
        bytes32[] memory leaves = new bytes32[](count);
        for (uint256 i; i < count; ++i) {
            leaves[i] = logs[i].topics[1];
        }
        (bytes32 root, uint32 closed, uint256 total) = outbox.close(key);
        assertEq(root, LayeredTree.root(leaves));
        assertEq(closed, count);
        assertEq(total, sum);
    }

    function _push(uint256 amount) private {
        outbox.queue(KIND, SELECTOR, PEER, _item(77, amount));
    }

    function _item(uint32 index, uint256 amount) private pure returns (QLMessages.Item memory) {
        return QLMessages.Item(address(0), amount, address(1), address(2), 3, index);
    }

    function _leaf(QLMessages.Item memory item) private view returns (bytes32) {
        return QLMessages.leafOf(KIND, QLMessages.Lane(3, address(outbox), SELECTOR, PEER), item);
    }
}

contract Outbox is QLOutbox {
    constructor() QLSender(address(1), address(2), 3) {}

    function queue(QLMessages.Kind kind, uint64 selector, address peer, QLMessages.Item memory item) external {
        _queue(kind, selector, peer, item);
    }

    function close(bytes32 key) external returns (bytes32, uint32, uint256) {
        return _close(key);
    }
}
