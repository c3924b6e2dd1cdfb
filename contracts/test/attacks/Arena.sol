// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLSatellitePayouts} from "../../src/interfaces/IQLSatellitePayouts.sol";
import {QLBucket} from "../../src/libraries/QLBucket.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {Leaves} from "../lib/Leaves.sol";
import {Client} from "@chainlink/contracts-ccip/contracts/libraries/Client.sol";

/// @notice What an attack starts from: stakes locked for real, and a CCIP that delivers whatever the attacker likes.
abstract contract Arena is Leaves {
    address internal immutable mallory = makeAddr("mallory");

    /// @notice Hands `data` to the satellite as if the hub had sent it.
    function _arriveAtSatellite(bytes memory data) internal {
        _arriveFrom(ETHEREUM, abi.encode(hub), data);
    }

    function _arriveFrom(uint64 selector, bytes memory sender, bytes memory data) internal {
        vm.prank(address(avalanche.router()));
        satellite.ccipReceive(
            Client.Any2EVMMessage(keccak256(data), selector, sender, data, new Client.EVMTokenAmount[](0))
        );
    }

    function _backLane() internal view returns (QLMessages.Lane memory) {
        return QLMessages.Lane(ETHEREUM, address(hub), AVALANCHE, address(satellite));
    }

    function _leafBack(QLMessages.Kind kind, QLMessages.Item memory item) internal view returns (bytes32) {
        return QLMessages.leafOf(kind, _backLane(), item);
    }

    /// @notice A redemption of `amount` for `receiver` arrives at the satellite.
    function _arriveRelease(address asset, uint256 amount, address receiver, uint64 nonce)
        internal
        returns (IQLSatellitePayouts.ReleaseEntry memory)
    {
        QLMessages.Item memory item = QLMessages.Item(asset, amount, receiver, receiver, nonce, 0);
        _arriveAtSatellite(QLMessages.encodeItem(QLMessages.Kind.Release, item));
        return _entryBack(_leafBack(QLMessages.Kind.Release, item), item, new bytes32[](0));
    }

    /// @notice The refund of a stake, to be shown with the stake it gives back.
    function _arriveRefund(QLMessages.Item memory stake) internal returns (IQLSatellitePayouts.ReleaseEntry memory) {
        QLMessages.Item memory item = stake;
        item = QLMessages.Item(stake.asset, stake.amount, stake.refundTo, stake.refundTo, stake.nonce, 0);
        _arriveAtSatellite(QLMessages.encodeItem(QLMessages.Kind.Refund, item));
        return _entryBack(_leafBack(QLMessages.Kind.Refund, item), item, new bytes32[](0));
    }

    function _entryBack(bytes32 root, QLMessages.Item memory item, bytes32[] memory proof)
        internal
        view
        returns (IQLSatellitePayouts.ReleaseEntry memory)
    {
        return IQLSatellitePayouts.ReleaseEntry(ETHEREUM, address(hub), root, item, proof);
    }

    /// @notice A direct stake as it left.
    function _sentEntry(QLMessages.Item memory item) internal view returns (IQLSatellitePayouts.SentEntry memory) {
        bytes32 id = satellite.stakeIdOf(item);
        return IQLSatellitePayouts.SentEntry(id, item, new bytes32[](0));
    }

    /// @notice Narrow payout limits for `asset`: `capacity`, all of it back in an hour.
    function _narrowPayouts(address asset, uint128 capacity) internal {
        vm.prank(config);
        satellite.setPayoutLimits(asset, QLBucket.Limits(capacity, capacity / 3600, 100, 3600));
    }

    function _stakeToken(address token, uint256 amount) internal returns (bytes32 id, QLMessages.Item memory item) {
        uint256 fee = satellite.quoteStake(alice, token, amount, bob, alice, NATIVE).total;
        item = QLMessages.Item(token, amount, bob, alice, satellite.nextNonce(), 0);
        vm.deal(alice, fee);
        vm.prank(alice);
        (id,) = satellite.stake{value: fee}(token, amount, bob, alice, NATIVE, fee);
    }
}
