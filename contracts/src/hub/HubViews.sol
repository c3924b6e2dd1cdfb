// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLHubViews} from "../interfaces/IQLHubViews.sol";
import {QLMessages} from "../libraries/QLMessages.sol";
import {QLRate} from "../libraries/QLRate.sol";
import {HubLedger} from "./HubLedger.sol";
import {HubState} from "./HubState.sol";

/// @title What can be asked of the hub.
abstract contract HubViews is HubState, IQLHubViews {
    using HubLedger for HubLedger.Pool;

    /// @inheritdoc IQLHubViews
    function mintsPaused() external view returns (bool) {
        return _isPaused(Scope.Mints);
    }

    /// @inheritdoc IQLHubViews
    function guardians() external view returns (address[] memory) {
        return _guardians;
    }

    /// @inheritdoc IQLHubViews
    function threshold() external view returns (uint8) {
        return _threshold;
    }

    /// @inheritdoc IQLHubViews
    function lastQuorumAt() external view returns (uint64) {
        return _lastQuorumAt;
    }

    /// @inheritdoc IQLHubViews
    function escapeDelay() external view returns (uint64) {
        return _escapeDelay;
    }

    /// @inheritdoc IQLHubViews
    function refundDelay() external view returns (uint64) {
        return _refundDelay;
    }

    /// @inheritdoc IQLHubViews
    function isGuardian(address account) external view returns (bool) {
        return _mayHold(account);
    }

    /// @inheritdoc IQLHubViews
    function isRevoked(bytes32 policyHash) external view returns (bool) {
        return _revoked[policyHash];
    }

    /// @inheritdoc IQLHubViews
    function domainSeparator() external view returns (bytes32) {
        return _domainSeparator();
    }

    /// @inheritdoc IQLHubViews
    function hashApproval(bytes32 stakeId, bytes32 root, uint64 expires, bytes32 policyHash)
        external
        view
        returns (bytes32)
    {
        return _digest(_mintApproval(stakeId, root, expires, policyHash));
    }

    /// @inheritdoc IQLHubViews
    function hashRefundApproval(bytes32 stakeId, bytes32 root, uint64 expires) external view returns (bytes32) {
        return _digest(_refundApproval(stakeId, root, expires));
    }

    /// @inheritdoc IQLHubViews
    function hashHeartbeat(uint64 at) external view returns (bytes32) {
        return _digest(_heartbeat(at));
    }

    /// @inheritdoc IQLHubViews
    function peerOf(uint64 sourceSelector, address peer) external view returns (Peer memory) {
        return _peers[sourceSelector][peer];
    }

    /// @inheritdoc IQLHubViews
    function listingOf(uint64 sourceSelector, address peer, address asset) external view returns (Listing memory) {
        HubLedger.Listing storage listing = _books.listings[HubLedger.keyOf(sourceSelector, peer, asset)];
        return Listing(listing.liquidToken, listing.decimals);
    }

    /// @inheritdoc IQLHubViews
    function isConsumed(uint64 sourceSelector, address peer, bytes32 root, uint32 index) external view returns (bool) {
        return _isConsumed(_stakeKey(sourceSelector, peer, root), index);
    }

    /// @inheritdoc IQLHubViews
    function isVoided(uint64 sourceSelector, address peer, bytes32 root) external view returns (bool) {
        return _isVoided(_stakeKey(sourceSelector, peer, root));
    }

    /// @inheritdoc IQLHubViews
    function stakeIdOf(uint64 sourceSelector, address peer, QLMessages.Item calldata item)
        external
        view
        returns (bytes32)
    {
        return QLMessages.leafOf(QLMessages.Kind.Stake, _inbound(sourceSelector, peer), item);
    }

    /// @inheritdoc IQLHubViews
    function backingOf(uint64 sourceSelector, address peer, address asset) external view returns (uint256) {
        return _books.listings[HubLedger.keyOf(sourceSelector, peer, asset)].backing;
    }

    /// @inheritdoc IQLHubViews
    function totalBacking(address liquidToken) external view returns (uint256) {
        return _books.pools[liquidToken].backing;
    }

    /// @inheritdoc IQLHubViews
    function unvestedRewards(address liquidToken) external view returns (uint256 assets, uint64 until) {
        HubLedger.Pool storage pool = _books.pools[liquidToken];
        return (pool.unvested(), pool.vestingUntil);
    }

    /// @inheritdoc IQLHubViews
    function sharesOutstanding(address liquidToken) external view returns (uint256) {
        return _books.pools[liquidToken].shares;
    }

    /// @inheritdoc IQLHubViews
    function toSharesDown(address liquidToken, uint256 assets) external view returns (uint256) {
        HubLedger.Pool storage pool = _books.pools[liquidToken];
        return QLRate.toSharesDown(assets, pool.shares, pool.vested());
    }

    /// @inheritdoc IQLHubViews
    function toAssetsDown(address liquidToken, uint256 shares) external view returns (uint256) {
        HubLedger.Pool storage pool = _books.pools[liquidToken];
        return QLRate.toAssetsDown(shares, pool.shares, pool.vested());
    }

    /// @inheritdoc IQLHubViews
    function nextNonce() external view returns (uint64) {
        return _peekNonce();
    }

    /// @inheritdoc IQLHubViews
    function predecessor() external view returns (address) {
        return _predecessor;
    }
}
