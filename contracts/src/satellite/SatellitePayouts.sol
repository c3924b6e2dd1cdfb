// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLHolds} from "../endpoint/QLHolds.sol";
import {IQLHolds} from "../interfaces/IQLHolds.sol";
import {IQLPauses} from "../interfaces/IQLPauses.sol";
import {IQLSatellitePayouts} from "../interfaces/IQLSatellitePayouts.sol";
import {QLBucket} from "../libraries/QLBucket.sol";
import {QLMessages} from "../libraries/QLMessages.sol";
import {SatelliteStuck} from "./SatelliteStuck.sol";
import {AuthorityUtils} from "@openzeppelin/contracts/access/manager/AuthorityUtils.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";

/// @title Pays out: by the hub's word, or by proof of what was locked here.
abstract contract SatellitePayouts is SatelliteStuck, QLHolds, IQLSatellitePayouts {
    using BitMaps for BitMaps.BitMap;
    using QLBucket for QLBucket.Bucket;
    using QLBucket for QLBucket.Held;

    /// @dev What is owed under a leaf, and what a guardian may hold it by.
    struct Due {
        address asset;
        address receiver;
        uint256 amount;
        bytes32 rootKey;
        bytes32 lane;
    }

    /// @dev An instalment is more than this part of the capacity: many small ones would use up the count.
    uint256 private constant SMALLEST_INSTALMENT = 16;
    uint256 private constant RECEIVER_GAS = 200_000;
    /// @dev Leaves the receiver his gas behind the price of the call, and the rest of the payout its own.
    uint256 private constant PAYOUT_GAS = 320_000;

    mapping(bytes32 root => BitMaps.BitMap) private _returned;
    mapping(bytes32 leaf => Due) private _rests;
    mapping(address account => mapping(address asset => uint256)) private _claimable;

    /// @inheritdoc IQLSatellitePayouts
    function release(ReleaseEntry calldata entry) external nonReentrant {
        (bytes32 leaf, Due memory due) = _consumeEntry(QLMessages.Kind.Release, entry);
        emit Released(leaf, entry.root, due.receiver, due.asset, due.amount);
        _payOut(leaf, due);
    }

    /// @inheritdoc IQLSatellitePayouts
    function releaseRefund(ReleaseEntry calldata entry, SentEntry calldata staked) external nonReentrant {
        (bytes32 refund, Due memory due) = _consumeEntry(QLMessages.Kind.Refund, entry);
        Sent memory sent = _sent[staked.root];
        if (sent.state == RootState.Unknown || sent.kind != QLMessages.Kind.Stake) {
            revert RootNotReturnable(staked.root);
        }
        (bytes32 stakeId,) = _proveReturn(staked, sent);
        QLMessages.Item calldata item = staked.item;
        bool same = item.asset == due.asset && item.amount == due.amount && item.nonce == entry.item.nonce
            && item.refundTo == due.receiver && sent.lane == _laneNumber(entry.sourceSelector, entry.peer);
        if (!same) revert RefundMismatch(refund, stakeId);
        emit StakeReturned(stakeId, refund, due.receiver, due.asset, due.amount);
        _payOut(refund, due);
    }

    /// @inheritdoc IQLSatellitePayouts
    function repay(SentEntry calldata staked) external nonReentrant {
        Sent memory sent = _sent[staked.root];
        if (sent.state != RootState.Voided && sent.state != RootState.Abandoned) {
            revert RootNotReturnable(staked.root);
        }
        (bytes32 leaf, Hub memory hub) = _proveReturn(staked, sent);
        QLMessages.Item calldata item = staked.item;
        emit StakeReturned(leaf, 0, item.refundTo, item.asset, item.amount);
        bytes32 key = QLMessages.rootKey(hub.selector, hub.at, sent.kind, staked.root);
        _payOut(leaf, Due(item.asset, item.refundTo, item.amount, key, _laneTarget(hub.selector, hub.at)));
    }

    /// @inheritdoc IQLSatellitePayouts
    function payRest(bytes32 leaf) external nonReentrant {
        Due memory due = _rests[leaf];
        if (due.amount == 0) revert NothingToPay();
        _payOut(leaf, due);
    }

    /// @inheritdoc IQLSatellitePayouts
    function claim(address asset, address to) external nonReentrant returns (uint256 amount) {
        if (to == address(0)) revert ZeroValue();
        amount = _claimable[msg.sender][asset];
        if (amount == 0) revert NothingToPay();
        _claimable[msg.sender][asset] = 0;
        if (!_transfer(asset, to, amount, gasleft())) revert ClaimFailed(asset, to, amount);
        _assets[asset].locked -= uint128(amount);
        emit Claimed(msg.sender, asset, to, amount);
    }

    /// @inheritdoc IQLSatellitePayouts
    function claimable(address account, address asset) external view returns (uint256) {
        return _claimable[account][asset];
    }

    /// @inheritdoc IQLSatellitePayouts
    function restOf(bytes32 leaf) external view returns (Rest memory) {
        Due storage due = _rests[leaf];
        return Rest(due.asset, due.receiver, due.amount);
    }

    /// @inheritdoc IQLSatellitePayouts
    function isReturned(bytes32 root, uint32 index) external view returns (bool) {
        return _returned[root].get(index);
    }

    function _consumeEntry(QLMessages.Kind kind, ReleaseEntry calldata entry)
        private
        returns (bytes32 leaf, Due memory due)
    {
        bytes memory refusal;
        (leaf, refusal) = _consume(kind, entry.sourceSelector, entry.peer, entry.root, entry.item, entry.proof);
        if (refusal.length != 0) _revertWith(refusal);
        (due.asset, due.receiver, due.amount) = (entry.item.asset, entry.item.receiver, entry.item.amount);
        due.rootKey = QLMessages.rootKey(entry.sourceSelector, entry.peer, kind, entry.root);
        due.lane = _laneTarget(entry.sourceSelector, entry.peer);
    }

    /// @dev Proves a leaf of a root that left here and notes that it is given back: once, whichever way.
    function _proveReturn(SentEntry calldata staked, Sent memory sent) private returns (bytes32 leaf, Hub memory hub) {
        hub = _hubOf(sent.lane);
        leaf = QLMessages.leafOf(sent.kind, _outbound(hub.selector, hub.at), staked.item);
        uint256 index = staked.item.index;
        if (index >= sent.count || !QLMessages.proves(staked.proof, staked.root, leaf)) {
            revert InvalidProof(leaf, staked.root);
        }
        if (_returned[staked.root].get(index)) revert StakeReturnedAlready(leaf);
        _returned[staked.root].set(index);
    }

    function _payOut(bytes32 leaf, Due memory due) private {
        _requireRunning(IQLPauses.Scope.Releases);
        _requireNotHeld(due.lane);
        _requireNotHeld(due.rootKey);
        _requireNotHeld(leaf);
        uint256 rest = due.amount;
        uint256 amount = _takePayout(_assets[due.asset].payouts, rest);
        rest -= amount;
        due.amount = rest;
        if (rest != 0) {
            _rests[leaf] = due;
            emit RestWaits(leaf, rest);
        } else if (_rests[leaf].amount != 0) {
            delete _rests[leaf];
        }
        _give(leaf, due.asset, due.receiver, amount);
    }

    /// @dev As much of `wanted` as there is, if that is all of it or more than a sixteenth of the capacity: whoever keeps taking a little
    /// keeps nobody from being paid.
    function _takePayout(QLBucket.Bucket storage bucket, uint256 wanted) private returns (uint256 amount) {
        QLBucket.Held memory held = bucket.open();
        uint256 least = bucket.limits().capacity / SMALLEST_INSTALMENT + 1;
        amount = Math.min(wanted, Math.max(held.value, least));
        if (!held.take(amount)) revert BucketExceeded(held.value, bucket.retryAt(amount));
        bucket.settle(held);
    }

    /// @dev A receiver who does not take it must not keep the payout from ending, nor may a caller who leaves him too little gas.
    function _give(bytes32 leaf, address asset, address receiver, uint256 amount) private {
        if (gasleft() < PAYOUT_GAS) revert GasTooLow(gasleft(), PAYOUT_GAS);
        if (_transfer(asset, receiver, amount, RECEIVER_GAS)) {
            _assets[asset].locked -= uint128(amount);
            emit PaidOut(leaf, receiver, asset, amount);
        } else {
            _claimable[receiver][asset] += amount;
            emit PayoutFailed(leaf, receiver, asset, amount);
        }
    }

    /// @dev Reads one word of what comes back at most. A token that answers nothing must at least exist.
    function _transfer(address asset, address to, uint256 amount, uint256 gasLimit) private returns (bool ok) {
        address target = asset == NATIVE ? to : asset;
        bytes memory data = asset == NATIVE ? new bytes(0) : abi.encodeWithSelector(0xa9059cbb, to, amount);
        uint256 value = asset == NATIVE ? amount : 0;
        bool isToken = asset != NATIVE;
        assembly ("memory-safe") {
            mstore(0, 0)
            ok := call(gasLimit, target, value, add(data, 32), mload(data), 0, 32)
            if and(ok, isToken) {
                switch returndatasize()
                case 0 { ok := gt(extcodesize(target), 0) }
                default { ok := and(gt(returndatasize(), 31), eq(mload(0), 1)) }
            }
        }
    }

    /// @dev Whoever the AccessManager lets call `hold` at once.
    function _mayHold(address account) internal view override returns (bool immediate) {
        (immediate,) = AuthorityUtils.canCallWithDelay(authority(), account, address(this), IQLHolds.hold.selector);
    }
}
