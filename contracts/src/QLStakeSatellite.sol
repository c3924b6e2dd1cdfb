// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLEndpoint} from "./QLEndpoint.sol";
import {IQLStakeSatellite} from "./interfaces/IQLStakeSatellite.sol";
import {QLMessages} from "./libraries/QLMessages.sol";
import {SatelliteFunds} from "./satellite/SatelliteFunds.sol";
import {IRouterClient} from "@chainlink/contracts-ccip/contracts/interfaces/IRouterClient.sol";
import {Client} from "@chainlink/contracts-ccip/contracts/libraries/Client.sol";

/// @title Locks assets and sends their root to the hub.
contract QLStakeSatellite is SatelliteFunds {
    /// @dev The caller's terms. `offered` is the native coin sent for the fee, zero where the fee is in LINK.
    struct Payment {
        address feeToken;
        uint256 offered;
        uint256 maxFee;
    }

    mapping(bytes32 root => SentRoot) private _sentRoots;

    /// @param authority OpenZeppelin AccessManager that decides who may call the restricted functions.
    /// @param router_ CCIP's Router on this chain.
    /// @param chainSelector_ CCIP selector of this chain.
    /// @param wrappedNative_ Wrapped native coin that the Router takes as fee.
    /// @param link_ LINK on this chain.
    constructor(address authority, address router_, uint64 chainSelector_, address wrappedNative_, address link_)
        QLEndpoint(authority, router_, chainSelector_)
        SatelliteFunds(wrappedNative_, link_)
    {}

    /// @inheritdoc IQLStakeSatellite
    function stake(address asset, uint256 amount, address receiver, address refundTo, address feeToken, uint256 maxFee)
        external
        payable
        nonReentrant
        returns (bytes32 stakeId, bytes32 messageId)
    {
        if (amount == 0 || receiver == address(0)) revert ZeroValue();
        if (amount > type(uint128).max) revert AmountTooLarge(amount);
        if (refundTo == address(0)) refundTo = msg.sender;
        Payment memory payment = Payment(feeToken, _offeredForFee(asset, amount, feeToken), maxFee);
        return _lockAndSend(QLMessages.Item(asset, amount, receiver, refundTo, _takeNonce(), 0), payment);
    }

    /// @inheritdoc IQLStakeSatellite
    function quoteStake(address asset, uint256 amount, address receiver, address refundTo, address feeToken)
        external
        view
        returns (Quote memory)
    {
        QLMessages.Item memory item = QLMessages.Item(asset, amount, receiver, refundTo, _peekNonce(), 0);
        (Hub memory hub, Client.EVM2AnyMessage memory message) = _stakeMessage(item, feeToken);
        return _chargeOf(feeToken, IRouterClient(router()).getFee(hub.selector, message));
    }

    /// @inheritdoc IQLStakeSatellite
    function sentRoot(bytes32 root) external view returns (SentRoot memory) {
        return _sentRoots[root];
    }

    /// @inheritdoc IQLStakeSatellite
    function isStake(bytes32 stakeId) external view returns (bool) {
        SentRoot memory sent = _sentRoots[stakeId];
        return sent.count == 1 && sent.kind == QLMessages.Kind.Stake;
    }

    /// @inheritdoc IQLStakeSatellite
    function nextNonce() external view returns (uint64) {
        return _peekNonce();
    }

    function _lockAndSend(QLMessages.Item memory item, Payment memory payment)
        private
        returns (bytes32 stakeId, bytes32 messageId)
    {
        (Hub memory hub, Client.EVM2AnyMessage memory message) = _stakeMessage(item, payment.feeToken);
        _lock(item.asset, item.amount);
        stakeId = QLMessages.leafOf(QLMessages.Kind.Stake, _outbound(hub.selector, hub.at), item);
        _sentRoots[stakeId] = SentRoot(uint128(item.amount), uint64(block.timestamp), 1, QLMessages.Kind.Stake);

        Quote memory charge;
        (messageId, charge) = _sendCharged(hub.selector, message, payment);
        emit StakeLocked(stakeId, msg.sender, item, payment.feeToken, charge.ccipFee, charge.executionFee, charge.total);
        emit RootSent(messageId, stakeId, QLMessages.Kind.Stake, item.asset, 1, item.amount, hub.selector, hub.at);
        _requireCovered(item.asset);
    }

    function _sendCharged(uint64 selector, Client.EVM2AnyMessage memory message, Payment memory payment)
        private
        returns (bytes32 messageId, Quote memory charge)
    {
        bool native = payment.feeToken == NATIVE;
        (messageId, charge) = native
            ? _sendForNative(selector, message, payment.offered)
            : _sendForLink(selector, message, payment.maxFee);
        if (charge.total > payment.maxFee) revert FeeAboveMax(charge.total, payment.maxFee);
        accruedFees[payment.feeToken] += charge.executionFee;
        if (native) _pay(msg.sender, payment.offered - charge.total);
        if (native) _requireCovered(wrappedNative);
        _requireCovered(payment.feeToken);
    }

    /// @dev The one computation behind charge and quote.
    function _stakeMessage(QLMessages.Item memory item, address feeToken)
        private
        view
        returns (Hub memory hub, Client.EVM2AnyMessage memory message)
    {
        if (!isListed[item.asset]) revert AssetNotListed(item.asset);
        _requireFeeToken(feeToken);
        hub = _openHub();
        message = _ccipMessage(
            hub.at, QLMessages.encodeItem(QLMessages.Kind.Stake, item), feeToken == NATIVE ? wrappedNative : feeToken
        );
    }

    /// @dev Native coin beyond a native principal is the offer for a native fee; anything else sent would be lost, so it is refused.
    function _offeredForFee(address asset, uint256 amount, address feeToken) private view returns (uint256 offered) {
        uint256 principal = asset == NATIVE ? amount : 0;
        if (msg.value < principal) revert ValueTooLow(msg.value, principal);
        offered = msg.value - principal;
        if (feeToken != NATIVE && offered != 0) revert ValueMismatch(principal, msg.value);
    }
}
