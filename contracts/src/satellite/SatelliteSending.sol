// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLEndpoint} from "../interfaces/IQLEndpoint.sol";
import {IWrappedNative} from "../interfaces/IWrappedNative.sol";
import {SatelliteState} from "./SatelliteState.sol";
import {IRouterClient} from "@chainlink/contracts-ccip/contracts/interfaces/IRouterClient.sol";
import {Client} from "@chainlink/contracts-ccip/contracts/libraries/Client.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title Pays the Router: exactly its fee, out of what was offered for it.
abstract contract SatelliteSending is SatelliteState {
    using SafeERC20 for IERC20;

    /// @dev Who pays a native fee: the caller out of `offered`; before him a pot gives `giveBps` of CCIP's fee, at most `givable`.
    /// `execution` is charged on top.
    struct Payer {
        uint256 offered;
        uint256 givable;
        uint256 giveBps;
        uint256 execution;
    }

    /// @dev What the parties pay of a sent message. `toPay` is the caller's part, execution included.
    struct Paid {
        uint256 ccipFee;
        uint256 given;
        uint256 toPay;
    }

    uint256 internal constant WHOLE = 10_000; // basis points

    /// @dev Sends against native coin: the Router is paid from the float in wrapped native, so it takes neither a quote first nor an
    /// overpayment, and what it took is wrapped afterwards. Where the float may be short, all that may be needed is wrapped first.
    function _sendForNative(uint64 selector, Client.EVM2AnyMessage memory message, Payer memory payer)
        internal
        returns (bytes32 messageId, Paid memory paid)
    {
        IWrappedNative wrapped = IWrappedNative(_wrapped);
        uint256 most = payer.offered + payer.givable;
        bool wrapFirst = _float < most;
        if (wrapFirst) wrapped.deposit{value: most}();

        uint256 before = wrapped.balanceOf(address(this));
        try IRouterClient(_router).ccipSend(selector, message) returns (bytes32 id) {
            messageId = id;
        } catch (bytes memory reason) {
            _refuseNative(selector, message, payer, reason);
        }
        paid = _split(before - wrapped.balanceOf(address(this)), payer);
        if (paid.toPay > payer.offered) revert IQLEndpoint.ValueTooLow(payer.offered, paid.toPay);

        if (!wrapFirst) wrapped.deposit{value: paid.ccipFee}();
        else if (most > paid.ccipFee) wrapped.withdraw(most - paid.ccipFee);
    }

    /// @dev Sends against LINK pulled from the caller. The Router may take its fee and no more.
    function _sendForLink(uint64 selector, Client.EVM2AnyMessage memory message, uint256 execution, uint256 maxFee)
        internal
        returns (bytes32 messageId, uint256 ccipFee)
    {
        IRouterClient client = IRouterClient(_router);
        ccipFee = client.getFee(selector, message);
        uint256 total = ccipFee + execution;
        if (total > maxFee) revert FeeAboveMax(total, maxFee);
        _pull(_link, total);
        IERC20(_link).forceApprove(address(client), ccipFee);

        uint256 before = IERC20(_link).balanceOf(address(this));
        messageId = client.ccipSend(selector, message);
        uint256 spent = before - IERC20(_link).balanceOf(address(this));
        if (spent != ccipFee) revert TransferMismatch(_link, ccipFee, spent);
    }

    function _split(uint256 ccipFee, Payer memory payer) internal pure returns (Paid memory paid) {
        paid.ccipFee = ccipFee;
        paid.given = Math.min(ccipFee * payer.giveBps / WHOLE, payer.givable);
        paid.toPay = ccipFee - paid.given + payer.execution;
    }

    /// @dev Where float and offer together do not reach, the Router fails with wrapped native's own error, which names no amount.
    function _refuseNative(
        uint64 selector,
        Client.EVM2AnyMessage memory message,
        Payer memory payer,
        bytes memory reason
    ) private view {
        uint256 toPay = _split(IRouterClient(_router).getFee(selector, message), payer).toPay;
        if (payer.offered < toPay) revert IQLEndpoint.ValueTooLow(payer.offered, toPay);
        _revertWith(reason);
    }
}
