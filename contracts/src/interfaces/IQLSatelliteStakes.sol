// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLMessages} from "../libraries/QLMessages.sol";
import {IQLOutbox} from "./IQLOutbox.sol";
import {IQLSatelliteTypes} from "./IQLSatelliteTypes.sol";

/// @title Stakes: locked and sent at once, or queued and sent together; and what they cost.
interface IQLSatelliteStakes is IQLOutbox, IQLSatelliteTypes {
    /// @notice Locks `amount` of `asset` and sends its root to the hub, at once.
    /// @param asset Listed token, or the zero address for the native coin.
    /// @param amount Greater than zero and below 2^128.
    /// @param receiver Who is credited with shares on the hub chain; not zero.
    /// @param refundTo Who is paid here if the stake is refunded; zero means the caller.
    /// @param feeToken The zero address (native, from the value sent beyond a native `amount`; the excess returns) or LINK (pulled).
    /// @param maxFee Most that may be charged, in `feeToken`.
    /// @return stakeId The leaf's hash, which is also the root.
    /// @return messageId CCIP's message id.
    function stake(address asset, uint256 amount, address receiver, address refundTo, address feeToken, uint256 maxFee)
        external
        payable
        returns (bytes32 stakeId, bytes32 messageId);

    /// @notice What `stake` by `staker` with the same arguments would charge in this block. Reverts as `stake` would for a closed lane, a
    /// pause, an exceeded limit, an unlisted asset or another fee token.
    function quoteStake(
        address staker,
        address asset,
        uint256 amount,
        address receiver,
        address refundTo,
        address feeToken
    ) external view returns (Quote memory);

    /// @notice Locks `amount` of `asset` and adds it to the open batch. Its share of CCIP's fee and the execution fee are paid in native
    /// coin, from the value sent beyond a native `amount`; the excess returns. Parameters as for `stake`.
    /// @return stakeId The leaf's hash.
    function queue(address asset, uint256 amount, address receiver, address refundTo, uint256 maxFee)
        external
        payable
        returns (bytes32 stakeId);

    /// @notice What `queue` would charge in this block, in native coin; `ccipFee` is the share. Reverts as `queue` would.
    function quoteQueue(address asset, uint256 amount) external view returns (Quote memory);

    /// @notice By anyone: sends the open batch of `asset` for a hub. CCIP's fee comes out of the shares its leaves brought and as much again
    /// of what earlier batches left; the value sent pays the rest, and what it does not need returns.
    function flush(uint64 hubSelector, address hub, address asset) external payable returns (bytes32 messageId);

    /// @notice Of CCIP's fee for `flush` in this block, what the caller must pay.
    function quoteFlush(uint64 hubSelector, address hub, address asset)
        external
        view
        returns (uint256 ccipFee, uint256 toPay);

    /// @notice This contract to itself: sends the open batch and reverts with `AttemptSucceeded`.
    function attemptFlush(uint64 hubSelector, address hub, address asset, uint256 offered) external;

    /// @notice Locks `amount` of `asset` as yield and tells the hub; the caller pays CCIP's fee in native coin, the excess returns.
    /// @return leaf Which is also the root.
    function fundRewards(address asset, uint256 amount) external payable returns (bytes32 leaf, bytes32 messageId);

    /// @notice Whether `asset` may be staked.
    function isListed(address asset) external view returns (bool);

    /// @notice Principal of `asset` locked here.
    function locked(address asset) external view returns (uint256);

    /// @notice Execution fees accrued in `feeToken` and not withdrawn.
    function accruedFees(address feeToken) external view returns (uint256);

    /// @notice Native fees that leaves of closed batches brought and no message has used yet, in wei.
    function batchFees() external view returns (uint256);

    /// @notice Native fees that the leaves waiting in open batches of `asset` brought, in wei.
    function waitingFees(address asset) external view returns (uint256);

    /// @notice Wrapped native kept to pay CCIP, in wei.
    function floatBalance() external view returns (uint256);

    /// @notice Flat execution fee per stake in `feeToken`.
    function executionFee(address feeToken) external view returns (uint256);

    /// @notice What the subsidy pot holds, in wei.
    function subsidyPot() external view returns (uint256);

    /// @notice Most that the pot would give `staker` for one stake now, in wei, whatever CCIP's fee.
    function subsidyLeft(address staker) external view returns (uint256);

    /// @notice Native fee that a queued leaf brings to the batch it opens.
    function batchShare() external view returns (uint256);

    /// @notice Fees of the batch that `queue` fills for a hub and asset.
    function batchFeesOf(uint64 hubSelector, address hub, address asset) external view returns (BatchFees memory);

    /// @notice The hub stakes go to, zeros if none is set.
    function currentHub() external view returns (uint64 hubSelector, address hub, LaneState state);

    /// @notice Nonce of the next item that leaves here.
    function nextNonce() external view returns (uint64);

    /// @notice What this satellite sent under `root`; zeros if nothing.
    function sentRoot(bytes32 root) external view returns (SentRoot memory);

    /// @notice Whether `stakeId` is a stake that was locked and sent here as a root of one.
    function isStake(bytes32 stakeId) external view returns (bool);

    /// @notice Id of `item` if staked over the lane to the current hub.
    function stakeIdOf(QLMessages.Item calldata item) external view returns (bytes32);
}
