// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLInbox} from "../../src/endpoint/QLInbox.sol";
import {QLSender} from "../../src/endpoint/QLSender.sol";
import {IQLEndpoint} from "../../src/interfaces/IQLEndpoint.sol";
import {IQLInbox} from "../../src/interfaces/IQLInbox.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {LayeredTree} from "./LayeredTree.sol";
import {Test} from "forge-std/Test.sol";

contract InboxTest is Test {
    uint64 private constant SELECTOR = 7;
    address private constant PEER = address(0xBEEF);
    address private constant ASSET = address(0xA55E7);
    QLMessages.Kind private constant KIND = QLMessages.Kind.Release;

    Inbox private inbox = new Inbox();

    function test_A_root_is_recorded_once() public {
        vm.expectEmit(address(inbox));
        emit IQLInbox.RootReceived("id", "root", SELECTOR, PEER, KIND, ASSET, 3, 9);
        assertEq(inbox.record(SELECTOR, PEER, QLMessages.Message(KIND, ASSET, 3, 9, "root")), "");
        assertEq(
            inbox.record(SELECTOR, PEER, QLMessages.Message(KIND, ASSET, 3, 99, "root")),
            abi.encodeWithSelector(IQLEndpoint.RootAlreadyReceived.selector, bytes32("root"))
        );
        IQLInbox.ReceivedRoot memory known = inbox.rootOf(SELECTOR, PEER, KIND, "root");
        assertEq(abi.encode(known), abi.encode(ASSET, block.timestamp, 3, 9, 0));
        assertEq(inbox.openRoots(), 1);
    }

    function test_Kinds_are_apart() public {
        (QLMessages.Item[] memory items, bytes32[] memory leaves, bytes32 root) = _arrive(3, 6);
        bytes32[] memory proof = LayeredTree.proof(leaves, 1);
        (, bytes memory refusal) = inbox.consume(QLMessages.Kind.Refund, SELECTOR, PEER, root, items[1], proof);
        assertEq(refusal, abi.encodeWithSelector(IQLInbox.RootUnknown.selector, root));
    }

    function testFuzz_Every_leaf_is_consumed_once_and_the_last_closes_the_root(uint256 count) public {
        count = bound(count, 1, 40);
        (QLMessages.Item[] memory items, bytes32[] memory leaves, bytes32 root) = _arrive(count, _sum(count));
        for (uint256 i; i < count; ++i) {
            assertEq(inbox.openRoots(), 1);
            assertFalse(inbox.isConsumed(SELECTOR, PEER, KIND, root, uint32(i)));
            assertEq(_consume(root, items[i], LayeredTree.proof(leaves, i)), "");
            assertTrue(inbox.isConsumed(SELECTOR, PEER, KIND, root, uint32(i)));
            assertEq(
                _consume(root, items[i], LayeredTree.proof(leaves, i)),
                abi.encodeWithSelector(IQLInbox.LeafConsumed.selector, leaves[i])
            );
        }
        assertEq(inbox.openRoots(), 0);
    }

    function test_A_root_over_one_leaf_may_come_as_a_root() public {
        (QLMessages.Item[] memory items, bytes32[] memory leaves, bytes32 root) = _arrive(1, 1);
        assertEq(root, leaves[0]);
        assertEq(_consume(root, items[0], new bytes32[](0)), "");
    }

    function test_Nothing_above_the_total_and_nothing_of_nothing() public {
        (QLMessages.Item[] memory items, bytes32[] memory leaves, bytes32 root) = _arrive(3, 4);
        assertEq(_consume(root, items[2], LayeredTree.proof(leaves, 2)), "");
        assertEq(
            _consume(root, items[1], LayeredTree.proof(leaves, 1)),
            abi.encodeWithSelector(IQLInbox.RootTotalExceeded.selector, 2, 1)
        );
        items[0].amount = 0;
        bytes32 empty = QLMessages.leafOf(KIND, inbox.lane(SELECTOR, PEER), items[0]);
        inbox.record(SELECTOR, PEER, QLMessages.Message(KIND, ASSET, 1, 5, empty));
        assertEq(
            _consume(empty, items[0], new bytes32[](0)),
            abi.encodeWithSelector(IQLInbox.RootTotalExceeded.selector, 0, 5)
        );
    }

    function testFuzz_Consuming_never_reverts(
        QLMessages.Item memory item,
        bytes32[] memory proof,
        bytes32 root,
        uint8 kind
    ) public {
        _arrive(5, 15);
        kind = uint8(bound(kind, 0, 5));
        (, bytes memory refusal) = inbox.consume(QLMessages.Kind(kind), SELECTOR, PEER, root, item, proof);
        assertGt(refusal.length, 0);
    }

    function testFuzz_Not_even_where_the_leaf_proves_any_amount(QLMessages.Item memory item, uint128 total) public {
        bytes32 leaf = QLMessages.leafOf(KIND, inbox.lane(SELECTOR, PEER), item);
        inbox.record(SELECTOR, PEER, QLMessages.Message(KIND, item.asset, 1, bound(total, 1, type(uint128).max), leaf));
        bytes memory refusal = _consume(leaf, item, new bytes32[](0));
        bool whole = item.index == 0 && item.amount != 0 && item.amount <= bound(total, 1, type(uint128).max);
        assertEq(refusal.length == 0, whole);
    }

    function test_A_root_given_up_is_never_recorded() public {
        inbox.giveUp(SELECTOR, PEER, KIND, "lost");
        assertEq(
            inbox.record(SELECTOR, PEER, QLMessages.Message(KIND, ASSET, 3, 9, "lost")),
            abi.encodeWithSelector(IQLInbox.RootVoided.selector, bytes32("lost"))
        );
        assertEq(inbox.rootOf(SELECTOR, PEER, KIND, "lost").receivedAt, 0);
        assertEq(inbox.openRoots(), 0);
    }

    function test_A_root_that_arrived_cannot_be_given_up() public {
        inbox.record(SELECTOR, PEER, QLMessages.Message(KIND, ASSET, 3, 9, "here"));
        vm.expectRevert(abi.encodeWithSelector(IQLEndpoint.RootAlreadyReceived.selector, bytes32("here")));
        inbox.giveUp(SELECTOR, PEER, KIND, "here");
    }

    function _sum(uint256 count) private pure returns (uint256) {
        return count * (count + 1) / 2;
    }

    function _arrive(uint256 count, uint256 total)
        private
        returns (QLMessages.Item[] memory items, bytes32[] memory leaves, bytes32 root)
    {
        items = new QLMessages.Item[](count);
        leaves = new bytes32[](count);
        for (uint256 i; i < count; ++i) {
            items[i] = QLMessages.Item(ASSET, i + 1, address(1), address(2), uint64(i), uint32(i));
            leaves[i] = QLMessages.leafOf(KIND, inbox.lane(SELECTOR, PEER), items[i]);
        }
        root = LayeredTree.root(leaves);
        inbox.record(SELECTOR, PEER, QLMessages.Message(KIND, ASSET, uint32(count), total, root));
    }

    function _consume(bytes32 root, QLMessages.Item memory item, bytes32[] memory proof)
        private
        returns (bytes memory refusal)
    {
        (, refusal) = inbox.consume(KIND, SELECTOR, PEER, root, item, proof);
    }
}

contract Inbox is QLInbox {
    uint256 public openRoots;

    constructor() QLSender(address(1), address(2), 3) {}

    function record(uint64 selector, address peer, QLMessages.Message memory content) external returns (bytes memory) {
        return _recordRoot("id", selector, peer, content);
    }

    function consume(
        QLMessages.Kind kind,
        uint64 selector,
        address peer,
        bytes32 root,
        QLMessages.Item calldata item,
        bytes32[] calldata proof
    ) external returns (bytes32, bytes memory) {
        return _consume(kind, selector, peer, root, item, proof);
    }

    function giveUp(uint64 selector, address peer, QLMessages.Kind kind, bytes32 root) external {
        _markVoid(QLMessages.rootKey(selector, peer, kind, root), root);
    }

    function writeOff(uint64 selector, address peer, QLMessages.Kind kind, bytes32 root) external {
        _writeOff(selector, peer, kind, root);
    }

    function isConsumed(uint64 selector, address peer, QLMessages.Kind kind, bytes32 root, uint32 index)
        external
        view
        returns (bool)
    {
        return _isConsumed(QLMessages.rootKey(selector, peer, kind, root), index);
    }

    function lane(uint64 selector, address peer) external view returns (QLMessages.Lane memory) {
        return _inbound(selector, peer);
    }

    function _rootOpened(uint64, address) internal override {
        ++openRoots;
    }

    function _rootClosed(uint64, address) internal override {
        --openRoots;
    }

    function _isPeer(uint64, address) internal pure override returns (bool) {
        return true;
    }

    function _record(bytes32 messageId, uint64 selector, address peer, QLMessages.Message memory content)
        internal
        override
        returns (bytes memory)
    {
        return _recordRoot(messageId, selector, peer, content);
    }
}
