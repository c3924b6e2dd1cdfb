// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLOutbox} from "../endpoint/QLOutbox.sol";
import {QLSender} from "../endpoint/QLSender.sol";
import {IQLEndpoint} from "../interfaces/IQLEndpoint.sol";
import {IQLSatelliteTypes} from "../interfaces/IQLSatelliteTypes.sol";
import {QLBucket} from "../libraries/QLBucket.sol";
import {QLMessages} from "../libraries/QLMessages.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @title All that a satellite stores, but for what its inbound part alone touches, and what all parts do with it.
/// @dev `QLStakeSatellite`, `QLSatelliteInbound` and `QLSatelliteDesk` inherit this first, so that they see the same slots. Only the
/// inbound part may store anything of its own, behind it.
abstract contract SatelliteState is QLOutbox, IQLSatelliteTypes {
    using QLBucket for QLBucket.Bucket;
    using SafeERC20 for IERC20;

    /// @dev One slot: all that a stake must know of its hub. `number` counts from 1 in the order of listing.
    struct Hub {
        address at;
        uint64 selector;
        uint16 number;
        bool isOpen;
    }

    /// @param opened Whether Hello has ever come back.
    /// @param pending Open batches and received roots not consumed.
    struct Lane {
        LaneState state;
        bool opened;
        uint16 number;
        uint32 pending;
        bytes32 challenge;
    }

    /// @param waiting Native fees that the leaves in open batches of the asset brought: here, because `locked` is written with it.
    struct Asset {
        uint128 locked;
        uint120 waiting;
        bool listed;
        QLBucket.Bucket stakes;
        QLBucket.Bucket payouts;
    }

    /// @dev One slot. `batch` is what leaves of closed batches brought and no message has used, in native coin only.
    struct Fees {
        uint88 accrued;
        uint88 batch;
        uint80 execution;
    }

    /// @dev The first four share a slot, which is all that a stake reads while there is no subsidy.
    struct Terms {
        uint16 shareBps;
        uint32 periodSeconds;
        uint80 batchShare;
        uint128 capPerPeriod;
        uint128 capPerStake;
        uint128 capPerAccount;
    }

    struct Spent {
        uint128 amount;
        uint64 period;
    }

    /// @dev One slot. `lane` is the number of the hub it went to.
    struct Sent {
        uint128 total;
        uint64 sentAt;
        uint32 count;
        QLMessages.Kind kind;
        RootState state;
        uint16 lane;
    }

    struct Closed {
        bytes32 batch;
        bytes32 root;
        uint32 count;
        uint256 total;
        uint256 shares;
    }

    address internal constant NATIVE = address(0);

    address internal immutable _wrapped;
    address internal immutable _link;

    Hub internal _hub;
    Hub[] internal _hubs;
    mapping(uint64 selector => mapping(address hub => Lane)) internal _lanes;
    uint128 internal _float;
    uint128 internal _pot;
    Terms internal _terms;
    Spent internal _spentByAll;
    mapping(address staker => Spent) internal _spentBy;
    mapping(address asset => Asset) internal _assets;
    mapping(address feeToken => Fees) internal _fees;
    mapping(bytes32 root => Sent) internal _sent;
    mapping(bytes32 batch => BatchFees) internal _batchFees;

    constructor(address authority, address router_, uint64 chainSelector_, address wrapped, address link_)
        QLSender(authority, router_, chainSelector_)
    {
        if (wrapped == address(0) || link_ == address(0)) revert IQLEndpoint.ZeroValue();
        _wrapped = wrapped;
        _link = link_;
    }

    function _hubOf(uint16 number) internal view returns (Hub memory) {
        return _hubs[number - 1];
    }

    function _laneNumber(uint64 selector, address hub) internal view returns (uint16) {
        return _lanes[selector][hub].number;
    }

    function _opened(uint64 selector, address hub) internal {
        ++_lanes[selector][hub].pending;
    }

    function _closed(uint64 selector, address hub) internal {
        --_lanes[selector][hub].pending;
    }

    /// @dev What stakes read of the current hub follows its lane.
    function _setState(Lane storage lane, LaneState state) internal {
        lane.state = state;
        if (_hub.number == lane.number) _hub.isOpen = state == LaneState.Open;
    }

    /// @dev Remembers `root`, whose leaves may one day be given back.
    function _remember(bytes32 root, QLMessages.Kind kind, uint256 count, uint256 total, uint16 lane, RootState state)
        internal
    {
        // the total is a sum of locked amounts below 2^128, the count at most MAX_LEAVES
        _sent[root] = Sent(uint128(total), uint64(block.timestamp), uint32(count), kind, state, lane);
    }

    function _keyOf(uint64 hubSelector, address hub, address asset) internal pure returns (bytes32) {
        return batchKey(QLMessages.Kind.Stake, hubSelector, hub, asset);
    }

    function _takeFrom(QLBucket.Bucket storage bucket, uint256 amount) internal {
        (bool ok, uint256 held) = bucket.take(amount);
        if (!ok) revert BucketExceeded(held, bucket.retryAt(amount));
    }

    function _requireFeeToken(address feeToken) internal view {
        if (feeToken != NATIVE && feeToken != _link) revert FeeTokenNotAccepted(feeToken);
    }

    function _requireCovered(address token) internal view {
        uint256 owed = _float;
        // of wrapped native, only the float is ever kept
        if (token != _wrapped) {
            Fees memory fees = _fees[token];
            owed = uint256(_assets[token].locked) + fees.accrued + fees.batch;
            if (token == NATIVE) owed += uint256(_pot) + _assets[NATIVE].waiting;
        }
        uint256 balance = token == NATIVE ? address(this).balance : IERC20(token).balanceOf(address(this));
        if (balance < owed) revert Uncovered(token, owed, balance);
    }

    function _pull(address token, uint256 amount) internal {
        uint256 before = IERC20(token).balanceOf(address(this));
        IERC20(token).safeTransferFrom(msg.sender, address(this), amount);
        uint256 received = IERC20(token).balanceOf(address(this)) - before;
        if (received != amount) revert TransferMismatch(token, amount, received);
    }

    function _revertWith(bytes memory reason) internal pure {
        assembly ("memory-safe") {
            revert(add(reason, 32), mload(reason))
        }
    }

    function _closeBatch(uint64 hubSelector, address hub, address asset, RootState state)
        internal
        returns (Closed memory closed)
    {
        closed.batch = _keyOf(hubSelector, hub, asset);
        (closed.root, closed.count, closed.total) = _close(closed.batch);
        _closed(hubSelector, hub);
        closed.shares = uint256(closed.count) * _batchFees[closed.batch].share;
        _assets[asset].waiting -= uint120(closed.shares); // each leaf added as much
        _fees[NATIVE].batch += SafeCast.toUint88(closed.shares);
        uint16 lane = _laneNumber(hubSelector, hub);
        _remember(closed.root, QLMessages.Kind.Stake, closed.count, closed.total, lane, state);
    }
}
