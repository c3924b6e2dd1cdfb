// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLHubTypes} from "../../src/interfaces/IQLHubTypes.sol";
import {IQLInbox} from "../../src/interfaces/IQLInbox.sol";
import {IQLSatelliteTypes} from "../../src/interfaces/IQLSatelliteTypes.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {Rescue} from "./Rescue.sol";

/// @notice Where every locked unit is, found one by one.
abstract contract Books is Rescue {
    /// @dev The right side of the solvency equation, in the asset's own unit.
    function _whereabouts(address asset) internal view returns (uint256 sum) {
        sum = satellite.openBatch(_batchOf(asset)).total + hub.openBatch(_refundBatchOf(asset)).total;
        sum += hub.backingOf(AVALANCHE, address(satellite), asset) / _unit(asset) + _uncredited(asset);
        for (uint256 i; i < stakeRoots[asset].length; ++i) {
            sum += _unconsumed(stakeRoots[asset][i]);
        }
        for (uint256 i; i < refundRoots[asset].length; ++i) {
            sum += _unpaid(QLMessages.Kind.Refund, refundRoots[asset][i], _totalOf(refundRoots[asset][i]));
        }
        for (uint256 i; i < redemptions.length; ++i) {
            if (redemptions[i].item.asset != asset) continue;
            sum += _unpaid(QLMessages.Kind.Release, redemptions[i].leaf, redemptions[i].item.amount);
            sum += satellite.restOf(redemptions[i].leaf).amount;
        }
        for (uint256 i; i < stakes.length; ++i) {
            if (stakes[i].item.asset == asset && stakes[i].returned) {
                sum += satellite.restOf(_refundLeaf(stakes[i])).amount;
            }
        }
        for (uint256 i; i < users.length; ++i) {
            sum += satellite.claimable(users[i], asset);
        }
    }

    /// @dev Of a root of stakes: all of it under way, what is left at the hub, or what is still to be given back here.
    function _unconsumed(bytes32 root) private view returns (uint256 sum) {
        IQLSatelliteTypes.SentRoot memory sent = satellite.sentRoot(root);
        if (sent.state == IQLSatelliteTypes.RootState.Sent) {
            (uint256 receivedAt, uint256 left) = _hubRoot(QLMessages.Kind.Stake, root);
            return receivedAt == 0 ? sent.total : left;
        }
        for (uint256 i; i < leavesOf[root].length; ++i) {
            Stake storage stake_ = stakes[leavesOf[root][i]];
            if (!satellite.isReturned(root, stake_.item.index)) sum += stake_.item.amount;
        }
    }

    /// @dev Of a root from the hub: all of it under way, or what is not consumed here.
    function _unpaid(QLMessages.Kind kind, bytes32 root, uint256 total) private view returns (uint256) {
        IQLInbox.ReceivedRoot memory received = satellite.rootOf(ETHEREUM, address(hub), kind, root);
        return received.receivedAt == 0 ? total : received.total - received.consumed;
    }

    function _totalOf(bytes32 root) private view returns (uint256 total) {
        for (uint256 i; i < refundsOf[root].length; ++i) {
            total += stakes[refundsOf[root][i]].item.amount;
        }
    }

    function _uncredited(address asset) internal view returns (uint256 sum) {
        for (uint256 i; i < rewards.length; ++i) {
            if (rewards[i].item.asset == asset && !rewards[i].done) sum += rewards[i].item.amount;
        }
    }

    function _assertWithin(IQLSatelliteTypes.BucketState memory bucket) internal pure {
        assertLe(bucket.value, bucket.inForce.capacity);
        assertLe(bucket.items, bucket.inForce.countCapacity);
    }

    function _assertWithin(IQLHubTypes.Bucket memory bucket) internal pure {
        assertLe(bucket.available, bucket.limits.capacity);
        assertLe(bucket.items, bucket.limits.countCapacity);
    }
}
