// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLSatellitePayouts} from "../../src/interfaces/IQLSatellitePayouts.sol";
import {QLBucket} from "../../src/libraries/QLBucket.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {LayeredTree} from "../lib/LayeredTree.sol";
import {TwoChains} from "../lib/TwoChains.sol";
import {Client} from "@chainlink/contracts-ccip/contracts/libraries/Client.sol";

/// @notice What the satellite's tests share: queued leaves, roots that arrive from the hub, entries with their proofs.
abstract contract Satellites is TwoChains {
    uint256 internal constant SHARE = 0.001 ether;

    address private _router;

    function setUp() public virtual override {
        super.setUp();
        _router = address(avalanche.router());
        vm.prank(config);
        satellite.setBatchShare(SHARE);
    }

    /// @notice Alice queues natively for Bob and pays exactly the quote.
    function _queueNative(uint256 amount) internal returns (bytes32 stakeId, QLMessages.Item memory item) {
        uint256 fee = satellite.quoteQueue(NATIVE, amount).total;
        uint32 index = satellite.openBatch(_batch()).count;
        item = QLMessages.Item(NATIVE, amount, bob, alice, satellite.nextNonce(), index);
        vm.deal(alice, amount + fee);
        vm.prank(alice);
        stakeId = satellite.queue{value: amount + fee}(NATIVE, amount, bob, alice, fee);
    }

    function _queueMany(uint256 count) internal returns (QLMessages.Item[] memory items, bytes32[] memory leaves) {
        (items, leaves) = (new QLMessages.Item[](count), new bytes32[](count));
        for (uint256 i; i < count; ++i) {
            (leaves[i], items[i]) = _queueNative((i + 1) * 1e15);
        }
    }

    function _batch() internal view returns (bytes32) {
        return satellite.batchKey(QLMessages.Kind.Stake, ETHEREUM, address(hub), NATIVE);
    }

    function _flush() internal returns (bytes32 root) {
        root = satellite.openBatch(_batch()).root;
        hoax(makeAddr("flusher"), 1 ether);
        satellite.flush{value: 1 ether}(ETHEREUM, address(hub), NATIVE);
    }

    /// @notice Hands `data` to the satellite as CCIP's Router would after `sender` sent it.
    function _arriveAtSatellite(address sender, bytes memory data) internal {
        vm.prank(_router);
        satellite.ccipReceive(
            Client.Any2EVMMessage("id", ETHEREUM, abi.encode(sender), data, new Client.EVMTokenAmount[](0))
        );
    }

    function _inbound() internal view returns (QLMessages.Lane memory) {
        return QLMessages.Lane(ETHEREUM, address(hub), AVALANCHE, address(satellite));
    }

    /// @notice A root of one from the hub, arrived.
    function _arrived(QLMessages.Kind kind, QLMessages.Item memory item)
        internal
        returns (IQLSatellitePayouts.ReleaseEntry memory)
    {
        _arriveAtSatellite(address(hub), QLMessages.encodeItem(kind, item));
        bytes32 root = QLMessages.leafOf(kind, _inbound(), item);
        return IQLSatellitePayouts.ReleaseEntry(ETHEREUM, address(hub), root, item, new bytes32[](0));
    }

    /// @notice A release of `amount` to `receiver`, arrived.
    function _release(address asset, uint256 amount, address receiver, uint64 nonce)
        internal
        returns (IQLSatellitePayouts.ReleaseEntry memory)
    {
        return _arrived(QLMessages.Kind.Release, QLMessages.Item(asset, amount, receiver, receiver, nonce, 0));
    }

    /// @notice The refund of `item`, arrived.
    function _refundOf(QLMessages.Item memory item) internal returns (IQLSatellitePayouts.ReleaseEntry memory) {
        return _arrived(
            QLMessages.Kind.Refund,
            QLMessages.Item(item.asset, item.amount, item.refundTo, item.refundTo, item.nonce, 0)
        );
    }

    function _sentEntry(bytes32 root, QLMessages.Item memory item)
        internal
        pure
        returns (IQLSatellitePayouts.SentEntry memory)
    {
        return IQLSatellitePayouts.SentEntry(root, item, new bytes32[](0));
    }

    function _sentEntry(bytes32 root, QLMessages.Item memory item, bytes32[] memory leaves)
        internal
        pure
        returns (IQLSatellitePayouts.SentEntry memory)
    {
        return IQLSatellitePayouts.SentEntry(root, item, LayeredTree.proof(leaves, item.index));
    }

    function _leafOf(IQLSatellitePayouts.ReleaseEntry memory entry, QLMessages.Kind kind)
        internal
        view
        returns (bytes32)
    {
        return QLMessages.leafOf(kind, _inbound(), entry.item);
    }

    function _setPayoutLimits(uint128 capacity, uint128 refill) internal {
        vm.prank(config);
        satellite.setPayoutLimits(NATIVE, QLBucket.Limits(capacity, refill, type(uint32).max, type(uint32).max));
    }
}
