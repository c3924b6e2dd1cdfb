// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLOnce} from "./QLOnce.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title A token bucket on value and on count. Both are taken or neither.
/// @notice A lowered limit lapses by itself; what the bucket holds is then refilled at the standing speed, from that second on.
library QLBucket {
    using QLOnce for QLOnce.Once;

    /// @param capacity Most value it holds.
    /// @param refillPerSecond Value it gains a second.
    /// @param countCapacity Most items it holds.
    /// @param countPerHour Items it gains an hour.
    struct Limits {
        uint128 capacity;
        uint128 refillPerSecond;
        uint32 countCapacity;
        uint32 countPerHour;
    }

    /// @dev Flat, not two `Limits`: a struct would end its slot, and taking would read one more.
    /// @param level Value it held at `updatedAt`.
    /// @param countLevel Items it held at `updatedAt`, in units of 1/3600.
    /// @param updatedAt A block timestamp; zero means never set.
    /// @param loweredUntil Until when the lowered limits hold in place of the standing ones.
    /// @param lowerings Who has lowered it since it was last set.
    struct Bucket {
        uint128 level;
        uint64 countLevel;
        uint64 updatedAt;
        uint128 capacity;
        uint128 refillPerSecond;
        uint32 countCapacity;
        uint32 countPerHour;
        uint64 loweredUntil;
        Limits lowered;
        QLOnce.Once lowerings;
    }

    /// @dev What a bucket holds of either.
    struct Held {
        uint256 value;
        uint256 count;
    }

    /// @dev One of the two dimensions, until a lowering lapses and after.
    struct Steps {
        uint256 loweredCapacity;
        uint256 loweredRefill;
        uint256 capacity;
        uint256 refill;
    }

    uint256 internal constant LOWERED_FOR = 7 days;
    /// @dev An item costs 3,600 and `countPerHour` comes back a second: whole numbers at any speed.
    uint256 internal constant ITEM = 3600;

    /// @notice What can be taken now: value, and whole items.
    function available(Bucket storage bucket) internal view returns (uint256 value, uint256 items) {
        Held memory held = _held(bucket);
        return (held.value, held.count / ITEM);
    }

    /// @notice The limits in force.
    function limits(Bucket storage bucket) internal view returns (Limits memory) {
        return block.timestamp < bucket.loweredUntil ? bucket.lowered : standing(bucket);
    }

    /// @notice The limits last set, which hold again when a lowering lapses.
    function standing(Bucket storage bucket) internal view returns (Limits memory) {
        return Limits(bucket.capacity, bucket.refillPerSecond, bucket.countCapacity, bucket.countPerHour);
    }

    /// @notice Takes `amount` and one item if both are there. Never reverts.
    /// @return ok Whether it was taken.
    /// @return value Value that could be taken before.
    function take(Bucket storage bucket, uint256 amount) internal returns (bool ok, uint256 value) {
        Held memory held = _held(bucket);
        value = held.value;
        ok = amount <= value && held.count >= ITEM;
        if (ok) _store(bucket, value - amount, held.count - ITEM);
    }

    /// @notice What it holds, for one who takes several times in one call and settles once.
    function open(Bucket storage bucket) internal view returns (Held memory) {
        return _held(bucket);
    }

    /// @notice Takes `amount` and one item from what was opened, if both are there.
    function take(Held memory held, uint256 amount) internal pure returns (bool ok) {
        ok = amount <= held.value && held.count >= ITEM;
        if (ok) (held.value, held.count) = (held.value - amount, held.count - ITEM);
    }

    /// @notice Stores what is left of what was opened in the same block.
    function settle(Bucket storage bucket, Held memory held) internal {
        _store(bucket, held.value, held.count);
    }

    /// @notice First second at which `amount` and one item can be taken if nothing else is; 2^256-1 if never.
    function retryAt(Bucket storage bucket, uint256 amount) internal view returns (uint256) {
        Held memory held = _held(bucket);
        (Limits memory until, Limits memory then_) = (bucket.lowered, standing(bucket));
        Steps memory value = Steps(until.capacity, until.refillPerSecond, then_.capacity, then_.refillPerSecond);
        Steps memory count =
            Steps(until.countCapacity * ITEM, until.countPerHour, then_.countCapacity * ITEM, then_.countPerHour);
        uint256 lapse = bucket.loweredUntil;
        return Math.max(_firstAt(amount, held.value, lapse, value), _firstAt(ITEM, held.count, lapse, count));
    }

    /// @notice Sets the standing limits and ends a lowering. The first call fills the bucket; later ones keep what it holds, cut to
    /// the new capacities.
    function configure(Bucket storage bucket, Limits memory wanted) internal {
        (uint256 value, uint256 count) = (wanted.capacity, wanted.countCapacity * ITEM);
        if (bucket.updatedAt != 0) {
            Held memory held = _held(bucket);
            (value, count) = (Math.min(held.value, value), Math.min(held.count, count));
        }
        (bucket.capacity, bucket.refillPerSecond) = (wanted.capacity, wanted.refillPerSecond);
        (bucket.countCapacity, bucket.countPerHour) = (wanted.countCapacity, wanted.countPerHour);
        bucket.loweredUntil = 0;
        bucket.lowerings.rearm();
        _store(bucket, value, count);
    }

    /// @notice Lowers the limits for 7 days, each to at most what is in force; adds nothing to what the bucket holds.
    /// Once per `account` until it is configured again.
    /// @return wanted What is in force now.
    function lower(Bucket storage bucket, Limits memory wanted, address account) internal returns (Limits memory) {
        bucket.lowerings.use(account);
        Held memory held = _held(bucket);
        Limits memory inForce = limits(bucket);
        wanted.capacity = uint128(Math.min(wanted.capacity, inForce.capacity));
        wanted.refillPerSecond = uint128(Math.min(wanted.refillPerSecond, inForce.refillPerSecond));
        wanted.countCapacity = uint32(Math.min(wanted.countCapacity, inForce.countCapacity));
        wanted.countPerHour = uint32(Math.min(wanted.countPerHour, inForce.countPerHour));
        bucket.lowered = wanted;
        bucket.loweredUntil = uint64(block.timestamp + LOWERED_FOR);
        _store(bucket, Math.min(held.value, wanted.capacity), Math.min(held.count, wanted.countCapacity * ITEM));
        return wanted;
    }

    function _held(Bucket storage bucket) private view returns (Held memory held) {
        (held.value, held.count) = (bucket.level, bucket.countLevel);
        uint256 since = bucket.updatedAt;
        uint256 until = bucket.loweredUntil;
        // a lapsed lowering still shaped the time before it lapsed
        if (since < until) {
            uint256 end = Math.min(until, block.timestamp);
            _refill(held, bucket.lowered, end - since);
            since = end;
            if (end != until) return held;
        }
        _refill(held, standing(bucket), block.timestamp - since);
    }

    function _refill(Held memory held, Limits memory by, uint256 time) private pure {
        held.value = Math.min(by.capacity, held.value + time * by.refillPerSecond);
        held.count = Math.min(by.countCapacity * ITEM, held.count + time * by.countPerHour);
    }

    function _firstAt(uint256 needed, uint256 level, uint256 lapse, Steps memory steps) private view returns (uint256) {
        uint256 start = block.timestamp;
        if (needed <= level) return start;
        if (start < lapse) {
            if (needed <= steps.loweredCapacity && steps.loweredRefill != 0) {
                uint256 at = start + Math.ceilDiv(needed - level, steps.loweredRefill);
                if (at <= lapse) return at;
            }
            level = Math.min(steps.loweredCapacity, level + (lapse - start) * steps.loweredRefill);
            start = lapse;
        }
        if (needed > steps.capacity || steps.refill == 0) return type(uint256).max;
        return start + Math.ceilDiv(needed - level, steps.refill);
    }

    function _store(Bucket storage bucket, uint256 value, uint256 count) private {
        bucket.level = uint128(value); // at most a capacity, which is a uint128
        bucket.countLevel = uint64(count); // at most 3600 * 2^32
        bucket.updatedAt = uint64(block.timestamp);
    }
}
