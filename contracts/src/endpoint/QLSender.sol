// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLEndpoint} from "../interfaces/IQLEndpoint.sol";
import {QLMessages} from "../libraries/QLMessages.sol";
import {QLScopes} from "./QLScopes.sol";
import {Client} from "@chainlink/contracts-ccip/contracts/libraries/Client.sol";
import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

/// @title What everything that sends through CCIP needs. No function of it can be called from outside.
abstract contract QLSender is AccessManaged, QLScopes {
    uint24 private constant INITIAL_DELIVERY_GAS = 200_000;
    /// @dev Neither is zero, which would make the first write into an empty slot dear.
    uint8 private constant OUTSIDE = 1;
    uint8 private constant INSIDE = 2;

    uint64 internal immutable _chainSelector;

    // These two share a slot with the pauses: all three are read, and one written, whenever anything leaves.
    uint8 private _entered = OUTSIDE;
    uint56 private _nonce;
    address internal _router;
    uint24 internal _deliveryGas = INITIAL_DELIVERY_GAS;

    /// @dev OpenZeppelin's guard with its flag in a slot that is written anyway.
    modifier nonReentrant() {
        _enter();
        _;
        _entered = OUTSIDE;
    }

    constructor(address authority, address router_, uint64 chainSelector_) AccessManaged(authority) {
        if (authority == address(0) || router_ == address(0) || chainSelector_ == 0) revert IQLEndpoint.ZeroValue();
        _router = router_;
        _chainSelector = chainSelector_;
    }

    /// @dev Nonce of the next item that leaves here; no two share one.
    function _peekNonce() internal view returns (uint64) {
        return _nonce;
    }

    function _takeNonce() internal returns (uint64) {
        return _nonce++;
    }

    function _inbound(uint64 selector, address peer) internal view returns (QLMessages.Lane memory) {
        return QLMessages.Lane(selector, peer, _chainSelector, address(this));
    }

    function _outbound(uint64 selector, address peer) internal view returns (QLMessages.Lane memory) {
        return QLMessages.Lane(_chainSelector, address(this), selector, peer);
    }

    function _ccipMessage(address peer, bytes memory data, address feeToken)
        internal
        view
        returns (Client.EVM2AnyMessage memory)
    {
        return Client.EVM2AnyMessage({
            receiver: abi.encode(peer),
            data: data,
            tokenAmounts: new Client.EVMTokenAmount[](0),
            feeToken: feeToken,
            extraArgs: _extraArgs()
        });
    }

    function _extraArgs() internal view returns (bytes memory) {
        return Client._argsToBytes(Client.GenericExtraArgsV2({gasLimit: _deliveryGas, allowOutOfOrderExecution: true}));
    }

    function _enter() private {
        if (_entered == INSIDE) revert IQLEndpoint.Reentered();
        _entered = INSIDE;
    }

    function _pay(address to, uint256 amount) internal {
        if (amount == 0) return;
        (bool ok,) = to.call{value: amount}("");
        if (!ok) revert IQLEndpoint.ReturnFailed(to, amount);
    }
}
