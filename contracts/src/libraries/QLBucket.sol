// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title A token bucket: holds up to `capacity`, refills by `refillPerSecond`.
library QLBucket {
    /// @param level What it held at `updatedAt`, a block timestamp; zero there means never set.
    struct Bucket {
        uint128 capacity;
        uint128 refillPerSecond;
        uint128 level;
        uint64 updatedAt;
    }

    /// @notice What can be taken now.
    function available(Bucket storage bucket) internal view returns (uint256) {
        uint256 refilled = (block.timestamp - bucket.updatedAt) * bucket.refillPerSecond;
        return Math.min(bucket.capacity, bucket.level + refilled);
    }

    /// @notice Takes `amount` if it is there.
    /// @return ok Whether it was taken.
    /// @return held What could be taken before.
    function take(Bucket storage bucket, uint256 amount) internal returns (bool ok, uint256 held) {
        held = available(bucket);
        ok = amount <= held;
        if (ok) _store(bucket, held - amount);
    }

    /// @notice First second at which `amount` can be taken if nothing else is; 2^256-1 if never.
    function retryAt(Bucket storage bucket, uint256 amount) internal view returns (uint256) {
        uint256 held = available(bucket);
        if (amount <= held) return block.timestamp;
        if (amount > bucket.capacity || bucket.refillPerSecond == 0) return type(uint256).max;
        return block.timestamp + Math.ceilDiv(amount - held, bucket.refillPerSecond);
    }

    /// @notice Changes the limits. The first call fills the bucket; later ones keep what it holds, cut to the new capacity.
    function configure(Bucket storage bucket, uint128 capacity, uint128 refillPerSecond) internal {
        uint256 held = bucket.updatedAt == 0 ? capacity : Math.min(available(bucket), capacity);
        bucket.capacity = capacity;
        bucket.refillPerSecond = refillPerSecond;
        _store(bucket, held);
    }

    function _store(Bucket storage bucket, uint256 level) private {
        bucket.level = uint128(level); // at most the capacity, which is a uint128
        bucket.updatedAt = uint64(block.timestamp);
    }
}
