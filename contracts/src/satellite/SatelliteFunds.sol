// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLStakeSatellite} from "../interfaces/IQLStakeSatellite.sol";
import {IWrappedNative} from "../interfaces/IWrappedNative.sol";
import {SatelliteLane} from "./SatelliteLane.sol";
import {IRouterClient} from "@chainlink/contracts-ccip/contracts/interfaces/IRouterClient.sol";
import {Client} from "@chainlink/contracts-ccip/contracts/libraries/Client.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

/// @title What the satellite holds: principal, execution fees and float, each in a counter of its own.
abstract contract SatelliteFunds is SatelliteLane {
    using SafeERC20 for IERC20;

    address internal constant NATIVE = address(0);

    /// @inheritdoc IQLStakeSatellite
    address public immutable wrappedNative;
    /// @inheritdoc IQLStakeSatellite
    address public immutable link;
    /// @inheritdoc IQLStakeSatellite
    uint256 public floatBalance;
    /// @inheritdoc IQLStakeSatellite
    mapping(address asset => bool) public isListed;
    /// @inheritdoc IQLStakeSatellite
    mapping(address asset => uint256) public locked;
    /// @inheritdoc IQLStakeSatellite
    mapping(address feeToken => uint256) public accruedFees;
    /// @inheritdoc IQLStakeSatellite
    mapping(address feeToken => uint256) public executionFee;

    constructor(address wrappedNative_, address link_) {
        if (wrappedNative_ == address(0) || link_ == address(0)) revert ZeroValue();
        wrappedNative = wrappedNative_;
        link = link_;
        // The Router pulls exactly its fee. Only the float is ever kept in wrapped native, never principal.
        IERC20(wrappedNative_).forceApprove(router(), type(uint256).max);
    }

    /// @dev Native coin comes with a stake or from unwrapping; a bare transfer would belong to no counter.
    receive() external payable {
        if (msg.sender != wrappedNative) revert ValueMismatch(0, msg.value);
    }

    /// @inheritdoc IQLStakeSatellite
    function fundFloat() external payable {
        floatBalance += msg.value;
        emit FloatFunded(msg.sender, msg.value);
        IWrappedNative(wrappedNative).deposit{value: msg.value}();
    }

    /// @inheritdoc IQLStakeSatellite
    function withdrawFloat(address to, uint256 amount) external restricted nonReentrant {
        if (to == address(0)) revert ZeroValue();
        if (amount > floatBalance) revert CounterTooLow(amount, floatBalance);
        floatBalance -= amount;
        emit FloatWithdrawn(to, amount);
        IWrappedNative(wrappedNative).withdraw(amount);
        _pay(to, amount);
    }

    /// @inheritdoc IQLStakeSatellite
    function withdrawFees(address feeToken, address to, uint256 amount) external restricted nonReentrant {
        if (to == address(0)) revert ZeroValue();
        if (amount > accruedFees[feeToken]) revert CounterTooLow(amount, accruedFees[feeToken]);
        accruedFees[feeToken] -= amount;
        emit FeesWithdrawn(feeToken, to, amount);
        if (feeToken == NATIVE) _pay(to, amount);
        else IERC20(feeToken).safeTransfer(to, amount);
    }

    /// @inheritdoc IQLStakeSatellite
    function setExecutionFee(address feeToken, uint256 fee) external restricted {
        _requireFeeToken(feeToken);
        executionFee[feeToken] = fee;
        emit ExecutionFeeChanged(feeToken, fee);
    }

    /// @inheritdoc IQLStakeSatellite
    function listAsset(address asset) external restricted {
        if (asset == wrappedNative) revert AssetNotListable(asset);
        isListed[asset] = true;
        emit AssetListed(asset);
    }

    /// @inheritdoc IQLStakeSatellite
    function delistAsset(address asset) external restricted {
        isListed[asset] = false;
        emit AssetDelisted(asset);
    }

    function _routerChanged(address newRouter, address previous) internal override {
        IERC20(wrappedNative).forceApprove(previous, 0);
        IERC20(wrappedNative).forceApprove(newRouter, type(uint256).max);
    }

    /// @dev Takes principal in and counts it. Native principal came with the call.
    function _lock(address asset, uint256 amount) internal {
        locked[asset] += amount;
        if (asset != NATIVE) _pull(IERC20(asset), amount);
    }

    /// @dev Sends against native coin: the Router is paid from the float in wrapped native, so it takes neither a quote first nor an
    /// overpayment, and what it took is wrapped afterwards. Where the float may be short, the offer is wrapped first.
    function _sendForNative(uint64 selector, Client.EVM2AnyMessage memory message, uint256 offered)
        internal
        returns (bytes32 messageId, Quote memory charge)
    {
        IWrappedNative wrapped = IWrappedNative(wrappedNative);
        bool wrapFirst = floatBalance < offered;
        if (wrapFirst) wrapped.deposit{value: offered}();

        uint256 before = wrapped.balanceOf(address(this));
        try IRouterClient(router()).ccipSend(selector, message) returns (bytes32 id) {
            messageId = id;
        } catch (bytes memory reason) {
            _refuseNative(selector, message, offered, reason);
        }
        charge = _chargeOf(NATIVE, before - wrapped.balanceOf(address(this)));
        if (charge.total > offered) revert ValueTooLow(offered, charge.total);

        if (!wrapFirst) wrapped.deposit{value: charge.ccipFee}();
        else if (offered > charge.ccipFee) wrapped.withdraw(offered - charge.ccipFee);
    }

    /// @dev Where float and offer together do not reach, the Router fails with wrapped native's own error, which names no amount.
    function _refuseNative(uint64 selector, Client.EVM2AnyMessage memory message, uint256 offered, bytes memory reason)
        private
        view
    {
        uint256 needed = _chargeOf(NATIVE, IRouterClient(router()).getFee(selector, message)).total;
        if (offered < needed) revert ValueTooLow(offered, needed);
        assembly ("memory-safe") {
            revert(add(reason, 32), mload(reason))
        }
    }

    /// @dev Sends against LINK pulled from the caller. The Router may take its fee and no more.
    function _sendForLink(uint64 selector, Client.EVM2AnyMessage memory message, uint256 maxFee)
        internal
        returns (bytes32 messageId, Quote memory charge)
    {
        charge = _chargeOf(link, IRouterClient(router()).getFee(selector, message));
        if (charge.total > maxFee) revert FeeAboveMax(charge.total, maxFee);
        _pull(IERC20(link), charge.total);
        IERC20(link).forceApprove(router(), charge.ccipFee);

        uint256 before = IERC20(link).balanceOf(address(this));
        messageId = IRouterClient(router()).ccipSend(selector, message);
        uint256 spent = before - IERC20(link).balanceOf(address(this));
        if (spent != charge.ccipFee) revert TransferMismatch(link, charge.ccipFee, spent);
    }

    function _chargeOf(address feeToken, uint256 ccipFee) internal view returns (Quote memory) {
        uint256 execution = executionFee[feeToken];
        return Quote(ccipFee, execution, ccipFee + execution);
    }

    function _requireFeeToken(address feeToken) internal view {
        if (feeToken != NATIVE && feeToken != link) revert FeeTokenNotAccepted(feeToken);
    }

    function _requireCovered(address token) internal view {
        uint256 owed = locked[token] + accruedFees[token] + (token == wrappedNative ? floatBalance : 0);
        uint256 balance = token == NATIVE ? address(this).balance : IERC20(token).balanceOf(address(this));
        if (balance < owed) revert Uncovered(token, owed, balance);
    }

    function _pull(IERC20 token, uint256 amount) private {
        uint256 before = token.balanceOf(address(this));
        token.safeTransferFrom(msg.sender, address(this), amount);
        uint256 received = token.balanceOf(address(this)) - before;
        if (received != amount) revert TransferMismatch(address(token), amount, received);
    }
}
