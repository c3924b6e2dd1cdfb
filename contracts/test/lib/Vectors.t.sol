// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLStakeHub} from "../../src/QLStakeHub.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {Json} from "./Json.sol";
import {LayeredTree} from "./LayeredTree.sol";
import {SignedVectors} from "./SignedVectors.sol";

/// @notice What other languages are held against: test/vectors/protocol.json. Set QLSTAKE_WRITE_VECTORS=true to write it anew.
contract VectorsTest is SignedVectors {
    string private constant FILE = "test/vectors/protocol.json";

    QLMessages.Lane private _lane = QLMessages.Lane({
        sourceSelector: 14767482510784806043,
        source: address(0x0a11CE0000000000000000000000000000000001),
        destSelector: 16015286601757825753,
        dest: address(HUB)
    });

    function setUp() public {
        vm.chainId(HUB_CHAIN);
        QLStakeHub hub = new QLStakeHub(address(1), address(2), _lane.destSelector);
        vm.etch(address(HUB), address(hub).code);
    }

    function test_The_vectors_are_those_in_the_file() public {
        string memory json = string.concat(_document(), "\n");
        if (vm.envOr("QLSTAKE_WRITE_VECTORS", false)) vm.writeFile(FILE, json);
        assertEq(
            keccak256(bytes(vm.readFile(FILE))), keccak256(bytes(json)), "stale: run with QLSTAKE_WRITE_VECTORS=true"
        );
    }

    /// @dev The i-th leaf of every tree.
    function _item(uint256 i) private pure returns (QLMessages.Item memory) {
        return QLMessages.Item({
            asset: address(0),
            amount: (i + 1) * 1e15,
            receiver: address(uint160(0x1000 + i)),
            refundTo: address(uint160(0x2000 + i)),
            nonce: uint64(i),
            index: uint32(i)
        });
    }

    function _document() private returns (string memory) {
        string[] memory parts = new string[](10);
        parts[0] = Json.field("version", QLMessages.VERSION);
        parts[1] = Json.raw("lane", _laneJson());
        parts[2] = Json.raw("leaves", _leaves());
        parts[3] = Json.raw("messages", _messages());
        parts[4] = Json.raw("rootKeys", _rootKeys());
        parts[5] = Json.raw("trees", _trees());
        parts[6] = Json.raw("approvals", _approvals());
        parts[7] = Json.raw("refundApprovals", _refundApprovals());
        parts[8] = Json.raw("heartbeats", _heartbeats());
        parts[9] = Json.raw("batchKeys", _batchKeys());
        return Json.object(parts);
    }

    function _laneJson() private view returns (string memory) {
        string[] memory fields = new string[](4);
        fields[0] = Json.field("sourceSelector", uint256(_lane.sourceSelector));
        fields[1] = Json.field("source", _lane.source);
        fields[2] = Json.field("destSelector", uint256(_lane.destSelector));
        fields[3] = Json.field("dest", _lane.dest);
        return Json.object(fields);
    }

    function _leaves() private view returns (string memory) {
        QLMessages.Item memory largest = QLMessages.Item({
            asset: address(type(uint160).max),
            amount: type(uint128).max,
            receiver: address(type(uint160).max),
            refundTo: address(type(uint160).max),
            nonce: type(uint64).max,
            index: uint32(QLMessages.MAX_LEAVES - 1)
        });
        string[] memory all = new string[](6);
        all[0] = _leafJson(QLMessages.Kind.Stake, _item(0));
        all[1] = _leafJson(QLMessages.Kind.Stake, _item(41));
        all[2] = _leafJson(QLMessages.Kind.Release, _item(0));
        all[3] = _leafJson(QLMessages.Kind.Rewards, _item(0));
        all[4] = _leafJson(QLMessages.Kind.Stake, largest);
        all[5] = _leafJson(QLMessages.Kind.Refund, _item(0));
        return Json.list(all);
    }

    function _leafJson(QLMessages.Kind kind, QLMessages.Item memory item) private view returns (string memory) {
        string[] memory fields = new string[](3);
        fields[0] = Json.field("kind", uint256(kind));
        fields[1] = Json.raw("item", _itemJson(item));
        fields[2] = Json.field("leaf", QLMessages.leafOf(kind, _lane, item));
        return Json.object(fields);
    }

    function _itemJson(QLMessages.Item memory item) private pure returns (string memory) {
        string[] memory fields = new string[](6);
        fields[0] = Json.field("asset", item.asset);
        fields[1] = Json.field("amount", item.amount);
        fields[2] = Json.field("receiver", item.receiver);
        fields[3] = Json.field("refundTo", item.refundTo);
        fields[4] = Json.field("nonce", uint256(item.nonce));
        fields[5] = Json.field("index", uint256(item.index));
        return Json.object(fields);
    }

    function _messages() private view returns (string memory) {
        bytes32 root = keccak256("root");
        string[] memory all = new string[](11);
        all[0] = _messageJson("hello", QLMessages.encodeHello(keccak256("challenge")));
        all[1] = _messageJson("one stake", QLMessages.encodeItem(QLMessages.Kind.Stake, _item(0)));
        all[2] = _messageJson("one release", QLMessages.encodeItem(QLMessages.Kind.Release, _item(0)));
        all[3] = _messageJson(
            "a root of 1000", QLMessages.encodeRoot(QLMessages.Kind.Stake, address(0xA55E7), 1000, 5e20, root)
        );
        all[4] =
            _messageJson("too many leaves", QLMessages.encodeRoot(QLMessages.Kind.Stake, address(0), 1025, 5e20, root));
        all[5] = _messageJson("another version", abi.encode(2, QLMessages.Kind.Stake, address(0), 2, 5e20, root));
        all[6] = _messageJson("an unknown kind", abi.encode(1, 6, address(0), 2, 5e20, root));
        all[7] = _messageJson("nothing", "");
        all[8] = _messageJson("a root of one", QLMessages.encodeRoot(QLMessages.Kind.Refund, address(0), 1, 5e18, root));
        all[9] = _messageJson("a void", QLMessages.encodeVoid(root));
        all[10] = _messageJson("a void with a leaf", abi.encode(1, QLMessages.Kind.Void, address(0), 1, 5e20, root));
        return Json.list(all);
    }

    function _messageJson(string memory name, bytes memory data) private view returns (string memory) {
        (bool ok, QLMessages.Message memory message) = this.decode(data);
        string[] memory fields = new string[](ok ? 8 : 3);
        fields[0] = Json.text("name", name);
        fields[1] = Json.field("data", data);
        fields[2] = Json.raw("ok", ok ? "true" : "false");
        if (!ok) return Json.object(fields);
        fields[3] = Json.field("kind", uint256(message.kind));
        fields[4] = Json.field("asset", message.asset);
        fields[5] = Json.field("count", uint256(message.count));
        fields[6] = Json.field("total", message.total);
        fields[7] = Json.field("root", message.root);
        return Json.object(fields);
    }

    function decode(bytes calldata data) external view returns (bool, QLMessages.Message memory) {
        return QLMessages.decode(data, _lane);
    }

    function _rootKeys() private view returns (string memory) {
        string[] memory all = new string[](4);
        for (uint256 i; i < all.length; ++i) {
            QLMessages.Kind kind = QLMessages.Kind(i + 1);
            bytes32 root = keccak256("root");
            string[] memory fields = new string[](5);
            fields[0] = Json.field("selector", uint256(_lane.sourceSelector));
            fields[1] = Json.field("peer", _lane.source);
            fields[2] = Json.field("kind", uint256(kind));
            fields[3] = Json.field("root", root);
            fields[4] = Json.field("key", QLMessages.rootKey(_lane.sourceSelector, _lane.source, kind, root));
            all[i] = Json.object(fields);
        }
        return Json.list(all);
    }

    function _trees() private view returns (string memory) {
        string[] memory all = new string[](7);
        uint16[7] memory counts = [1, 2, 3, 5, 7, 64, 1000];
        for (uint256 i; i < all.length; ++i) {
            all[i] = _treeJson(counts[i]);
        }
        return Json.list(all);
    }

    function _treeJson(uint256 count) private view returns (string memory) {
        bytes32[] memory leaves = new bytes32[](count);
        uint256 total;
        for (uint256 i; i < count; ++i) {
            leaves[i] = QLMessages.leafOf(QLMessages.Kind.Stake, _lane, _item(i));
            total += _item(i).amount;
        }
        uint256 step = count > 7 ? count / 7 : 1;
        uint256 samples = (count - 1) / step + 1;
        string[] memory proofs = new string[](samples + 1);
        for (uint256 i; i < samples; ++i) {
            proofs[i] = _proofJson(leaves, i * step);
        }
        proofs[samples] = _proofJson(leaves, count - 1);

        string[] memory fields = new string[](4);
        fields[0] = Json.field("count", count);
        fields[1] = Json.field("total", total);
        fields[2] = Json.field("root", LayeredTree.root(leaves));
        fields[3] = Json.raw("proofs", Json.list(proofs));
        return Json.object(fields);
    }

    function _proofJson(bytes32[] memory leaves, uint256 index) private pure returns (string memory) {
        string[] memory fields = new string[](3);
        fields[0] = Json.raw("item", _itemJson(_item(index)));
        fields[1] = Json.field("leaf", leaves[index]);
        fields[2] = Json.raw("proof", Json.list(LayeredTree.proof(leaves, index)));
        return Json.object(fields);
    }

    function _batchKeys() private view returns (string memory) {
        string[] memory all = new string[](2);
        for (uint256 i; i < all.length; ++i) {
            QLMessages.Kind kind = i == 0 ? QLMessages.Kind.Stake : QLMessages.Kind.Refund;
            address asset = i == 0 ? address(0) : address(0xA55E7);
            string[] memory fields = new string[](5);
            fields[0] = Json.field("kind", uint256(kind));
            fields[1] = Json.field("selector", uint256(_lane.sourceSelector));
            fields[2] = Json.field("peer", _lane.source);
            fields[3] = Json.field("asset", asset);
            fields[4] = Json.field("key", HUB.batchKey(kind, _lane.sourceSelector, _lane.source, asset));
            all[i] = Json.object(fields);
        }
        return Json.list(all);
    }
}
