// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLHubTypes} from "../interfaces/IQLHubTypes.sol";
import {IQLiquidToken} from "../interfaces/IQLiquidToken.sol";
import {QLMessages} from "../libraries/QLMessages.sol";
import {QLRefusals} from "../libraries/QLRefusals.sol";
import {HubBooks} from "./HubBooks.sol";
import {HubLedger} from "./HubLedger.sol";
import {HubLines} from "./HubLines.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title Turns leaves into shares and rewards: approved by guards or, where they have fallen silent, by anyone.
abstract contract HubMints is HubLines {
    using HubBooks for HubLedger.Books;
    using QLRefusals for bytes;

    /// @dev What an entry's leaf is, and whether it may be consumed.
    /// @param refusal The encoded error where it may not, else nothing.
    struct Gate {
        bytes32 leaf;
        bytes32 rootKey;
        bytes32 policyHash;
        bytes refusal;
        bool approved;
        Found found;
    }

    uint256 private constant LONGEST_REASON = 256;

    /// @dev `IQLHubMints.executeMints`.
    function _executeMints(IQLHubTypes.MintEntry[] calldata entries)
        internal
        returns (IQLHubTypes.MintOutcome[] memory outcomes)
    {
        _requireRunning(Scope.Mints);
        outcomes = new IQLHubTypes.MintOutcome[](entries.length);
        Line memory line;
        bool approved;
        for (uint256 i; i < entries.length; ++i) {
            IQLHubTypes.MintEntry calldata entry = entries[i];
            IQLHubTypes.MintOutcome memory outcome = outcomes[i];
            Gate memory gate = _gate(QLMessages.Kind.Stake, entry, true);
            approved = approved || gate.approved;
            outcome.stakeId = gate.leaf;
            outcome.shares = _mintBehind(gate, line, entry);
            if (gate.refusal.length == 0) continue;
            outcome.reason = gate.refusal;
            emit IQLHubTypes.MintSkipped(gate.leaf, gate.refusal);
        }
        _settle(line);
        if (approved) _noteQuorum();
    }

    /// @dev `IQLHubMints.escapeMint`.
    function _escapeMint(IQLHubTypes.MintEntry calldata entry) internal returns (bytes32 stakeId, uint256 shares) {
        _requireRunning(Scope.Mints);
        Line memory line;
        Gate memory gate = _gate(QLMessages.Kind.Stake, entry, false);
        shares = _mintBehind(gate, line, entry);
        gate.refusal.raise();
        _settle(line);
        return (gate.leaf, shares);
    }

    /// @dev `IQLHubMints.creditRewards`.
    function _creditRewards(IQLHubTypes.MintEntry calldata entry) internal returns (bytes32 leaf) {
        _requireRunning(Scope.Mints);
        Gate memory gate = _gate(QLMessages.Kind.Rewards, entry, entry.approvals.length != 0);
        gate.refusal.raise();
        _markConsumed(gate.found, gate.rootKey, entry.sourceSelector, entry.peer, entry.item);
        (address liquidToken, uint256 assets, uint64 vestsUntil) =
            _books.credit(IQLHubTypes.Place(entry.sourceSelector, entry.peer, entry.item.asset), entry.item.amount);
        if (gate.approved) _noteQuorum();
        emit IQLHubTypes.RewardsCredited(gate.leaf, entry.root, liquidToken, assets, vestsUntil);
        return gate.leaf;
    }

    /// @dev What stands against consuming the leaf of `entry`: proof, holds, and the guards' word or silence. Never reverts.
    function _gate(QLMessages.Kind kind, IQLHubTypes.MintEntry calldata entry, bool byGuards)
        private
        view
        returns (Gate memory gate)
    {
        (uint64 selector, address peer, bytes32 root) = (entry.sourceSelector, entry.peer, entry.root);
        gate.leaf = QLMessages.leafFrom(kind, _inbound(selector, peer), entry.item);
        gate.rootKey = QLMessages.rootKey(selector, peer, kind, root);
        gate.refusal = _refuseLeaf(gate.found, gate.rootKey, root, gate.leaf, entry.item, entry.proof);
        if (gate.refusal.length == 0 && !_nothingHeld()) gate.refusal = _refuseAnyHeld(gate, selector, peer);
        if (gate.refusal.length != 0) return gate;
        if (byGuards) {
            (gate.policyHash, gate.refusal) = _refuseUnapproved(false, gate.leaf, root, entry.approvals);
            gate.approved = gate.refusal.length == 0;
        } else {
            uint256 from = Math.max(_receivedAt(gate.rootKey), _lastQuorumAt) + _escapeDelay;
            if (block.timestamp < from) gate.refusal = abi.encodeWithSelector(IQLHubTypes.TooEarly.selector, from);
        }
    }

    function _refuseAnyHeld(Gate memory gate, uint64 selector, address peer)
        private
        view
        returns (bytes memory refusal)
    {
        refusal = _refuseHeld(gate.leaf);
        if (refusal.length == 0) refusal = _refuseHeld(gate.rootKey);
        if (refusal.length == 0) refusal = _refuseHeld(_laneTarget(selector, peer));
    }

    /// @dev Mints what has passed the gate. Never reverts; where it cannot, the gate is given the refusal.
    /// The token mints before anything is booked: if it refuses, there is nothing to undo. Nothing can come between, because every door
    /// to the books is `nonReentrant`; nothing behind it can fail, because `_price` has bounded every sum, but for want of gas, and
    /// that undoes the token's mint with the whole call.
    function _mintBehind(Gate memory gate, Line memory line, IQLHubTypes.MintEntry calldata entry)
        private
        returns (uint256 shares)
    {
        if (gate.refusal.length != 0) return 0;
        QLMessages.Item calldata item = entry.item;
        _open(line, HubLedger.keyOf(entry.sourceSelector, entry.peer, item.asset));
        address liquidToken = line.liquidToken;
        if (liquidToken == address(0)) {
            gate.refusal = abi.encodeWithSelector(
                IQLHubTypes.AssetNotListed.selector, entry.sourceSelector, entry.peer, item.asset
            );
            return 0;
        }
        uint256 assets;
        (assets, shares, gate.refusal) = _price(line, item.amount);
        if (gate.refusal.length != 0) return 0;
        gate.refusal = _mint(liquidToken, item.receiver, shares);
        if (gate.refusal.length != 0) return 0;

        _book(line, assets, shares);
        _markConsumed(gate.found, gate.rootKey, entry.sourceSelector, entry.peer, item);
        emit IQLHubTypes.Minted(gate.leaf, entry.root, item.receiver, item.asset, item.amount, shares, gate.policyHash);
    }

    /// @dev Copies a bounded part of what a failing token returns: a large one would burn the batch's gas here and in the caller.
    function _mint(address liquidToken, address receiver, uint256 shares) private returns (bytes memory refusal) {
        bytes memory data = abi.encodeCall(IQLiquidToken.mint, (receiver, shares));
        bool ok;
        bytes memory reason;
        assembly ("memory-safe") {
            ok := call(gas(), liquidToken, 0, add(data, 32), mload(data), 0, 0)
            if iszero(ok) {
                let size := returndatasize()
                if gt(size, LONGEST_REASON) { size := LONGEST_REASON }
                reason := mload(0x40)
                mstore(reason, size)
                returndatacopy(add(reason, 32), 0, size)
                mstore(0x40, add(add(reason, 32), and(add(size, 31), not(31))))
            }
        }
        if (!ok) refusal = abi.encodeWithSelector(IQLHubTypes.MintFailed.selector, reason);
    }
}
