// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLSender} from "./endpoint/QLSender.sol";
import {HubBooks} from "./hub/HubBooks.sol";
import {HubDesk} from "./hub/HubDesk.sol";
import {HubMints} from "./hub/HubMints.sol";
import {HubViews} from "./hub/HubViews.sol";
import {IQLHubGovernance} from "./interfaces/IQLHubGovernance.sol";
import {IQLHubMints} from "./interfaces/IQLHubMints.sol";
import {IQLHubReleases} from "./interfaces/IQLHubReleases.sol";
import {IQLHubViews} from "./interfaces/IQLHubViews.sol";
import {IQLInbox} from "./interfaces/IQLInbox.sol";
import {IQLStakeHub} from "./interfaces/IQLStakeHub.sol";
import {QLBucket} from "./libraries/QLBucket.sol";
import {QLMessages} from "./libraries/QLMessages.sol";

/// @title Records roots, mints their leaves, and sends back what is refunded or redeemed.
/// @dev Linked with `HubBooks`. What is called seldom runs at the desk: the same call, on the storage of this contract.
contract QLStakeHub is HubMints, HubViews, IQLStakeHub {
    address private immutable _desk;

    /// @param authority OpenZeppelin AccessManager that decides who may call the restricted functions.
    /// @param router_ CCIP's Router on this chain.
    /// @param chainSelector_ CCIP selector of this chain.
    constructor(address authority, address router_, uint64 chainSelector_)
        QLSender(authority, router_, chainSelector_)
    {
        _desk = address(new HubDesk(router_, chainSelector_));
    }

    /// @inheritdoc IQLHubMints
    function executeMints(MintEntry[] calldata entries) external nonReentrant returns (MintOutcome[] memory) {
        return _executeMints(entries);
    }

    /// @inheritdoc IQLHubMints
    function escapeMint(MintEntry calldata entry) external nonReentrant returns (bytes32 stakeId, uint256 shares) {
        return _escapeMint(entry);
    }

    /// @inheritdoc IQLHubMints
    function creditRewards(MintEntry calldata entry) external nonReentrant returns (bytes32 leaf) {
        return _creditRewards(entry);
    }

    /// @inheritdoc IQLHubReleases
    function refund(MintEntry calldata) external returns (bytes32) {
        _atDesk();
    }

    /// @inheritdoc IQLHubReleases
    function refundByDao(MintEntry calldata) external returns (bytes32) {
        _atDesk();
    }

    /// @inheritdoc IQLHubReleases
    function escapeRefund(MintEntry calldata) external returns (bytes32) {
        _atDesk();
    }

    /// @inheritdoc IQLHubReleases
    function flushRefunds(uint64, address, address) external payable returns (bytes32, bytes32) {
        _atDesk();
    }

    /// @inheritdoc IQLHubReleases
    function redeem(address, uint256, uint64, address, address, address, uint256)
        external
        payable
        returns (bytes32, bytes32)
    {
        _atDesk();
    }

    /// @inheritdoc IQLHubReleases
    function quoteRedeem(address, uint256, uint64, address, address, address) external view returns (uint256, uint256) {
        _viewAtDesk();
    }

    /// @inheritdoc IQLHubGovernance
    function hello(uint64, address) external payable returns (bytes32) {
        _atDesk();
    }

    /// @inheritdoc IQLHubGovernance
    function sendVoid(uint64, address, bytes32) external payable returns (bytes32) {
        _atDesk();
    }

    /// @inheritdoc IQLHubMints
    function heartbeat(uint64, Signature[] calldata) external {
        _atDesk();
    }

    /// @inheritdoc IQLHubGovernance
    function revokePolicy(bytes32) external {
        _atDesk();
    }

    /// @inheritdoc IQLHubGovernance
    function restorePolicy(bytes32) external {
        _atDesk();
    }

    /// @inheritdoc IQLHubGovernance
    function setGuards(address[] calldata, uint8) external {
        _atDesk();
    }

    /// @inheritdoc IQLHubGovernance
    function setDelays(uint64, uint64) external {
        _atDesk();
    }

    /// @inheritdoc IQLHubGovernance
    function listPeer(uint64, address) external {
        _atDesk();
    }

    /// @inheritdoc IQLHubGovernance
    function setRetiring(uint64, address, bool) external {
        _atDesk();
    }

    /// @inheritdoc IQLHubGovernance
    function retirePeer(uint64, address) external {
        _atDesk();
    }

    /// @inheritdoc IQLHubGovernance
    function voidRoot(uint64, address, bytes32) external {
        _atDesk();
    }

    /// @inheritdoc IQLInbox
    function writeOff(uint64, address, QLMessages.Kind, bytes32) external {
        _atDesk();
    }

    /// @inheritdoc IQLHubGovernance
    function listAsset(uint64, address, address, address, uint8) external {
        _atDesk();
    }

    /// @inheritdoc IQLHubGovernance
    function recordLoss(uint64, address, address, uint256) external {
        _atDesk();
    }

    /// @inheritdoc IQLHubGovernance
    function setPredecessor(address) external {
        _atDesk();
    }

    /// @inheritdoc IQLHubGovernance
    function migrate(address, address) external {
        _atDesk();
    }

    /// @inheritdoc IQLHubGovernance
    function takeOverBacking(address, Place calldata, uint256) external {
        _atDesk();
    }

    /// @inheritdoc IQLHubGovernance
    function takeOverShares(address, uint256, uint256, uint64) external {
        _atDesk();
    }

    /// @inheritdoc IQLHubGovernance
    function setLimits(Scope, Place calldata, QLBucket.Limits calldata) external {
        _atDesk();
    }

    /// @inheritdoc IQLHubGovernance
    function lowerLimits(Scope, Place calldata, QLBucket.Limits calldata) external {
        _atDesk();
    }

    /// @inheritdoc IQLHubViews
    function bucketOf(Scope, Place calldata) external view returns (Bucket memory) {
        _viewAtDesk();
    }

    function _record(bytes32 messageId, uint64 selector, address peer, QLMessages.Message memory content)
        internal
        override
        returns (bytes memory refusal)
    {
        if (content.kind == QLMessages.Kind.Hello) {
            Peer storage known = _peers[selector][peer];
            known.helloReceivedAt = uint64(block.timestamp);
            known.challenge = content.root;
            emit HelloReceived(messageId, selector, peer, content.root);
            return refusal;
        }
        if (content.kind != QLMessages.Kind.Stake && content.kind != QLMessages.Kind.Rewards) {
            return abi.encodeWithSelector(KindNotAccepted.selector, content.kind);
        }
        return _recordRoot(messageId, selector, peer, content);
    }

    /// @dev Runs the call's own data as the desk's code on this storage, and ends the call with its answer.
    function _atDesk() private {
        address desk = _desk;
        assembly ("memory-safe") {
            calldatacopy(0, 0, calldatasize())
            let ok := delegatecall(gas(), desk, 0, calldatasize(), 0, 0)
            returndatacopy(0, 0, returndatasize())
            if ok { return(0, returndatasize()) }
            revert(0, returndatasize())
        }
    }

    /// @dev As `_atDesk`, for functions that the desk declares `view` as well.
    function _viewAtDesk() private view {
        function() internal run = _atDesk;
        function() internal view runView;
        assembly ("memory-safe") {
            runView := run
        }
        runView();
        assembly ("memory-safe") {
            invalid() // not reached: the call has ended
        }
    }
}
