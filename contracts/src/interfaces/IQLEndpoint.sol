// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLMessages} from "../libraries/QLMessages.sol";

/// @title What both ends of a lane share: CCIP's Router in front, known peers behind, Hello in between.
/// @notice Receiving only records and never reverts for a known peer, whatever is paused.
interface IQLEndpoint {
    /// @notice A payload from a known peer was not recorded. `reason` is an encoded error: `MalformedMessage`, `KindNotAccepted`,
    /// `RootAlreadyReceived` or `ChallengeMismatch`.
    event MessageIgnored(
        bytes32 indexed messageId, bytes32 indexed root, uint64 sourceSelector, address peer, bytes reason
    );

    /// @notice A Hello left for `peer` with `challenge`.
    event HelloSent(bytes32 indexed messageId, uint64 indexed destSelector, address indexed peer, bytes32 challenge);

    /// @notice A Hello with `challenge` arrived from `peer`.
    event HelloReceived(
        bytes32 indexed messageId, uint64 indexed sourceSelector, address indexed peer, bytes32 challenge
    );

    /// @notice `root` over `count` leaves worth `total` left for `peer` in CCIP message `messageId`.
    event RootSent(
        bytes32 indexed messageId,
        bytes32 indexed root,
        QLMessages.Kind kind,
        address asset,
        uint32 count,
        uint256 total,
        uint64 destSelector,
        address peer
    );

    /// @notice Gas that CCIP grants this contract's messages at their destination.
    event DeliveryGasChanged(uint256 gasLimit);

    /// @notice Messages leave through `router` from now on; `previous` may still deliver until it is dropped.
    event RouterChanged(address indexed router, address indexed previous);
    /// @notice `router` delivers no more.
    event RouterDropped(address indexed router);

    /// @notice Only CCIP's Router may deliver.
    error NotRouter(address caller);
    /// @notice Two Routers are trusted already: drop `previous` first.
    error RouterNotDropped(address previous);
    /// @notice `router` is the one used for sending, or is not trusted.
    error RouterNotDroppable(address router);
    /// @notice The sender of a message, or the target of a call, is not a known peer of this contract.
    error UnknownPeer(uint64 selector, address peer);
    /// @notice The peer is known already.
    error PeerExists(uint64 selector, address peer);
    /// @notice `account` has no code.
    error NoCode(address account);
    /// @notice A call came from within another.
    error Reentered();
    /// @notice A gas limit of 2^24 or above.
    error GasLimitTooHigh(uint256 gasLimit);
    /// @notice An address, selector or gas limit that must not be zero is zero.
    error ZeroValue();
    /// @notice The native coin sent does not cover what the call costs, in wei.
    error ValueTooLow(uint256 sent, uint256 needed);
    /// @notice The excess could not be returned to `to`.
    error ReturnFailed(address to, uint256 amount);
    /// @notice Payload of another version, length or range.
    error MalformedMessage();
    /// @notice A kind that this end of the lane does not receive.
    error KindNotAccepted(QLMessages.Kind kind);
    /// @notice The root is recorded already.
    error RootAlreadyReceived(bytes32 root);
    /// @notice A Hello echoed another challenge than the one sent.
    error ChallengeMismatch(bytes32 expected, bytes32 found);

    /// @notice CCIP's Router on this chain, the one messages leave through.
    function router() external view returns (address);

    /// @notice The Router used before, which may still deliver; zero if it was dropped or there was none.
    function previousRouter() external view returns (address);

    /// @notice CCIP selector of this chain.
    function chainSelector() external view returns (uint64);

    /// @notice Gas limit put into the extraArgs of every message sent from here.
    function deliveryGas() external view returns (uint256);

    /// @notice CCIP extraArgs of every message sent from here (V2): `deliveryGas`, out-of-order execution always on.
    function extraArgs() external view returns (bytes memory);

    /// @notice CONFIG: changes `deliveryGas`, below 2^24. Too little makes deliveries end as CCIP FAILURE until executed manually with more.
    function setDeliveryGas(uint256 gasLimit) external;

    /// @notice DAO: messages leave through `newRouter`; the one used so far may deliver until `dropRouter`. The previous one may be set
    /// again, which takes the change back.
    function setRouter(address newRouter) external;

    /// @notice DAO: the Router used before delivers no more. Messages it holds can then only be delivered by another trusted Router.
    function dropRouter(address oldRouter) external;
}
