// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {Test} from "forge-std/Test.sol";

contract MessagesTest is Test {
    QLMessages.Lane private _lane = QLMessages.Lane(1, address(2), 3, address(4));

    function testFuzz_A_leaf_is_the_double_hash_of_all_its_fields(uint8 kind, QLMessages.Item memory item) public view {
        kind = uint8(bound(kind, 0, 5));
        bytes memory fields = bytes.concat(
            abi.encode(uint256(1), uint256(kind)),
            abi.encode(_lane.sourceSelector, _lane.source, _lane.destSelector, _lane.dest),
            abi.encode(item.asset, item.amount, item.receiver, item.refundTo, item.nonce, item.index)
        );
        assertEq(fields.length, 12 * 32, "twelve words: longer than any inner node");
        assertEq(QLMessages.leafOf(QLMessages.Kind(kind), _lane, item), keccak256(bytes.concat(keccak256(fields))));
    }

    function testFuzz_A_leaf_belongs_to_one_lane_and_kind(QLMessages.Item memory item, uint64 selector, address at)
        public
        view
    {
        vm.assume(selector != 1 && selector != 3 && at != address(2) && at != address(4));
        bytes32 leaf = QLMessages.leafOf(QLMessages.Kind.Stake, _lane, item);
        QLMessages.Lane[5] memory others = [
            QLMessages.Lane(selector, address(2), 3, address(4)),
            QLMessages.Lane(1, at, 3, address(4)),
            QLMessages.Lane(1, address(2), selector, address(4)),
            QLMessages.Lane(1, address(2), 3, at),
            QLMessages.Lane(3, address(4), 1, address(2))
        ];
        for (uint256 i; i < others.length; ++i) {
            assertNotEq(QLMessages.leafOf(QLMessages.Kind.Stake, others[i], item), leaf);
        }
        assertNotEq(QLMessages.leafOf(QLMessages.Kind.Release, _lane, item), leaf);
    }

    function testFuzz_An_item_in_the_clear_arrives_as_a_root_of_one(QLMessages.Item memory item, uint8 kind)
        public
        view
    {
        kind = uint8(bound(kind, 1, 4));
        item.amount = bound(item.amount, 1, type(uint128).max);
        item.index = 0;
        (bool ok, QLMessages.Message memory read) = this.decode(QLMessages.encodeItem(QLMessages.Kind(kind), item));

        assertTrue(ok);
        assertEq(uint8(read.kind), kind);
        assertEq(read.asset, item.asset);
        assertEq(read.count, 1);
        assertEq(read.total, item.amount);
        assertEq(read.root, QLMessages.leafOf(QLMessages.Kind(kind), _lane, item));
    }

    function testFuzz_A_root_arrives_as_it_was_sent(
        uint8 kind,
        address asset,
        uint32 count,
        uint128 total,
        bytes32 root
    ) public view {
        kind = uint8(bound(kind, 1, 4));
        count = uint32(bound(count, 1, QLMessages.MAX_LEAVES));
        total = uint128(bound(total, 1, type(uint128).max));
        (bool ok, QLMessages.Message memory read) =
            this.decode(QLMessages.encodeRoot(QLMessages.Kind(kind), asset, count, total, root));

        assertTrue(ok);
        assertEq(abi.encode(read), abi.encode(kind, asset, count, total, root));
    }

    function testFuzz_A_hello_arrives_with_its_challenge(bytes32 challenge) public view {
        (bool ok, QLMessages.Message memory read) = this.decode(QLMessages.encodeHello(challenge));

        assertTrue(ok);
        assertEq(abi.encode(read), abi.encode(0, 0, 0, 0, challenge));
    }

    function testFuzz_A_void_arrives_with_its_root(bytes32 root) public view {
        (bool ok, QLMessages.Message memory read) = this.decode(QLMessages.encodeVoid(root));

        assertTrue(ok);
        assertEq(abi.encode(read), abi.encode(5, 0, 0, 0, root));
    }

    function testFuzz_Reading_never_reverts(bytes calldata data) public view {
        (bool ok, QLMessages.Message memory read) = this.decode(data);
        if (!ok) assertEq(read.root, 0);
    }

    function testFuzz_Reading_words_never_reverts(uint256[8] memory words, bool long) public view {
        bytes memory data =
            long ? abi.encode(words) : abi.encode(words[0], words[1], words[2], words[3], words[4], words[5]);
        (bool ok, QLMessages.Message memory read) = this.decode(data);
        if (!ok) assertEq(abi.encode(read), abi.encode(0, 0, 0, 0, 0));
    }

    function test_A_payload_out_of_range_is_refused() public view {
        _refused("version", abi.encode(2, 1, 0, 2, 5, 9));
        _refused("version 0", abi.encode(0, 1, 0, 2, 5, 9));
        _refused("kind", abi.encode(1, 6, 0, 2, 5, 9));
        _refused("asset", abi.encode(1, 1, uint256(1) << 160, 2, 5, 9));
        _refused("count", abi.encode(1, 1, 0, QLMessages.MAX_LEAVES + 1, 5, 9));
        _refused("no leaves", abi.encode(1, 1, 0, 0, 5, 9));
        _refused("no total", abi.encode(1, 1, 0, 2, 0, 9));
        _refused("total", abi.encode(1, 1, 0, 2, uint256(1) << 128, 9));
        _refused("two with an item", abi.encode(1, 1, 0, 2, 5, 9, 9, 9));
        _refused("hello with leaves", abi.encode(1, 0, 0, 2, 5, 9));
        _refused("hello with a total", abi.encode(1, 0, 0, 0, 5, 9));
        _refused("hello with an item", abi.encode(1, 0, 0, 1, 5, 9, 9, 9));
        _refused("void with leaves", abi.encode(1, 5, 0, 2, 5, 9));
        _refused("void with a total", abi.encode(1, 5, 0, 0, 5, 9));
        _refused("receiver", abi.encode(1, 1, 0, 1, 5, uint256(1) << 160, 9, 9));
        _refused("refundTo", abi.encode(1, 1, 0, 1, 5, 9, uint256(1) << 160, 9));
        _refused("nonce", abi.encode(1, 1, 0, 1, 5, 9, 9, uint256(1) << 64));
        _refused("short", abi.encode(1, 1, 0, 2, 5));
        _refused("long", abi.encode(1, 1, 0, 2, 5, 9, 9, 9, 9));
        _refused("odd", bytes.concat(abi.encode(1, 1, 0, 2, 5, 9), hex"00"));
    }

    function testFuzz_A_root_key_tells_every_part_apart(uint64 selector, address peer, bytes32 root) public pure {
        bytes32 key = QLMessages.rootKey(selector, peer, QLMessages.Kind.Stake, root);
        unchecked {
            assertNotEq(QLMessages.rootKey(selector + 1, peer, QLMessages.Kind.Stake, root), key);
            assertNotEq(QLMessages.rootKey(selector, address(uint160(peer) + 1), QLMessages.Kind.Stake, root), key);
            assertNotEq(QLMessages.rootKey(selector, peer, QLMessages.Kind.Release, root), key);
            assertNotEq(QLMessages.rootKey(selector, peer, QLMessages.Kind.Stake, bytes32(uint256(root) + 1)), key);
        }
    }

    function _refused(string memory why, bytes memory data) private view {
        (bool ok,) = this.decode(data);
        assertFalse(ok, why);
    }

    function decode(bytes calldata data) external view returns (bool, QLMessages.Message memory) {
        return QLMessages.decode(data, _lane);
    }
}
