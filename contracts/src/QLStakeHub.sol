// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLEndpoint} from "./QLEndpoint.sol";
import {HubGuards} from "./hub/HubGuards.sol";
import {HubLedger} from "./hub/HubLedger.sol";
import {HubRoots} from "./hub/HubRoots.sol";
import {IQLStakeHub} from "./interfaces/IQLStakeHub.sol";
import {IQLiquidToken} from "./interfaces/IQLiquidToken.sol";
import {QLMessages} from "./libraries/QLMessages.sol";

/// @title Records roots and mints their leaves.
contract QLStakeHub is HubRoots, HubGuards, HubLedger {
    uint256 private constant LONGEST_REASON = 256;

    /// @inheritdoc IQLStakeHub
    bool public mintsPaused;

    /// @param authority OpenZeppelin AccessManager that decides who may call the restricted functions.
    /// @param router_ CCIP's Router on this chain.
    /// @param chainSelector_ CCIP selector of this chain.
    constructor(address authority, address router_, uint64 chainSelector_)
        QLEndpoint(authority, router_, chainSelector_)
    {}

    /// @inheritdoc IQLStakeHub
    function executeMints(MintEntry[] calldata entries) external nonReentrant returns (MintOutcome[] memory outcomes) {
        if (mintsPaused) revert MintingPaused();
        outcomes = new MintOutcome[](entries.length);
        for (uint256 i; i < entries.length; ++i) {
            MintOutcome memory outcome = outcomes[i];
            MintEntry calldata entry = entries[i];
            // a call of its own, so that whatever fails inside leaves nothing behind
            try this.mintEntry(entry) returns (bytes32 stakeId, uint256 shares) {
                (outcome.stakeId, outcome.shares) = (stakeId, shares);
            } catch (bytes memory reason) {
                outcome.stakeId = stakeIdOf(entry.sourceSelector, entry.peer, entry.item);
                outcome.reason = reason;
                emit MintSkipped(outcome.stakeId, reason);
            }
        }
    }

    /// @inheritdoc IQLStakeHub
    function mintEntry(MintEntry calldata entry) external returns (bytes32 stakeId, uint256 shares) {
        if (msg.sender != address(this)) revert OnlySelf(msg.sender);
        bytes memory refusal;
        (stakeId, refusal) =
            _consume(QLMessages.Kind.Stake, entry.sourceSelector, entry.peer, entry.root, entry.item, entry.proof);
        if (refusal.length != 0) {
            assembly ("memory-safe") {
                revert(add(refusal, 32), mload(refusal))
            }
        }
        bytes32 policyHash = _requireApproved(stakeId, entry.root, entry.approvals);
        address liquidToken;
        (liquidToken, shares) = _book(entry.sourceSelector, entry.peer, entry.item.asset, entry.item.amount);
        emit Minted(stakeId, entry.root, entry.item.receiver, entry.item.asset, entry.item.amount, shares, policyHash);
        _mint(liquidToken, entry.item.receiver, shares);
    }

    /// @inheritdoc IQLStakeHub
    function pauseMints() external restricted {
        mintsPaused = true;
        emit MintsPaused(msg.sender);
    }

    /// @inheritdoc IQLStakeHub
    function unpauseMints() external restricted {
        mintsPaused = false;
        emit MintsUnpaused(msg.sender);
    }

    /// @dev Copies a bounded part of what a failing token returns: a large one would burn the batch's gas here and in the caller.
    function _mint(address liquidToken, address receiver, uint256 shares) private {
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
        if (!ok) revert MintFailed(reason);
    }
}
