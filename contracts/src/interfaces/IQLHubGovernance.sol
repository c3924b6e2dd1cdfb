// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLBucket} from "../libraries/QLBucket.sol";
import {IQLHubTypes} from "./IQLHubTypes.sol";
import {IQLPauses} from "./IQLPauses.sol";

/// @title What the DAO and its keys decide about a hub, and what tells its satellites.
interface IQLHubGovernance is IQLHubTypes {
    /// @notice Answers the Hello of `peer` by echoing its challenge; by anyone, who pays CCIP's fee in native coin; the excess returns.
    function hello(uint64 sourceSelector, address peer) external payable returns (bytes32 messageId);

    /// @notice Tells the satellite that `root` is given up; by anyone, any number of times, paying CCIP's fee; the excess returns.
    function sendVoid(uint64 sourceSelector, address peer, bytes32 root) external payable returns (bytes32 messageId);

    /// @notice Guardian: approvals under `policyHash` count no more, at once.
    function revokePolicy(bytes32 policyHash) external;
    /// @notice DAO: undoes `revokePolicy`.
    function restorePolicy(bytes32 policyHash) external;
    /// @notice DAO: replaces guardians and threshold; approvals of removed guardians count no more.
    function setGuards(address[] calldata guardians, uint8 threshold) external;
    /// @notice DAO: seconds of silence before an escape mint and of waiting before an escape refund; each from 1 to 60 days.
    function setDelays(uint64 escapeDelay, uint64 refundDelay) external;
    /// @notice DAO: records messages of `peer` from now on.
    function listPeer(uint64 sourceSelector, address peer) external;
    /// @notice DAO: marks `peer` as Retiring, or Active again.
    function setRetiring(uint64 sourceSelector, address peer, bool retiring) external;
    /// @notice DAO: makes a Retiring peer a stranger, once nothing of it is left here.
    function retirePeer(uint64 sourceSelector, address peer) external;
    /// @notice DAO: gives up a Stake root that has not arrived. If it comes later it is ignored.
    function voidRoot(uint64 sourceSelector, address peer, bytes32 root) external;
    /// @notice DAO: mints `liquidToken` (18 decimals) for `asset` of `peer`, which has `decimals` there; no limit is set yet, so nothing mints.
    function listAsset(uint64 sourceSelector, address peer, address asset, address liquidToken, uint8 decimals) external;
    /// @notice DAO: `amount` of `asset`, in its own unit, is lost at `peer`. Only while Mints and Redemptions are paused.
    function recordLoss(uint64 sourceSelector, address peer, address asset, uint256 amount) external;
    /// @notice DAO: names the hub whose books this one may take over; zero for none.
    function setPredecessor(address hub) external;
    /// @notice DAO: hands the books of `liquidToken` to `successor`, which must have named this hub its predecessor and listed the same
    /// assets. Only while Mints and Redemptions are paused and every lane with such an asset is drained.
    function migrate(address liquidToken, address successor) external;
    /// @notice The predecessor hands over the backing of one listing, normalised.
    function takeOverBacking(address liquidToken, Place calldata place, uint256 backing) external;
    /// @notice The predecessor hands over the shares it issued, behind all their backing, and the rewards that vest for them.
    function takeOverShares(address liquidToken, uint256 shares, uint256 unvested, uint64 vestsUntil) external;
    /// @notice CONFIG: standing limits of a listing's mints or redemptions (Scope.Mints, Scope.Redemptions), in normalised assets and
    /// items; the first call fills the bucket, later ones never do.
    function setLimits(IQLPauses.Scope scope, Place calldata place, QLBucket.Limits calldata limits) external;
    /// @notice PAUSER: lowers limits for 7 days; once per account and bucket until `setLimits`.
    function lowerLimits(IQLPauses.Scope scope, Place calldata place, QLBucket.Limits calldata limits) external;
}
