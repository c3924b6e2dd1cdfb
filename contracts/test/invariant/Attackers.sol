// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLHubTypes} from "../../src/interfaces/IQLHubTypes.sol";
import {IQLSatellitePayouts} from "../../src/interfaces/IQLSatellitePayouts.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {Anyone} from "./Anyone.sol";

/// @notice Who wants what is not his. Nothing here may ever succeed.
abstract contract Attackers is Anyone {
    function replayApprovals(uint256 pick) external act {
        if (used.length == 0) return;
        _assertMintsNothing(abi.decode(used[pick % used.length], (IQLHubTypes.MintEntry)));
    }

    /// @dev Two approvals of the same guardian, or all but one of the needed.
    function mintWithTooFewApprovals(uint256 pick, bool twice) external act {
        if (stakes.length == 0) return;
        Stake storage stake_ = stakes[pick % stakes.length];
        IQLHubTypes.MintEntry memory entry = _entryFor(stake_);
        entry.approvals = _approvals(stake_.id, stake_.root, THRESHOLD - 1);
        if (twice) {
            IQLHubTypes.Approval memory same = entry.approvals[0];
            entry.approvals = new IQLHubTypes.Approval[](2);
            (entry.approvals[0], entry.approvals[1]) = (same, same);
        }
        _assertMintsNothing(entry);
    }

    /// @dev Even with the guards' approvals of the forgery itself.
    function forgeItem(uint256 pick, uint8 field, uint96 other) external act {
        if (stakes.length == 0) return;
        Stake storage stake_ = stakes[pick % stakes.length];
        IQLHubTypes.MintEntry memory entry = _entryFor(stake_);
        if (field % 6 == 0) entry.item.amount += uint256(other) + 1;
        if (field % 6 == 1) entry.item.receiver = address(uint160(entry.item.receiver) ^ (uint160(other) + 1));
        if (field % 6 == 2) entry.item.nonce += 1;
        if (field % 6 == 3) entry.item.index += 1;
        if (field % 6 == 4) entry.item.asset = entry.item.asset == NATIVE ? address(usd) : NATIVE;
        if (field % 6 == 5) entry.peer = address(uint160(other));
        bytes32 leaf = hub.stakeIdOf(AVALANCHE, entry.peer, entry.item);
        entry.approvals = _approvals(leaf, entry.root, THRESHOLD);
        _assertMintsNothing(entry);
        try hub.escapeRefund(entry) {
            fail();
        } catch {}
    }

    /// @dev Rewards are no stake, and a stake is no reward.
    function confuseKinds(uint256 pick) external act {
        if (rewards.length == 0 || stakes.length == 0) return;
        Single storage reward = rewards[pick % rewards.length];
        IQLHubTypes.MintEntry memory entry = _entryFor(reward);
        entry.approvals = _approvals(hub.stakeIdOf(AVALANCHE, address(satellite), reward.item), reward.leaf, THRESHOLD);
        _assertMintsNothing(entry);
        Stake storage stake_ = stakes[pick % stakes.length];
        entry = _entryFor(stake_);
        entry.approvals = _approvals(stake_.id, stake_.root, THRESHOLD);
        try hub.creditRewards(entry) {
            fail();
        } catch {}
    }

    /// @dev Payouts that nobody is owed: another amount, a refund as release, a release as refund, a stake that lives.
    function forgePayout(uint256 pick, uint96 other) external act {
        if (stakes.length == 0 || redemptions.length == 0) return;
        Stake storage stake_ = stakes[pick % stakes.length];
        Single storage single = redemptions[pick % redemptions.length];
        IQLSatellitePayouts.ReleaseEntry memory entry = _release(single.leaf, single.item, new bytes32[](0));
        _assertPaysNoRefund(entry, stake_);
        entry.item.amount += uint256(other) + 1;
        _assertPaysNothing(entry);
        entry.item.amount = single.item.amount;
        entry.item.receiver = address(uint160(other));
        _assertPaysNothing(entry);
        if (stake_.refundRoot == 0) return;
        entry = _refundRelease(stake_);
        _assertPaysNothing(entry);
        Stake storage another = stakes[(pick % stakes.length + 1) % stakes.length];
        if (another.id != stake_.id) _assertPaysNoRefund(entry, another);
    }

    function _assertMintsNothing(IQLHubTypes.MintEntry memory entry) private {
        if (hub.mintsPaused()) return;
        IQLHubTypes.MintEntry[] memory entries = new IQLHubTypes.MintEntry[](1);
        entries[0] = entry;
        IQLHubTypes.MintOutcome memory outcome = hub.executeMints(entries)[0];
        assertEq(outcome.shares, 0, "minted by an attacker");
        assertGt(outcome.reason.length, 0);
    }

    function _assertPaysNothing(IQLSatellitePayouts.ReleaseEntry memory entry) private {
        try satellite.release(entry) {
            fail();
        } catch {}
    }

    function _assertPaysNoRefund(IQLSatellitePayouts.ReleaseEntry memory entry, Stake storage stake_) private {
        try satellite.releaseRefund(entry, _sentEntry(stake_)) {
            fail();
        } catch {}
    }
}
