// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLSender} from "./endpoint/QLSender.sol";
import {IQLEndpoint} from "./interfaces/IQLEndpoint.sol";
import {QLMessages} from "./libraries/QLMessages.sol";
import {IAny2EVMMessageReceiver} from "@chainlink/contracts-ccip/contracts/interfaces/IAny2EVMMessageReceiver.sol";
import {IRouterClient} from "@chainlink/contracts-ccip/contracts/interfaces/IRouterClient.sol";
import {Client} from "@chainlink/contracts-ccip/contracts/libraries/Client.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";

/// @title One end of a lane over CCIP.
abstract contract QLEndpoint is QLSender, IQLEndpoint, IAny2EVMMessageReceiver, IERC165 {
    /// @inheritdoc IQLEndpoint
    address public previousRouter;

    /// @inheritdoc IQLEndpoint
    function setDeliveryGas(uint256 gasLimit) external restricted {
        if (gasLimit == 0) revert ZeroValue();
        if (gasLimit > type(uint24).max) revert GasLimitTooHigh(gasLimit);
        _deliveryGas = uint24(gasLimit);
        emit DeliveryGasChanged(gasLimit);
    }

    /// @inheritdoc IQLEndpoint
    function setRouter(address newRouter) external restricted {
        if (newRouter.code.length == 0) revert NoCode(newRouter);
        (address current, address previous) = (_router, previousRouter);
        if (newRouter == current || (previous != address(0) && newRouter != previous)) {
            revert RouterNotDropped(newRouter == current ? current : previous);
        }
        (_router, previousRouter) = (newRouter, current);
        _routerChanged(newRouter, current);
        emit RouterChanged(newRouter, current);
    }

    /// @inheritdoc IQLEndpoint
    function dropRouter(address oldRouter) external restricted {
        if (oldRouter == address(0) || oldRouter != previousRouter) revert RouterNotDroppable(oldRouter);
        previousRouter = address(0);
        emit RouterDropped(oldRouter);
    }

    /// @inheritdoc IAny2EVMMessageReceiver
    /// @dev Reverts for strangers, so that CCIP keeps their message as a FAILURE; a known peer's message is recorded or ignored.
    function ccipReceive(Client.Any2EVMMessage calldata message) external virtual {
        if (msg.sender != _router && msg.sender != previousRouter) revert NotRouter(msg.sender);
        uint64 selector = message.sourceChainSelector;
        address peer = abi.decode(message.sender, (address));
        if (!_isPeer(selector, peer)) revert UnknownPeer(selector, peer);

        (bool ok, QLMessages.Message memory content) = QLMessages.decode(message.data, _inbound(selector, peer));
        bytes memory refusal = ok
            ? _record(message.messageId, selector, peer, content)
            : abi.encodeWithSelector(MalformedMessage.selector);
        if (refusal.length != 0) emit MessageIgnored(message.messageId, content.root, selector, peer, refusal);
    }

    /// @inheritdoc IQLEndpoint
    function chainSelector() public view returns (uint64) {
        return _chainSelector;
    }

    /// @inheritdoc IQLEndpoint
    function router() public view returns (address) {
        return _router;
    }

    /// @inheritdoc IQLEndpoint
    function deliveryGas() public view returns (uint256) {
        return _deliveryGas;
    }

    /// @inheritdoc IQLEndpoint
    function extraArgs() public view returns (bytes memory) {
        return _extraArgs();
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 interfaceId) external pure returns (bool) {
        return interfaceId == type(IAny2EVMMessageReceiver).interfaceId || interfaceId == type(IERC165).interfaceId;
    }

    /// @dev What the contract must do when its messages leave through another Router.
    function _routerChanged(address newRouter, address previous) internal virtual {}

    function _isPeer(uint64 selector, address peer) internal view virtual returns (bool);

    /// @dev Returns the encoded error where `content` changes nothing, else nothing. Must not revert.
    function _record(bytes32 messageId, uint64 selector, address peer, QLMessages.Message memory content)
        internal
        virtual
        returns (bytes memory refusal);

    function _sendHello(uint64 selector, address peer, bytes32 challenge) internal returns (bytes32 messageId) {
        messageId = _sendPaid(selector, peer, QLMessages.encodeHello(challenge));
        emit HelloSent(messageId, selector, peer, challenge);
    }

    /// @dev The caller pays CCIP's fee out of the value sent; the Router would keep an excess, so it is returned here.
    function _sendPaid(uint64 selector, address peer, bytes memory data) internal returns (bytes32 messageId) {
        Client.EVM2AnyMessage memory message = _ccipMessage(peer, data, address(0));
        IRouterClient client = IRouterClient(_router);
        uint256 fee = client.getFee(selector, message);
        if (msg.value < fee) revert ValueTooLow(msg.value, fee);
        messageId = client.ccipSend{value: fee}(selector, message);
        _pay(msg.sender, msg.value - fee);
    }
}
