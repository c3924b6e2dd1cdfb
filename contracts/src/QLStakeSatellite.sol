// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLSatelliteInbound} from "./QLSatelliteInbound.sol";
import {QLDelegator} from "./endpoint/QLDelegator.sol";
import {IQLEndpoint} from "./interfaces/IQLEndpoint.sol";
import {IQLPauses} from "./interfaces/IQLPauses.sol";
import {IQLSatelliteStakes} from "./interfaces/IQLSatelliteStakes.sol";
import {QLBucket} from "./libraries/QLBucket.sol";
import {QLMessages} from "./libraries/QLMessages.sol";
import {SatelliteBatches} from "./satellite/SatelliteBatches.sol";
import {SatelliteItems} from "./satellite/SatelliteItems.sol";
import {SatelliteState} from "./satellite/SatelliteState.sol";
import {SatelliteViews} from "./satellite/SatelliteViews.sol";
import {IRouterClient} from "@chainlink/contracts-ccip/contracts/interfaces/IRouterClient.sol";
import {Client} from "@chainlink/contracts-ccip/contracts/libraries/Client.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @title Locks assets and sends their roots to the hub.
contract QLStakeSatellite is SatelliteBatches, SatelliteItems, SatelliteViews, QLDelegator {
    using SafeERC20 for IERC20;
    using QLBucket for QLBucket.Bucket;

    /// @dev The caller's terms. `offered` is the native coin sent for the fee, zero where the fee is in LINK.
    struct Payment {
        address feeToken;
        uint256 offered;
        uint256 maxFee;
    }

    /// @param authority OpenZeppelin AccessManager that decides who may call the restricted functions.
    /// @param router_ CCIP's Router on this chain.
    /// @param inbound The code of what is not here; tells the chain's selector, wrapped native coin and LINK.
    constructor(address authority, address router_, QLSatelliteInbound inbound)
        SatelliteState(authority, router_, inbound.chainSelector(), inbound.wrappedNative(), inbound.link())
        QLDelegator(address(inbound))
    {
        // The Router pulls exactly its fee. Only the float is ever kept in wrapped native, never principal.
        IERC20(_wrapped).forceApprove(router_, type(uint256).max);
    }

    /// @dev Native coin comes with a stake or from unwrapping; a bare transfer would belong to no counter.
    receive() external payable {
        if (msg.sender != _wrapped) revert ValueMismatch(0, msg.value);
    }

    /// @inheritdoc IQLSatelliteStakes
    function stake(address asset, uint256 amount, address receiver, address refundTo, address feeToken, uint256 maxFee)
        external
        payable
        nonReentrant
        returns (bytes32 stakeId, bytes32 messageId)
    {
        _requireFeeToken(feeToken);
        QLMessages.Item memory item = _newStake(asset, amount, receiver, refundTo);
        Payment memory payment = Payment(feeToken, _offeredForFee(asset, amount, feeToken), maxFee);
        return _lockAndSend(item, payment);
    }

    /// @inheritdoc IQLSatelliteStakes
    function quoteStake(
        address staker,
        address asset,
        uint256 amount,
        address receiver,
        address refundTo,
        address feeToken
    ) external view returns (Quote memory) {
        _requireFeeToken(feeToken);
        _requireFits(asset, amount);
        QLMessages.Item memory item = QLMessages.Item(asset, amount, receiver, refundTo, _peekNonce(), 0);
        Hub memory hub = _openHub();
        uint256 ccipFee =
            IRouterClient(_router).getFee(hub.selector, _itemMessage(hub, QLMessages.Kind.Stake, item, feeToken));
        Payer memory payer = _payerFor(staker, feeToken, 0);
        return _chargeOf(_split(ccipFee, payer), payer.execution);
    }

    /// @inheritdoc IQLSatelliteStakes
    function queue(address asset, uint256 amount, address receiver, address refundTo, uint256 maxFee)
        external
        payable
        nonReentrant
        returns (bytes32 stakeId)
    {
        QLMessages.Item memory item = _newStake(asset, amount, receiver, refundTo);
        Hub memory hub = _openHub();
        _lock(asset, amount);
        bytes32 batch;
        (stakeId, batch) = _queue(QLMessages.Kind.Stake, hub.selector, hub.at, item);
        if (item.index == 0) {
            _opened(hub.selector, hub.at);
            _openFees(batch);
        }
        _takeQueueFees(item, _batchFees[batch], maxFee, stakeId);
    }

    /// @inheritdoc IQLSatelliteStakes
    function quoteQueue(address asset, uint256 amount) external view returns (Quote memory) {
        _requireFits(asset, amount);
        Hub memory hub = _openHub();
        bytes32 batch = _keyOf(hub.selector, hub.at, asset);
        uint256 count = openBatch(batch).count;
        if (count == QLMessages.MAX_LEAVES) revert BatchFull(batch);
        BatchFees memory fees = _batchFees[batch];
        if (count == 0) (fees.share, fees.execution) = (_terms.batchShare, _fees[NATIVE].execution);
        return Quote(fees.share, fees.execution, 0, uint256(fees.share) + fees.execution);
    }

    /// @inheritdoc IQLSatelliteStakes
    function fundRewards(address asset, uint256 amount)
        external
        payable
        nonReentrant
        returns (bytes32 leaf, bytes32 messageId)
    {
        if (!_assets[asset].listed) revert AssetNotListed(asset);
        uint256 offered = _offeredForFee(asset, amount, NATIVE);
        Hub memory hub = _openHub();
        QLMessages.Item memory item = _newItem(asset, amount, hub.at, msg.sender);
        _lock(asset, amount);
        leaf = QLMessages.leafOf(QLMessages.Kind.Rewards, _outbound(hub.selector, hub.at), item);
        Paid memory paid;
        (messageId, paid) = _sendForNative(
            hub.selector, _itemMessage(hub, QLMessages.Kind.Rewards, item, NATIVE), Payer(offered, 0, 0, 0)
        );
        emit RewardsFunded(leaf, msg.sender, item, paid.ccipFee);
        _sentOne(messageId, leaf, QLMessages.Kind.Rewards, item, hub);
        _pay(msg.sender, offered - paid.toPay);
        _requireAllCovered(asset, NATIVE);
    }

    /// @dev What a stake needs of its asset, but for taking it from the bucket.
    function _stakeable(address asset) internal view returns (QLBucket.Bucket storage) {
        _requireRunning(IQLPauses.Scope.Stakes);
        if (!_assets[asset].listed) revert AssetNotListed(asset);
        return _assets[asset].stakes;
    }

    function _lockAndSend(QLMessages.Item memory item, Payment memory payment)
        private
        returns (bytes32 stakeId, bytes32 messageId)
    {
        Hub memory hub = _openHub();
        _lock(item.asset, item.amount);
        stakeId = QLMessages.leafOf(QLMessages.Kind.Stake, _outbound(hub.selector, hub.at), item);
        Quote memory charge;
        (messageId, charge) =
            _sendCharged(hub.selector, _itemMessage(hub, QLMessages.Kind.Stake, item, payment.feeToken), payment);
        emit StakeLocked(
            stakeId,
            msg.sender,
            item,
            payment.feeToken,
            charge.ccipFee,
            charge.executionFee,
            charge.subsidy,
            charge.total
        );
        _sentOne(messageId, stakeId, QLMessages.Kind.Stake, item, hub);
        if (payment.feeToken == NATIVE) _pay(msg.sender, payment.offered - charge.total);
        _requireAllCovered(item.asset, payment.feeToken);
    }

    function _sendCharged(uint64 selector, Client.EVM2AnyMessage memory message, Payment memory payment)
        private
        returns (bytes32 messageId, Quote memory charge)
    {
        Payer memory payer = _payerFor(msg.sender, payment.feeToken, payment.offered);
        if (payment.feeToken == NATIVE) {
            Paid memory paid;
            (messageId, paid) = _sendForNative(selector, message, payer);
            _giveSubsidy(msg.sender, paid.given);
            charge = _chargeOf(paid, payer.execution);
            if (charge.total > payment.maxFee) revert FeeAboveMax(charge.total, payment.maxFee);
        } else {
            (messageId, charge.ccipFee) = _sendForLink(selector, message, payer.execution, payment.maxFee);
            charge = _chargeOf(_split(charge.ccipFee, payer), payer.execution);
        }
        if (charge.executionFee != 0) _fees[payment.feeToken].accrued += uint80(charge.executionFee);
    }

    function _takeQueueFees(QLMessages.Item memory item, BatchFees memory fees, uint256 maxFee, bytes32 stakeId)
        private
    {
        (uint256 share, uint256 execution) = (fees.share, fees.execution);
        uint256 charge = share + execution;
        uint256 offered = _offeredForFee(item.asset, item.amount, NATIVE);
        if (charge > maxFee) revert FeeAboveMax(charge, maxFee);
        if (charge > offered) revert IQLEndpoint.ValueTooLow(offered, charge);
        _assets[item.asset].waiting += uint120(share);
        if (execution != 0) _fees[NATIVE].accrued += uint80(execution);
        emit StakeQueued(stakeId, msg.sender, share, execution);
        _pay(msg.sender, offered - charge);
    }

    /// @dev A stake that the limits allow, with the next nonce.
    function _newStake(address asset, uint256 amount, address receiver, address refundTo)
        private
        returns (QLMessages.Item memory item)
    {
        if (receiver == address(0)) revert IQLEndpoint.ZeroValue();
        item = _newItem(asset, amount, receiver, refundTo == address(0) ? msg.sender : refundTo);
        _takeFrom(_stakeable(asset), amount);
    }

    function _requireFits(address asset, uint256 amount) private view {
        QLBucket.Bucket storage bucket = _stakeable(asset);
        (uint256 value, uint256 items) = bucket.available();
        if (amount > value || items == 0) revert BucketExceeded(value, bucket.retryAt(amount));
    }

    /// @dev The one computation behind charge and quote.
    function _payerFor(address staker, address feeToken, uint256 offered) private view returns (Payer memory payer) {
        (payer.offered, payer.execution) = (offered, _fees[feeToken].execution);
        if (feeToken != NATIVE) return payer;
        payer.giveBps = _terms.shareBps;
        if (payer.giveBps != 0) payer.givable = _subsidyLeft(staker);
    }

    function _chargeOf(Paid memory paid, uint256 execution) private pure returns (Quote memory) {
        return Quote(paid.ccipFee, execution, paid.given, paid.toPay);
    }
}
