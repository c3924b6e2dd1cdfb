// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLStakeHub} from "../interfaces/IQLStakeHub.sol";
import {QLMessages} from "../libraries/QLMessages.sol";
import {QLRate} from "../libraries/QLRate.sol";
import {HubBooks} from "./HubBooks.sol";
import {HubState} from "./HubState.sol";

/// @title What can be asked of the hub.
abstract contract HubViews is IQLStakeHub, HubState {
    using HubBooks for HubBooks.Pool;

    /// @inheritdoc IQLStakeHub
    function mintsPaused() external view returns (bool) {
        return _isPaused(Scope.Mints);
    }

    /// @inheritdoc IQLStakeHub
    function guardians() external view returns (address[] memory) {
        return _guardians;
    }

    /// @inheritdoc IQLStakeHub
    function threshold() external view returns (uint8) {
        return _threshold;
    }

    /// @inheritdoc IQLStakeHub
    function lastQuorumAt() external view returns (uint64) {
        return _lastQuorumAt;
    }

    /// @inheritdoc IQLStakeHub
    function escapeDelay() external view returns (uint64) {
        return _escapeDelay;
    }

    /// @inheritdoc IQLStakeHub
    function refundDelay() external view returns (uint64) {
        return _refundDelay;
    }

    /// @inheritdoc IQLStakeHub
    function isGuardian(address account) external view returns (bool) {
        return _mayHold(account);
    }

    /// @inheritdoc IQLStakeHub
    function isRevoked(bytes32 policyHash) external view returns (bool) {
        return _revoked[policyHash];
    }

    /// @inheritdoc IQLStakeHub
    function domainSeparator() external view returns (bytes32) {
        return _domainSeparator();
    }

    /// @inheritdoc IQLStakeHub
    function hashApproval(bytes32 stakeId, bytes32 root, uint64 expires, bytes32 policyHash)
        external
        view
        returns (bytes32)
    {
        return _digest(_mintApproval(stakeId, root, expires, policyHash));
    }

    /// @inheritdoc IQLStakeHub
    function hashRefundApproval(bytes32 stakeId, bytes32 root, uint64 expires) external view returns (bytes32) {
        return _digest(_refundApproval(stakeId, root, expires));
    }

    /// @inheritdoc IQLStakeHub
    function hashHeartbeat(uint64 at) external view returns (bytes32) {
        return _digest(_heartbeat(at));
    }

    /// @inheritdoc IQLStakeHub
    function peerOf(uint64 sourceSelector, address peer) external view returns (Peer memory) {
        return _peers[sourceSelector][peer];
    }

    /// @inheritdoc IQLStakeHub
    function listingOf(uint64 sourceSelector, address peer, address asset) external view returns (Listing memory) {
        HubBooks.Listing storage listing = _books.listings[HubBooks.keyOf(sourceSelector, peer, asset)];
        return Listing(listing.liquidToken, listing.decimals);
    }

    /// @inheritdoc IQLStakeHub
    function isConsumed(uint64 sourceSelector, address peer, bytes32 root, uint32 index) external view returns (bool) {
        return _isConsumed(_stakeKey(sourceSelector, peer, root), index);
    }

    /// @inheritdoc IQLStakeHub
    function isVoided(uint64 sourceSelector, address peer, bytes32 root) external view returns (bool) {
        return _isVoided(_stakeKey(sourceSelector, peer, root));
    }

    /// @inheritdoc IQLStakeHub
    function stakeIdOf(uint64 sourceSelector, address peer, QLMessages.Item calldata item)
        external
        view
        returns (bytes32)
    {
        return QLMessages.leafOf(QLMessages.Kind.Stake, _inbound(sourceSelector, peer), item);
    }

    /// @inheritdoc IQLStakeHub
    function backingOf(uint64 sourceSelector, address peer, address asset) external view returns (uint256) {
        return _books.listings[HubBooks.keyOf(sourceSelector, peer, asset)].backing;
    }

    /// @inheritdoc IQLStakeHub
    function totalBacking(address liquidToken) external view returns (uint256) {
        return _books.pools[liquidToken].backing;
    }

    /// @inheritdoc IQLStakeHub
    function unvestedRewards(address liquidToken) external view returns (uint256 assets, uint64 until) {
        HubBooks.Pool storage pool = _books.pools[liquidToken];
        return (pool.unvested(), pool.vestingUntil);
    }

    /// @inheritdoc IQLStakeHub
    function sharesOutstanding(address liquidToken) external view returns (uint256) {
        return _books.pools[liquidToken].shares;
    }

    /// @inheritdoc IQLStakeHub
    function toSharesDown(address liquidToken, uint256 assets) external view returns (uint256) {
        HubBooks.Pool storage pool = _books.pools[liquidToken];
        return QLRate.toSharesDown(assets, pool.shares, pool.vested());
    }

    /// @inheritdoc IQLStakeHub
    function toAssetsDown(address liquidToken, uint256 shares) external view returns (uint256) {
        HubBooks.Pool storage pool = _books.pools[liquidToken];
        return QLRate.toAssetsDown(shares, pool.shares, pool.vested());
    }

    /// @inheritdoc IQLStakeHub
    function nextNonce() external view returns (uint64) {
        return _peekNonce();
    }

    /// @inheritdoc IQLStakeHub
    function predecessor() external view returns (address) {
        return _predecessor;
    }
}
