// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLEndpoint} from "../interfaces/IQLEndpoint.sol";
import {IQLHubTypes} from "../interfaces/IQLHubTypes.sol";
import {IQLiquidToken} from "../interfaces/IQLiquidToken.sol";
import {QLMessages} from "../libraries/QLMessages.sol";
import {QLRefusals} from "../libraries/QLRefusals.sol";
import {HubBooks} from "./HubBooks.sol";
import {HubLedger} from "./HubLedger.sol";
import {HubState} from "./HubState.sol";
import {IRouterClient} from "@chainlink/contracts-ccip/contracts/interfaces/IRouterClient.sol";

/// @title The way back: stakes refunded, shares redeemed.
abstract contract HubReleases is HubState {
    using HubBooks for HubLedger.Books;
    using QLRefusals for bytes;

    /// @dev See IQLHubReleases.
    function refund(IQLHubTypes.MintEntry calldata entry) external nonReentrant returns (bytes32 refundLeaf) {
        bytes32 stakeId;
        (stakeId, refundLeaf) = _refund(entry);
        (, bytes memory refusal) = _refuseUnapproved(true, stakeId, entry.root, entry.approvals);
        refusal.raise();
        _noteQuorum();
    }

    /// @dev See IQLHubReleases.
    function refundByDao(IQLHubTypes.MintEntry calldata entry)
        external
        restricted
        nonReentrant
        returns (bytes32 refundLeaf)
    {
        (, refundLeaf) = _refund(entry);
    }

    /// @dev See IQLHubReleases.
    function escapeRefund(IQLHubTypes.MintEntry calldata entry) external nonReentrant returns (bytes32 refundLeaf) {
        uint256 from = _receivedAt(_stakeKey(entry.sourceSelector, entry.peer, entry.root)) + _refundDelay;
        if (block.timestamp < from) revert IQLHubTypes.TooEarly(from);
        (, refundLeaf) = _refund(entry);
    }

    /// @dev See IQLHubReleases.
    function flushRefunds(uint64 destSelector, address peer, address asset)
        external
        payable
        nonReentrant
        returns (bytes32 root, bytes32 messageId)
    {
        uint32 count;
        uint256 total;
        (root, count, total) = _close(batchKey(QLMessages.Kind.Refund, destSelector, peer, asset));
        _peers[destSelector][peer].queuedRefunds -= count;
        messageId =
            _sendPaid(destSelector, peer, QLMessages.encodeRoot(QLMessages.Kind.Refund, asset, count, total, root));
        emit IQLEndpoint.RootSent(messageId, root, QLMessages.Kind.Refund, asset, count, total, destSelector, peer);
    }

    /// @dev See IQLHubReleases.
    function redeem(
        address liquidToken,
        uint256 shares,
        uint64 destSelector,
        address peer,
        address asset,
        address receiver,
        uint256 minAssets
    ) external payable nonReentrant returns (bytes32 releaseId, bytes32 messageId) {
        _requireRedeemable(destSelector, peer, receiver);
        uint256 amount = _books.redeem(HubLedger.Redemption(destSelector, peer, asset, liquidToken, shares));
        if (amount < minAssets) revert IQLHubTypes.AssetsBelowMin(amount, minAssets);
        IQLiquidToken(liquidToken).burnFrom(msg.sender, shares);

        QLMessages.Item memory item = QLMessages.Item(asset, amount, receiver, receiver, _takeNonce(), 0);
        releaseId = QLMessages.leafOf(QLMessages.Kind.Release, _outbound(destSelector, peer), item);
        emit IQLHubTypes.Redeemed(releaseId, msg.sender, liquidToken, shares, item);
        messageId = _sendPaid(destSelector, peer, QLMessages.encodeItem(QLMessages.Kind.Release, item));
        emit IQLEndpoint.RootSent(messageId, releaseId, QLMessages.Kind.Release, asset, 1, amount, destSelector, peer);
    }

    /// @dev See IQLHubReleases.
    function quoteRedeem(
        address liquidToken,
        uint256 shares,
        uint64 destSelector,
        address peer,
        address asset,
        address receiver
    ) external view returns (uint256 amount, uint256 ccipFee) {
        _requireRedeemable(destSelector, peer, receiver);
        amount = _books.quoteRedeem(HubLedger.Redemption(destSelector, peer, asset, liquidToken, shares));
        QLMessages.Item memory item = QLMessages.Item(asset, amount, receiver, receiver, _peekNonce(), 0);
        bytes memory data = QLMessages.encodeItem(QLMessages.Kind.Release, item);
        ccipFee = IRouterClient(router()).getFee(destSelector, _ccipMessage(peer, data, address(0)));
    }

    function _requireRedeemable(uint64 selector, address peer, address receiver) private view {
        _requireRunning(Scope.Redemptions);
        if (!_isPeer(selector, peer)) revert UnknownPeer(selector, peer);
        if (receiver == address(0)) revert ZeroValue();
    }

    /// @dev Consumes the stake and queues its refund. Knows neither pauses nor holds: the satellite pays only what it locked itself.
    function _refund(IQLHubTypes.MintEntry calldata entry) private returns (bytes32 stakeId, bytes32 refundLeaf) {
        QLMessages.Item memory item = entry.item;
        bytes memory refusal;
        (stakeId, refusal) =
            _consume(QLMessages.Kind.Stake, entry.sourceSelector, entry.peer, entry.root, entry.item, entry.proof);
        refusal.raise();
        item.receiver = item.refundTo;
        (refundLeaf,) = _queue(QLMessages.Kind.Refund, entry.sourceSelector, entry.peer, item);
        ++_peers[entry.sourceSelector][entry.peer].queuedRefunds;
        emit IQLHubTypes.Refunded(stakeId, refundLeaf, entry.root, item.refundTo, item.asset, item.amount);
    }
}
