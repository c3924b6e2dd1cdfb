// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLHubTypes} from "./IQLHubTypes.sol";

/// @title The way back: stakes refunded, shares redeemed.
interface IQLHubReleases is IQLHubTypes {
    /// @notice k guardians refund a stake: its leaf is consumed, a Refund leaf to its `refundTo` is queued. Knows neither pauses nor holds.
    function refund(MintEntry calldata entry) external returns (bytes32 refundLeaf);

    /// @notice DAO: refunds a stake.
    function refundByDao(MintEntry calldata entry) external returns (bytes32 refundLeaf);

    /// @notice Refunds a stake that was not minted for `refundDelay` after its root's receipt; by anyone, whatever is paused or held.
    function escapeRefund(MintEntry calldata entry) external returns (bytes32 refundLeaf);

    /// @notice Sends the open batch of refunds, by anyone, who pays CCIP's fee in native coin; the excess returns.
    function flushRefunds(uint64 destSelector, address peer, address asset)
        external
        payable
        returns (bytes32 root, bytes32 messageId);

    /// @notice Burns `shares` of the caller (who has approved this contract) and sends `peer` a Release root for what they are worth now.
    /// @param asset What is paid, listed at `peer` as backing of `liquidToken`.
    /// @param receiver Who is paid on the peer's chain; not zero.
    /// @param minAssets Least that the shares must be worth, in the asset's own unit.
    /// @dev The value sent pays CCIP's fee; the excess returns.
    /// @return releaseId The leaf's hash, which is also the root.
    /// @return messageId CCIP's message id.
    function redeem(
        address liquidToken,
        uint256 shares,
        uint64 destSelector,
        address peer,
        address asset,
        address receiver,
        uint256 minAssets
    ) external payable returns (bytes32 releaseId, bytes32 messageId);

    /// @notice What `redeem` with the same arguments would pay (in the asset's own unit) and cost (in native coin) in this block. Reverts as
    /// it would.
    function quoteRedeem(
        address liquidToken,
        uint256 shares,
        uint64 destSelector,
        address peer,
        address asset,
        address receiver
    ) external view returns (uint256 amount, uint256 ccipFee);
}
