// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLSatellitePayouts} from "../../src/interfaces/IQLSatellitePayouts.sol";
import {IQLSatelliteTypes} from "../../src/interfaces/IQLSatelliteTypes.sol";
import {IQLStakeHub} from "../../src/interfaces/IQLStakeHub.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {Guards} from "./Guards.sol";
import {Users} from "./Users.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @notice What anybody may do for anybody: escape, send, pay out, give up.
abstract contract Anyone is Users, Guards {
    function escapeMint(uint256 pick) external act {
        if (stakes.length == 0) return;
        Stake storage stake_ = stakes[pick % stakes.length];
        (uint256 receivedAt,) = _hubRoot(QLMessages.Kind.Stake, stake_.root);
        bool early = block.timestamp < Math.max(receivedAt, hub.lastQuorumAt()) + hub.escapeDelay();
        try hub.escapeMint(_entryFor(stake_)) returns (bytes32, uint256 shares) {
            assertFalse(early, "escaped while a quorum lived");
            assertFalse(hub.mintsPaused(), "escaped a pause");
            assertLe(hub.heldUntil(stake_.id), block.timestamp, "escaped a hold");
            _noteMint(stake_, shares);
        } catch {}
    }

    /// @dev Works when its time has come, whatever is paused or held.
    function escapeRefund(uint256 pick) external act {
        if (stakes.length == 0) return;
        Stake storage stake_ = stakes[pick % stakes.length];
        (uint256 receivedAt,) = _hubRoot(QLMessages.Kind.Stake, stake_.root);
        bool due = _isOpen(stake_) && block.timestamp >= receivedAt + hub.refundDelay();
        uint32 index = hub.openBatch(_refundBatchOf(stake_.item.asset)).count;
        try hub.escapeRefund(_entryFor(stake_)) {
            assertTrue(due, "refunded too early or twice");
            _noteRefund(stake_, index);
        } catch {
            assertFalse(due, "a due refund was refused");
        }
    }

    function creditRewardsInSilence(uint256 pick) external act {
        if (rewards.length == 0) return;
        Single storage single = rewards[_undoneFrom(rewards, pick)];
        try hub.creditRewards(_entryFor(single)) {
            assertFalse(single.done, "credited twice");
            assertGe(block.timestamp, hub.lastQuorumAt() + hub.escapeDelay(), "credited while a quorum lived");
            single.done = true;
        } catch {}
    }

    function flushRefunds(uint256 which) external act {
        address asset = _asset(which);
        bytes32 root = hub.openBatch(_refundBatchOf(asset)).root;
        vm.deal(address(this), 1 ether);
        try hub.flushRefunds{value: 1 ether}(AVALANCHE, address(satellite), asset) {
            uint256[] storage leaves = waitingRefunds[asset];
            for (uint256 i; i < leaves.length; ++i) {
                stakes[leaves[i]].refundRoot = root;
            }
            refundsOf[root] = leaves;
            delete waitingRefunds[asset];
            refundRoots[asset].push(root);
        } catch {}
    }

    function release(uint256 pick) external act {
        if (redemptions.length == 0) return;
        Single storage single = redemptions[_undoneFrom(redemptions, pick)];
        try satellite.release(_release(single.leaf, single.item, new bytes32[](0))) {
            assertFalse(single.done, "paid twice");
            single.done = true;
        } catch {}
    }

    function releaseRefund(uint256 pick) external act {
        if (stakes.length == 0) return;
        Stake storage stake_ = stakes[pick % stakes.length];
        for (uint256 i; i < stakes.length && (stake_.refundRoot == 0 || stake_.returned); ++i) {
            stake_ = stakes[i];
        }
        if (stake_.refundRoot == 0) return;
        try satellite.releaseRefund(_refundRelease(stake_), _sentEntry(stake_)) {
            _noteReturn(stake_);
            assertTrue(stake_.refunded && !stake_.minted, "a minted stake was given back");
        } catch {}
    }

    function repay(uint256 pick) external act {
        if (stakes.length == 0) return;
        Stake storage stake_ = stakes[pick % stakes.length];
        IQLSatelliteTypes.RootState state = satellite.sentRoot(stake_.root).state;
        for (uint256 i; i < stakes.length && (uint8(state) < 2 || stake_.returned); ++i) {
            stake_ = stakes[i];
            state = satellite.sentRoot(stake_.root).state;
        }
        try satellite.repay(_sentEntry(stake_)) {
            _noteReturn(stake_);
            assertTrue(uint8(state) > uint8(IQLSatelliteTypes.RootState.Sent), "a living root was repaid");
            assertFalse(stake_.minted || stake_.refunded, "a stake ended twice");
        } catch {}
    }

    function payRest(uint256 pick, bool ofRefund) external act {
        if (stakes.length == 0 || redemptions.length == 0) return;
        Stake storage stake_ = stakes[pick % stakes.length];
        bytes32 leaf = ofRefund ? _refundLeaf(stake_) : redemptions[pick % redemptions.length].leaf;
        try satellite.payRest(leaf) {} catch {}
    }

    function markStuck(uint256 which) external act {
        vm.deal(alice, 1 ether);
        vm.prank(alice, alice);
        try satellite.markStuck{value: 1 ether}(ETHEREUM, address(hub), _asset(which)) {
            assertTrue(cursed[0], "a sendable batch was marked");
        } catch {}
    }

    function abandon(uint256 which) external act {
        address asset = _asset(which);
        vm.deal(alice, 1 ether);
        vm.prank(alice, alice);
        try satellite.abandon{value: 1 ether}(ETHEREUM, address(hub), asset) returns (bytes32 root) {
            assertTrue(cursed[0], "a sendable batch was abandoned");
            _leave(asset, root);
        } catch {}
    }

    function sendVoid(uint256 pick) external act {
        if (stakes.length == 0) return;
        bytes32 root = stakes[pick % stakes.length].root;
        for (uint256 i; i < stakes.length && !hub.isVoided(AVALANCHE, address(satellite), root); ++i) {
            root = stakes[i].root;
        }
        vm.deal(address(this), 1 ether);
        try hub.sendVoid{value: 1 ether}(AVALANCHE, address(satellite), root) {} catch {}
    }

    function _release(bytes32 root, QLMessages.Item memory item, bytes32[] memory proof)
        internal
        view
        returns (IQLSatellitePayouts.ReleaseEntry memory)
    {
        return IQLSatellitePayouts.ReleaseEntry(ETHEREUM, address(hub), root, item, proof);
    }

    function _refundRelease(Stake storage stake_) internal view returns (IQLSatellitePayouts.ReleaseEntry memory) {
        return _release(stake_.refundRoot, stake_.refund, _refundProofOf(stake_));
    }

    function _sentEntry(Stake storage stake_) internal view returns (IQLSatellitePayouts.SentEntry memory) {
        return IQLSatellitePayouts.SentEntry(stake_.root, stake_.item, _proofOf(stake_));
    }

    function _refundLeaf(Stake storage stake_) internal view returns (bytes32) {
        if (!stake_.refunded) return stake_.id;
        return QLMessages.leafOf(QLMessages.Kind.Refund, _refundLane(), stake_.refund);
    }

    function _noteReturn(Stake storage stake_) private {
        assertFalse(stake_.returned, "given back twice");
        stake_.returned = true;
    }
}
