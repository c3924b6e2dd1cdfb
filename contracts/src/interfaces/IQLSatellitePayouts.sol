// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLMessages} from "../libraries/QLMessages.sol";
import {IQLSatelliteTypes} from "./IQLSatelliteTypes.sol";

/// @title How a satellite pays: releases by the hub's word, refunds and repayments by proof of what it locked itself.
/// @notice Every payout takes the payout bucket of its asset; where that holds less, it is paid in instalments of more than a sixteenth of
/// the capacity in force. A payment that fails is `claimable` by its receiver. Releases can be paused and held, claims cannot.
interface IQLSatellitePayouts is IQLSatelliteTypes {
    /// @notice A leaf of a root received from `peer`, with its proof.
    struct ReleaseEntry {
        uint64 sourceSelector;
        address peer;
        bytes32 root;
        QLMessages.Item item;
        bytes32[] proof;
    }

    /// @notice A leaf of a root sent from here, with its proof.
    struct SentEntry {
        bytes32 root;
        QLMessages.Item item;
        bytes32[] proof;
    }

    /// @notice What is still to be paid under a leaf.
    struct Rest {
        address asset;
        address receiver;
        uint256 amount;
    }

    /// @notice `leaf` of the Release root `root` is consumed: `amount` of `asset` goes to `receiver`.
    event Released(bytes32 indexed leaf, bytes32 indexed root, address indexed receiver, address asset, uint256 amount);

    /// @notice The stake is given back: `amount` of `asset` goes to `refundTo`. `refund` is the hub's Refund leaf, zero where the root of the
    /// stake was voided or abandoned.
    event StakeReturned(
        bytes32 indexed stakeId, bytes32 indexed refund, address indexed refundTo, address asset, uint256 amount
    );

    /// @notice `amount` left for `receiver`, who had a right to it under `leaf`.
    event PaidOut(bytes32 indexed leaf, address indexed receiver, address asset, uint256 amount);

    /// @notice `receiver` or the token did not take `amount`: it is claimable.
    event PayoutFailed(bytes32 indexed leaf, address indexed receiver, address asset, uint256 amount);

    /// @notice The payout bucket has room for a part only; `amount` waits for `payRest`.
    event RestWaits(bytes32 indexed leaf, uint256 amount);

    /// @notice `account` took `amount` of what was claimable to `to`.
    event Claimed(address indexed account, address indexed asset, address indexed to, uint256 amount);

    /// @notice The refund does not repeat asset, amount, nonce and refundTo of the stake, or came from another hub than the stake went to.
    error RefundMismatch(bytes32 refund, bytes32 stakeId);
    /// @notice No such Stake or Rewards root was sent, or it is in no state in which its leaves are given back this way.
    error RootNotReturnable(bytes32 root);
    /// @notice The stake was given back already.
    error StakeReturnedAlready(bytes32 stakeId);
    /// @notice There is nothing to pay.
    error NothingToPay();
    /// @notice `to` or the token did not take the claim.
    error ClaimFailed(address asset, address to, uint256 amount);

    /// @notice By anyone: pays a leaf of a Release root received from its hub.
    function release(ReleaseEntry calldata entry) external;

    /// @notice By anyone: pays a leaf of a Refund root received from a hub, with the stake it gives back, which was sent to that hub.
    function releaseRefund(ReleaseEntry calldata entry, SentEntry calldata staked) external;

    /// @notice By anyone: pays back a leaf of a root that was voided or abandoned, to its refundTo.
    function repay(SentEntry calldata staked) external;

    /// @notice By anyone: pays another instalment, or the rest, of what waits under `leaf`.
    function payRest(bytes32 leaf) external;

    /// @notice Takes all of `asset` that is claimable by the caller to `to`.
    function claim(address asset, address to) external returns (uint256 amount);

    /// @notice What `account` may claim of `asset`.
    function claimable(address account, address asset) external view returns (uint256);

    /// @notice What still waits under `leaf`; zeros if nothing.
    function restOf(bytes32 leaf) external view returns (Rest memory);

    /// @notice Whether the leaf at `index` of a root sent from here was given back.
    function isReturned(bytes32 root, uint32 index) external view returns (bool);
}
