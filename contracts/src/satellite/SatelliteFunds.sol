// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLPauses} from "../endpoint/QLPauses.sol";
import {IQLEndpoint} from "../interfaces/IQLEndpoint.sol";
import {IQLSatelliteFunds} from "../interfaces/IQLSatelliteFunds.sol";
import {IWrappedNative} from "../interfaces/IWrappedNative.sol";
import {QLBucket} from "../libraries/QLBucket.sol";
import {SatelliteState} from "./SatelliteState.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @title What the satellite holds, charges and gives: principal, fees, subsidy pot and float, each in a counter of its own.
abstract contract SatelliteFunds is SatelliteState, QLPauses, IQLSatelliteFunds {
    using QLBucket for QLBucket.Bucket;
    using SafeCast for uint256;
    using SafeERC20 for IERC20;

    uint256 private constant WHOLE = 10_000; // basis points

    /// @inheritdoc IQLSatelliteFunds
    function fundFloat() external payable {
        _float += msg.value.toUint128();
        emit FloatFunded(msg.sender, msg.value);
        IWrappedNative(_wrapped).deposit{value: msg.value}();
    }

    /// @inheritdoc IQLSatelliteFunds
    function fundSubsidy() external payable {
        _pot += msg.value.toUint128();
        emit SubsidyFunded(msg.sender, msg.value);
    }

    /// @inheritdoc IQLSatelliteFunds
    function listAsset(address asset, QLBucket.Limits calldata stakeLimits, QLBucket.Limits calldata payoutLimits)
        external
        restricted
    {
        if (asset == _wrapped) revert AssetNotListable(asset);
        if (asset != NATIVE && asset.code.length == 0) revert IQLEndpoint.NoCode(asset);
        _assets[asset].listed = true;
        emit AssetListed(asset);
        _configureStakes(asset, stakeLimits);
        _configurePayouts(asset, payoutLimits);
    }

    /// @inheritdoc IQLSatelliteFunds
    function delistAsset(address asset) external restricted {
        _assets[asset].listed = false;
        emit AssetDelisted(asset);
    }

    /// @inheritdoc IQLSatelliteFunds
    function setStakeLimits(address asset, QLBucket.Limits calldata limits) external restricted {
        _configureStakes(asset, limits);
    }

    /// @inheritdoc IQLSatelliteFunds
    function setPayoutLimits(address asset, QLBucket.Limits calldata limits) external restricted {
        _configurePayouts(asset, limits);
    }

    /// @inheritdoc IQLSatelliteFunds
    function lowerStakeLimits(address asset, QLBucket.Limits calldata limits) external restricted {
        emit StakeLimitsLowered(asset, _assets[asset].stakes.lower(limits, msg.sender), msg.sender);
    }

    /// @inheritdoc IQLSatelliteFunds
    function lowerPayoutLimits(address asset, QLBucket.Limits calldata limits) external restricted {
        emit PayoutLimitsLowered(asset, _assets[asset].payouts.lower(limits, msg.sender), msg.sender);
    }

    /// @inheritdoc IQLSatelliteFunds
    function setExecutionFee(address feeToken, uint256 fee) external restricted {
        _requireFeeToken(feeToken);
        _fees[feeToken].execution = fee.toUint80();
        emit ExecutionFeeChanged(feeToken, fee);
    }

    /// @inheritdoc IQLSatelliteFunds
    function setBatchShare(uint256 share) external restricted {
        _terms.batchShare = share.toUint80();
        emit BatchShareChanged(share);
    }

    /// @inheritdoc IQLSatelliteFunds
    function setSubsidy(SubsidyTerms calldata terms) external restricted {
        if (terms.shareBps > WHOLE || terms.periodSeconds == 0) revert InvalidTerms();
        _terms = Terms({
            shareBps: terms.shareBps,
            periodSeconds: terms.periodSeconds,
            batchShare: _terms.batchShare,
            capPerPeriod: terms.capPerPeriod,
            capPerStake: terms.capPerStake,
            capPerAccount: terms.capPerAccount
        });
        emit SubsidyChanged(terms);
    }

    /// @inheritdoc IQLSatelliteFunds
    function withdrawFees(address feeToken, address to, uint256 amount) external restricted nonReentrant {
        _fees[feeToken].accrued -= uint88(_withdrawable(to, amount, _fees[feeToken].accrued));
        emit FeesWithdrawn(feeToken, to, amount);
        if (feeToken == NATIVE) _pay(to, amount);
        else IERC20(feeToken).safeTransfer(to, amount);
    }

    /// @inheritdoc IQLSatelliteFunds
    function withdrawFloat(address to, uint256 amount) external restricted nonReentrant {
        _float -= _withdrawable(to, amount, _float);
        emit FloatWithdrawn(to, amount);
        IWrappedNative(_wrapped).withdraw(amount);
        _pay(to, amount);
    }

    /// @inheritdoc IQLSatelliteFunds
    function withdrawSubsidy(address to, uint256 amount) external restricted nonReentrant {
        _pot -= _withdrawable(to, amount, _pot);
        emit SubsidyWithdrawn(to, amount);
        _pay(to, amount);
    }

    /// @inheritdoc IQLSatelliteFunds
    function recordLoss(address asset, uint256 amount) external restricted {
        if (!_isPaused(Scope.Stakes) || !_isPaused(Scope.Releases)) revert NotPaused();
        uint256 held = _assets[asset].locked;
        if (amount > held) revert CounterTooLow(amount, held);
        _assets[asset].locked = uint128(held - amount);
        emit LossRecorded(asset, amount);
    }

    /// @inheritdoc IQLSatelliteFunds
    function link() external view returns (address) {
        return _link;
    }

    /// @inheritdoc IQLSatelliteFunds
    function wrappedNative() external view returns (address) {
        return _wrapped;
    }

    /// @inheritdoc IQLSatelliteFunds
    function subsidyTerms() external view returns (SubsidyTerms memory) {
        Terms memory terms = _terms;
        return
            SubsidyTerms(
                terms.shareBps, terms.periodSeconds, terms.capPerPeriod, terms.capPerStake, terms.capPerAccount
            );
    }

    /// @inheritdoc IQLSatelliteFunds
    function stakeBucketOf(address asset) external view returns (BucketState memory) {
        return _stateOf(_assets[asset].stakes);
    }

    /// @inheritdoc IQLSatelliteFunds
    function payoutBucketOf(address asset) external view returns (BucketState memory) {
        return _stateOf(_assets[asset].payouts);
    }

    function _configureStakes(address asset, QLBucket.Limits calldata limits) private {
        _assets[asset].stakes.configure(limits);
        emit StakeLimitsChanged(asset, limits);
    }

    function _configurePayouts(address asset, QLBucket.Limits calldata limits) private {
        bool anyZero = limits.capacity == 0 || limits.refillPerSecond == 0;
        if (anyZero || limits.countCapacity == 0 || limits.countPerHour == 0) revert LimitZero();
        _assets[asset].payouts.configure(limits);
        emit PayoutLimitsChanged(asset, limits);
    }

    function _withdrawable(address to, uint256 amount, uint256 available) private pure returns (uint128) {
        if (to == address(0)) revert IQLEndpoint.ZeroValue();
        if (amount > available) revert CounterTooLow(amount, available);
        return uint128(amount);
    }

    function _stateOf(QLBucket.Bucket storage bucket) private view returns (BucketState memory state) {
        (state.standing, state.inForce) = (bucket.standing(), bucket.limits());
        state.loweredUntil = bucket.loweredUntil;
        (state.value, state.items) = bucket.available();
    }

    function _hasScope(Scope scope) internal pure override returns (bool) {
        return scope == Scope.Stakes || scope == Scope.Releases;
    }
}
