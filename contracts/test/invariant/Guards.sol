// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLHubTypes} from "../../src/interfaces/IQLHubTypes.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {Bridges} from "./Bridges.sol";

/// @notice What the guards do while they live, and the executor who carries their approvals.
abstract contract Guards is Bridges {
    /// @dev Entries that were minted, encoded.
    bytes[] internal used;

    function fallSilent() external {
        silent = _rarely(4);
    }

    function mint(uint256 first, uint256 second, uint256 third) external act {
        if (silent || stakes.length == 0 || hub.mintsPaused()) return;
        uint256[3] memory picks = [_openFrom(first), second % stakes.length, _openFrom(third)];
        IQLHubTypes.MintEntry[] memory entries = new IQLHubTypes.MintEntry[](3);
        for (uint256 i; i < 3; ++i) {
            entries[i] = _entryFor(stakes[picks[i]]);
            if (!stakes[picks[i]].refused) {
                entries[i].approvals = _approvals(stakes[picks[i]].id, stakes[picks[i]].root, THRESHOLD);
            }
        }
        IQLHubTypes.MintOutcome[] memory outcomes = hub.executeMints(entries);
        for (uint256 i; i < 3; ++i) {
            if (outcomes[i].reason.length != 0) continue;
            assertFalse(stakes[picks[i]].refused, "minted without approvals");
            if (used.length < 8) used.push(abi.encode(entries[i]));
            _noteMint(stakes[picks[i]], outcomes[i].shares);
        }
    }

    /// @dev k guards' refunds work whatever is paused or held.
    function refund(uint256 pick) external act {
        if (silent || stakes.length == 0) return;
        Stake storage stake_ = stakes[_openFrom(pick)];
        if (!_isOpen(stake_) || (!stake_.refused && !_rarely(4))) return;
        IQLHubTypes.MintEntry memory entry = _entryFor(stake_);
        entry.approvals = new IQLHubTypes.Approval[](THRESHOLD);
        uint64 expires = uint64(block.timestamp + 1 hours);
        bytes32 digest = hub.hashRefundApproval(stake_.id, stake_.root, expires);
        for (uint256 i; i < THRESHOLD; ++i) {
            (uint8 v, bytes32 r, bytes32 s) = vm.sign(guards[i], digest);
            entry.approvals[i] = IQLHubTypes.Approval(expires, 0, v, r, s);
        }
        uint32 index = hub.openBatch(_refundBatchOf(stake_.item.asset)).count;
        hub.refund(entry);
        _noteRefund(stake_, index);
    }

    function heartbeat() external act {
        uint64 now_ = uint64(block.timestamp);
        if (silent || hub.lastQuorumAt() >= now_) return;
        IQLHubTypes.Signature[] memory signatures = new IQLHubTypes.Signature[](THRESHOLD);
        bytes32 digest = hub.hashHeartbeat(now_);
        for (uint256 i; i < THRESHOLD; ++i) {
            (uint8 v, bytes32 r, bytes32 s) = vm.sign(guards[i], digest);
            signatures[i] = IQLHubTypes.Signature(v, r, s);
        }
        hub.heartbeat(now_, signatures);
        assertEq(hub.lastQuorumAt(), now_);
    }

    function creditRewards(uint256 pick) external act {
        if (silent || rewards.length == 0) return;
        Single storage single = rewards[_undoneFrom(rewards, pick)];
        IQLHubTypes.MintEntry memory entry = _entryFor(single);
        entry.approvals = _approvals(single.leaf, single.leaf, THRESHOLD);
        try hub.creditRewards(entry) {
            assertFalse(single.done, "credited twice");
            single.done = true;
        } catch {}
    }

    function hold(uint256 who, uint256 pick, uint8 what) external act {
        bytes32 target = keccak256(abi.encode(AVALANCHE, address(satellite)));
        if (what % 4 == 0 && !_rarely(4)) return;
        if (what % 4 != 0 && stakes.length != 0) target = stakes[pick % stakes.length].id;
        if (what % 4 == 2) {
            target = QLMessages.rootKey(AVALANCHE, address(satellite), QLMessages.Kind.Stake, target);
        }
        vm.prank(guards[who % guards.length].addr);
        try hub.hold(target) {
            assertGe(hub.heldUntil(target), block.timestamp + 3 days);
        } catch {}
    }

    function holdPayouts() external act {
        if (!_rarely(4)) return;
        vm.prank(guardian);
        try satellite.hold(_lane()) {} catch {}
    }

    function _approvals(bytes32 leaf, bytes32 root, uint256 count)
        internal
        returns (IQLHubTypes.Approval[] memory approvals)
    {
        approvals = new IQLHubTypes.Approval[](count);
        for (uint256 i; i < count; ++i) {
            approvals[i] = _approve(guards[i], leaf, root, uint64(block.timestamp + 1 hours), POLICY);
        }
    }

    /// @dev The first open stake from `pick` on, or `pick` where none is open.
    function _openFrom(uint256 pick) internal view returns (uint256) {
        for (uint256 i; i < stakes.length; ++i) {
            if (_isOpen(stakes[(pick % stakes.length + i) % stakes.length])) {
                return (pick % stakes.length + i) % stakes.length;
            }
        }
        return pick % stakes.length;
    }

    /// @dev The first from `pick` on that is not done, or `pick` where all are.
    function _undoneFrom(Single[] storage all, uint256 pick) internal view returns (uint256) {
        for (uint256 i; i < all.length; ++i) {
            if (!all[(pick % all.length + i) % all.length].done) return (pick % all.length + i) % all.length;
        }
        return pick % all.length;
    }

    /// @dev Received at the hub, and neither minted nor refunded.
    function _isOpen(Stake storage stake_) internal view returns (bool) {
        if (stake_.minted || stake_.refunded || stake_.root == 0) return false;
        (uint256 receivedAt,) = _hubRoot(QLMessages.Kind.Stake, stake_.root);
        return receivedAt != 0;
    }

    function _noteMint(Stake storage stake_, uint256 shares) internal {
        assertTrue(_isOpen(stake_), "ended twice");
        assertFalse(stake_.returned, "minted after it was given back");
        assertGt(shares, 0);
        stake_.minted = true;
        sharesMinted[_tokenOf(stake_.item.asset)] += shares;
    }

    function _noteRefund(Stake storage stake_, uint32 index) internal {
        assertTrue(_isOpen(stake_), "ended twice");
        stake_.refunded = true;
        stake_.refund = stake_.item;
        (stake_.refund.receiver, stake_.refund.index) = (stake_.item.refundTo, index);
        address asset = stake_.item.asset;
        for (uint256 i; i < stakes.length; ++i) {
            if (stakes[i].id == stake_.id) waitingRefunds[asset].push(i);
        }
    }
}
