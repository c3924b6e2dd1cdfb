// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLHolds} from "../interfaces/IQLHolds.sol";
import {IQLHubTypes} from "../interfaces/IQLHubTypes.sol";
import {QLBucket} from "../libraries/QLBucket.sol";
import {QLMessages} from "../libraries/QLMessages.sol";
import {HubBooks} from "./HubBooks.sol";
import {HubLedger} from "./HubLedger.sol";
import {HubState} from "./HubState.sol";

/// @title What the DAO and its keys decide, and the guards' signs of life.
abstract contract HubAdmin is HubState {
    using HubBooks for HubLedger.Books;

    uint64 private constant SHORTEST_DELAY = 1 days;
    uint64 private constant LONGEST_DELAY = 60 days;

    /// @dev See IQLHubGovernance.
    function setGuards(address[] calldata guardians, uint8 threshold) external restricted {
        if (threshold == 0 || threshold > guardians.length || guardians.length > type(uint8).max) {
            revert IQLHubTypes.InvalidGuardSet();
        }
        for (uint256 i; i < _guardians.length; ++i) {
            delete _numberOf[_guardians[i]];
        }
        for (uint256 i; i < guardians.length; ++i) {
            if (guardians[i] == address(0) || _numberOf[guardians[i]] != 0) revert IQLHubTypes.InvalidGuardSet();
            _numberOf[guardians[i]] = i + 1;
        }
        _guardians = guardians;
        _threshold = threshold;
        emit IQLHubTypes.GuardSetChanged(guardians, threshold);
    }

    /// @dev See IQLHubGovernance.
    function revokePolicy(bytes32 policyHash) external {
        if (!_mayHold(msg.sender)) revert IQLHolds.NotGuardian(msg.sender);
        _revoked[policyHash] = true;
        emit IQLHubTypes.PolicyHashRevoked(policyHash, msg.sender);
    }

    /// @dev See IQLHubGovernance.
    function restorePolicy(bytes32 policyHash) external restricted {
        _revoked[policyHash] = false;
        emit IQLHubTypes.PolicyHashRestored(policyHash, msg.sender);
    }

    /// @dev See IQLHubMints. A date in the future would forbid an escape for longer than the guards have lived.
    function heartbeat(uint64 at, IQLHubTypes.Signature[] calldata signatures) external {
        if (at > block.timestamp || at <= _lastQuorumAt) revert IQLHubTypes.HeartbeatOutOfTime(at, _lastQuorumAt);
        bytes32 digest = _digest(_heartbeat(at));
        uint256 needed = _threshold;
        uint256 valid;
        uint256 signers;
        for (uint256 i; i < signatures.length; ++i) {
            IQLHubTypes.Signature calldata signature = signatures[i];
            uint256 bit = _bitOf(digest, signature.v, signature.r, signature.s);
            if (bit == 0 || signers & bit != 0) continue;
            signers |= bit;
            ++valid;
        }
        if (valid < needed || needed == 0) revert IQLHubTypes.NotEnoughApprovals(valid, needed);
        _lastQuorumAt = at;
        emit IQLHubTypes.QuorumSeen(at);
    }

    /// @dev See IQLHubGovernance.
    function setDelays(uint64 escapeDelay, uint64 refundDelay) external restricted {
        _requireDelay(escapeDelay);
        _requireDelay(refundDelay);
        (_escapeDelay, _refundDelay) = (escapeDelay, refundDelay);
        emit IQLHubTypes.DelaysChanged(escapeDelay, refundDelay);
    }

    /// @dev See IQLHubGovernance.
    function listPeer(uint64 sourceSelector, address peer) external restricted {
        if (sourceSelector == 0 || peer == address(0)) revert ZeroValue();
        if (_isPeer(sourceSelector, peer)) revert PeerExists(sourceSelector, peer);
        _setState(sourceSelector, peer, IQLHubTypes.PeerState.Active);
    }

    /// @dev See IQLHubGovernance.
    function setRetiring(uint64 sourceSelector, address peer, bool retiring) external restricted {
        _requirePeer(sourceSelector, peer);
        _setState(sourceSelector, peer, retiring ? IQLHubTypes.PeerState.Retiring : IQLHubTypes.PeerState.Active);
    }

    /// @dev See IQLHubGovernance.
    function retirePeer(uint64 sourceSelector, address peer) external restricted {
        IQLHubTypes.Peer storage known = _peers[sourceSelector][peer];
        bool drained = _isDrained(sourceSelector, peer) && !_books.hasBacking(sourceSelector, peer);
        if (known.state != IQLHubTypes.PeerState.Retiring || !drained) {
            revert IQLHubTypes.PeerNotRetirable(known.state, known.openRoots, known.queuedRefunds);
        }
        _setState(sourceSelector, peer, IQLHubTypes.PeerState.Retired);
    }

    /// @dev See IQLHubGovernance.
    function voidRoot(uint64 sourceSelector, address peer, bytes32 root) external restricted {
        _requirePeer(sourceSelector, peer);
        _markVoid(_stakeKey(sourceSelector, peer, root), root);
        emit IQLHubTypes.RootGivenUp(sourceSelector, peer, root);
    }

    /// @dev See IQLInbox.
    function writeOff(uint64 sourceSelector, address peer, QLMessages.Kind kind, bytes32 root)
        external
        restricted
        nonReentrant
    {
        IQLHubTypes.Peer storage known = _peers[sourceSelector][peer];
        if (known.state != IQLHubTypes.PeerState.Retiring) revert IQLHubTypes.PeerNotRetiring(known.state);
        _writeOff(sourceSelector, peer, kind, root);
    }

    /// @dev See IQLHubGovernance.
    function sendVoid(uint64 sourceSelector, address peer, bytes32 root)
        external
        payable
        nonReentrant
        returns (bytes32 messageId)
    {
        if (!_isVoided(_stakeKey(sourceSelector, peer, root))) revert IQLHubTypes.RootNotGivenUp(root);
        messageId = _sendPaid(sourceSelector, peer, QLMessages.encodeVoid(root));
        emit IQLHubTypes.VoidSent(messageId, root, sourceSelector, peer);
    }

    /// @dev See IQLHubGovernance.
    function hello(uint64 sourceSelector, address peer) external payable nonReentrant returns (bytes32 messageId) {
        IQLHubTypes.Peer storage known = _peers[sourceSelector][peer];
        if (known.helloReceivedAt == 0) revert IQLHubTypes.NoHello(sourceSelector, peer);
        return _sendHello(sourceSelector, peer, known.challenge);
    }

    /// @dev See IQLHubGovernance.
    function listAsset(uint64 sourceSelector, address peer, address asset, address liquidToken, uint8 decimals)
        external
        restricted
    {
        _requirePeer(sourceSelector, peer);
        // a mint by an address without code would succeed and create nothing
        if (liquidToken.code.length == 0) revert NoCode(liquidToken);
        _books.list(sourceSelector, peer, asset, liquidToken, decimals);
    }

    /// @dev See IQLHubGovernance.
    function setLimits(Scope scope, IQLHubTypes.Place calldata place, QLBucket.Limits calldata limits)
        external
        restricted
    {
        _books.configure(_bucketScope(scope), place, limits);
    }

    /// @dev See IQLHubGovernance.
    function lowerLimits(Scope scope, IQLHubTypes.Place calldata place, QLBucket.Limits calldata limits)
        external
        restricted
    {
        _books.lower(_bucketScope(scope), place, limits);
    }

    /// @dev See IQLHubGovernance.
    function recordLoss(uint64 sourceSelector, address peer, address asset, uint256 amount) external restricted {
        _requireAllPaused();
        _books.lose(sourceSelector, peer, asset, amount);
    }

    /// @dev See IQLHubGovernance.
    function setPredecessor(address hub) external restricted {
        _predecessor = hub;
        emit IQLHubTypes.PredecessorChanged(hub);
    }

    /// @dev See IQLHubGovernance.
    function migrate(address liquidToken, address successor) external restricted nonReentrant {
        _requireAllPaused();
        IQLHubTypes.Place[] storage places = _books.places[liquidToken];
        for (uint256 i; i < places.length; ++i) {
            if (!_isDrained(places[i].selector, places[i].peer)) {
                revert IQLHubTypes.LaneNotDrained(places[i].selector, places[i].peer);
            }
        }
        _books.moveTo(liquidToken, successor);
    }

    /// @dev See IQLHubGovernance.
    function takeOverBacking(address liquidToken, IQLHubTypes.Place calldata place, uint256 backing) external {
        _requirePredecessor();
        _books.takeOverBacking(liquidToken, place, backing);
    }

    /// @dev See IQLHubGovernance.
    function takeOverShares(address liquidToken, uint256 shares, uint256 unvested, uint64 vestsUntil) external {
        _requirePredecessor();
        _books.takeOverShares(liquidToken, shares, unvested, vestsUntil);
    }

    /// @dev See IQLHubViews.
    function bucketOf(Scope scope, IQLHubTypes.Place calldata place) external view returns (IQLHubTypes.Bucket memory) {
        return _books.bucketOf(_bucketScope(scope), place);
    }

    function _setState(uint64 selector, address peer, IQLHubTypes.PeerState state) private {
        _peers[selector][peer].state = state;
        emit IQLHubTypes.PeerStateChanged(selector, peer, state);
    }

    /// @dev Whether nothing of the peer waits here: every root consumed, every refund sent.
    function _isDrained(uint64 selector, address peer) private view returns (bool) {
        IQLHubTypes.Peer storage known = _peers[selector][peer];
        return known.openRoots == 0 && known.queuedRefunds == 0;
    }

    function _requirePeer(uint64 selector, address peer) private view {
        if (!_isPeer(selector, peer)) revert UnknownPeer(selector, peer);
    }

    function _requirePredecessor() private view {
        if (msg.sender != _predecessor) revert IQLHubTypes.NotPredecessor(msg.sender);
    }

    function _requireAllPaused() private view {
        if (!_isPaused(Scope.Mints)) revert IQLHubTypes.NotPaused(Scope.Mints);
        if (!_isPaused(Scope.Redemptions)) revert IQLHubTypes.NotPaused(Scope.Redemptions);
    }

    function _bucketScope(Scope scope) private pure returns (Scope) {
        if (!_hasScope(scope)) revert ScopeNotHere(scope);
        return scope;
    }

    function _requireDelay(uint64 delay) private pure {
        if (delay < SHORTEST_DELAY || delay > LONGEST_DELAY) {
            revert IQLHubTypes.DelayOutOfRange(delay, SHORTEST_DELAY, LONGEST_DELAY);
        }
    }
}
