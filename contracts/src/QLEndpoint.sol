// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLEndpoint} from "./interfaces/IQLEndpoint.sol";
import {QLMessages} from "./libraries/QLMessages.sol";
import {IAny2EVMMessageReceiver} from "@chainlink/contracts-ccip/contracts/interfaces/IAny2EVMMessageReceiver.sol";
import {IRouterClient} from "@chainlink/contracts-ccip/contracts/interfaces/IRouterClient.sol";
import {Client} from "@chainlink/contracts-ccip/contracts/libraries/Client.sol";
import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";

/// @title One end of a lane over CCIP.
abstract contract QLEndpoint is IQLEndpoint, IAny2EVMMessageReceiver, IERC165, AccessManaged {
    uint24 private constant INITIAL_DELIVERY_GAS = 200_000;

    /// @inheritdoc IQLEndpoint
    uint64 public immutable chainSelector;
    /// @inheritdoc IQLEndpoint
    address public previousRouter;

    // One slot: every sending reads the first two and writes the others.
    address private _router;
    uint24 private _deliveryGas = INITIAL_DELIVERY_GAS;
    bool private _entered;
    uint64 private _nonce;

    /// @dev OpenZeppelin's guard with its flag in a slot that is written anyway.
    modifier nonReentrant() {
        if (_entered) revert Reentered();
        _entered = true;
        _;
        _entered = false;
    }

    constructor(address authority, address router_, uint64 chainSelector_) AccessManaged(authority) {
        if (authority == address(0) || router_ == address(0) || chainSelector_ == 0) revert ZeroValue();
        _router = router_;
        chainSelector = chainSelector_;
    }

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
    function router() public view returns (address) {
        return _router;
    }

    /// @inheritdoc IQLEndpoint
    function deliveryGas() public view returns (uint256) {
        return _deliveryGas;
    }

    /// @inheritdoc IQLEndpoint
    function extraArgs() public view returns (bytes memory) {
        return Client._argsToBytes(Client.GenericExtraArgsV2({gasLimit: _deliveryGas, allowOutOfOrderExecution: true}));
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 interfaceId) external pure returns (bool) {
        return interfaceId == type(IAny2EVMMessageReceiver).interfaceId || interfaceId == type(IERC165).interfaceId;
    }

    /// @dev Nonce of the next item that leaves here; no two share one.
    function _peekNonce() internal view returns (uint64) {
        return _nonce;
    }

    function _takeNonce() internal returns (uint64) {
        return _nonce++;
    }

    /// @dev What the contract must do when its messages leave through another Router.
    function _routerChanged(address newRouter, address previous) internal virtual {}

    function _isPeer(uint64 selector, address peer) internal view virtual returns (bool);

    /// @dev Returns the encoded error where `content` changes nothing, else nothing. Must not revert.
    function _record(bytes32 messageId, uint64 selector, address peer, QLMessages.Message memory content)
        internal
        virtual
        returns (bytes memory refusal);

    function _inbound(uint64 selector, address peer) internal view returns (QLMessages.Lane memory) {
        return QLMessages.Lane(selector, peer, chainSelector, address(this));
    }

    function _outbound(uint64 selector, address peer) internal view returns (QLMessages.Lane memory) {
        return QLMessages.Lane(chainSelector, address(this), selector, peer);
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
            extraArgs: extraArgs()
        });
    }

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

    function _pay(address to, uint256 amount) internal {
        if (amount == 0) return;
        (bool ok,) = to.call{value: amount}("");
        if (!ok) revert ReturnFailed(to, amount);
    }
}
