// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLBucket} from "../libraries/QLBucket.sol";
import {IQLSatelliteTypes} from "./IQLSatelliteTypes.sol";

/// @title What a satellite holds, charges and gives, and who may change that.
interface IQLSatelliteFunds is IQLSatelliteTypes {
    /// @notice Adds the value sent to the float.
    function fundFloat() external payable;

    /// @notice Adds the value sent to the subsidy pot.
    function fundSubsidy() external payable;

    /// @notice DAO: allows staking of `asset` under `stakeLimits`, and payouts of it under `payoutLimits`, none of them zero.
    function listAsset(address asset, QLBucket.Limits calldata stakeLimits, QLBucket.Limits calldata payoutLimits)
        external;

    /// @notice CONFIG: stops staking of `asset`.
    function delistAsset(address asset) external;

    /// @notice CONFIG: sets the standing stake limits and ends a lowering.
    function setStakeLimits(address asset, QLBucket.Limits calldata limits) external;

    /// @notice CONFIG: sets the standing payout limits, none of them zero, and ends a lowering.
    function setPayoutLimits(address asset, QLBucket.Limits calldata limits) external;

    /// @notice PAUSER: lowers the stake limits for 7 days; once per account until they are set.
    function lowerStakeLimits(address asset, QLBucket.Limits calldata limits) external;

    /// @notice PAUSER: lowers the payout limits for 7 days; once per account until they are set.
    function lowerPayoutLimits(address asset, QLBucket.Limits calldata limits) external;

    /// @notice CONFIG: sets the flat execution fee per stake in `feeToken` (native or LINK), below 2^80.
    function setExecutionFee(address feeToken, uint256 fee) external;

    /// @notice CONFIG: sets the native fee that a queued leaf brings to its batch, below 2^80.
    function setBatchShare(uint256 share) external;

    /// @notice CONFIG: sets what the subsidy pot gives.
    function setSubsidy(SubsidyTerms calldata terms) external;

    /// @notice DAO: pays accrued execution fees to the treasury.
    function withdrawFees(address feeToken, address to, uint256 amount) external;

    /// @notice DAO: takes part of the float out as native coin.
    function withdrawFloat(address to, uint256 amount) external;

    /// @notice DAO: takes part of the subsidy pot out.
    function withdrawSubsidy(address to, uint256 amount) external;

    /// @notice DAO: writes `amount` of `asset` off, while Stakes and Releases are paused; the hub's backing falls by the same.
    function recordLoss(address asset, uint256 amount) external;

    /// @notice What the pot gives.
    function subsidyTerms() external view returns (SubsidyTerms memory);

    /// @notice What may be staked of `asset` now.
    function stakeBucketOf(address asset) external view returns (BucketState memory);

    /// @notice What may be paid out of `asset` now.
    function payoutBucketOf(address asset) external view returns (BucketState memory);

    /// @notice LINK on this chain.
    function link() external view returns (address);

    /// @notice Wrapped native coin, as CCIP's Router takes it.
    function wrappedNative() external view returns (address);
}
