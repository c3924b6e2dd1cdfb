// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLMessages} from "../libraries/QLMessages.sol";
import {IQLHubTypes} from "./IQLHubTypes.sol";
import {IQLPauses} from "./IQLPauses.sol";

/// @title What can be asked of a hub.
interface IQLHubViews is IQLHubTypes {
    /// @notice Whether mints are paused.
    function mintsPaused() external view returns (bool);
    /// @notice All guardians, in no particular order.
    function guardians() external view returns (address[] memory);
    /// @notice How many guardians must approve a mint; zero until a set is given, when nothing mints but by escape.
    function threshold() external view returns (uint8);
    /// @notice When enough guardians were last seen to act together, a block timestamp.
    function lastQuorumAt() external view returns (uint64);
    /// @notice Seconds of guard silence before an escape mint.
    function escapeDelay() external view returns (uint64);
    /// @notice Seconds after a root's receipt before its leaves may be refunded by anyone.
    function refundDelay() external view returns (uint64);
    /// @notice Whether `account` is a guardian.
    function isGuardian(address account) external view returns (bool);
    /// @notice Whether approvals under `policyHash` are void.
    function isRevoked(bytes32 policyHash) external view returns (bool);
    /// @notice EIP-712 domain separator: name "QLStakeHub", version "1", this chain, this contract.
    function domainSeparator() external view returns (bytes32);
    /// @notice EIP-712 digest that a guardian signs to approve a mint.
    function hashApproval(bytes32 stakeId, bytes32 root, uint64 expires, bytes32 policyHash)
        external
        view
        returns (bytes32);
    /// @notice EIP-712 digest that a guardian signs to approve a refund.
    function hashRefundApproval(bytes32 stakeId, bytes32 root, uint64 expires) external view returns (bytes32);
    /// @notice EIP-712 digest that a guardian signs as a sign of life.
    function hashHeartbeat(uint64 at) external view returns (bytes32);

    /// @notice A peer, zeros if unknown.
    function peerOf(uint64 sourceSelector, address peer) external view returns (Peer memory);
    /// @notice A listing, zeros if there is none.
    function listingOf(uint64 sourceSelector, address peer, address asset) external view returns (Listing memory);
    /// @notice The bucket of a listing's mints or redemptions as of now.
    function bucketOf(IQLPauses.Scope scope, Place calldata place) external view returns (Bucket memory);
    /// @notice Whether leaf `index` of a received Stake root is consumed: minted or refunded.
    function isConsumed(uint64 sourceSelector, address peer, bytes32 root, uint32 index) external view returns (bool);
    /// @notice Whether the DAO has given up this Stake root.
    function isVoided(uint64 sourceSelector, address peer, bytes32 root) external view returns (bool);
    /// @notice Id of `item` if staked at `peer` for this hub.
    function stakeIdOf(uint64 sourceSelector, address peer, QLMessages.Item calldata item)
        external
        view
        returns (bytes32);
    /// @notice Assets that back shares, per listing, normalised.
    function backingOf(uint64 sourceSelector, address peer, address asset) external view returns (uint256);
    /// @notice Assets that back all shares of `liquidToken`, normalised, unvested rewards included.
    function totalBacking(address liquidToken) external view returns (uint256);
    /// @notice Rewards that back `liquidToken` but do not count for its rate yet, normalised; all of it counts from `until` on.
    function unvestedRewards(address liquidToken) external view returns (uint256 assets, uint64 until);
    /// @notice Shares of `liquidToken` minted here and not redeemed, wherever CCIP has carried them.
    function sharesOutstanding(address liquidToken) external view returns (uint256);
    /// @notice Shares of `liquidToken` for `assets` (normalised, below 2^128) at the rate of now, rounded down.
    function toSharesDown(address liquidToken, uint256 assets) external view returns (uint256);
    /// @notice Assets (normalised) for `shares` (below 2^128) of `liquidToken` at the rate of now, rounded down.
    function toAssetsDown(address liquidToken, uint256 shares) external view returns (uint256);
    /// @notice Nonce of the next redemption's item.
    function nextNonce() external view returns (uint64);
    /// @notice The hub whose books this one may take over; zero for none.
    function predecessor() external view returns (address);
}
