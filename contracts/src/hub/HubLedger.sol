// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLHubTypes} from "../interfaces/IQLHubTypes.sol";
import {QLBucket} from "../libraries/QLBucket.sol";
import {QLRate} from "../libraries/QLRate.sol";

/// @title What the hub's books are, and what can be read off them. Changing them is `HubBooks`'s, but for mints, which are `HubLines`'s.
/// @notice Assets are normalised to 18 decimals. Assets and shares stay below 2^128.
library HubLedger {
    using QLBucket for QLBucket.Bucket;

    /// @param liquidToken Zero where nothing is listed.
    struct Listing {
        address liquidToken;
        uint8 decimals;
        uint128 backing;
        QLBucket.Bucket mints;
        QLBucket.Bucket redemptions;
    }

    /// @notice What somebody wants for his shares.
    struct Redemption {
        uint64 selector;
        address peer;
        address asset;
        address liquidToken;
        uint256 shares;
    }

    /// @notice All listings of one liquid token together.
    /// @param vesting Of the backing, what was not vested at `vestingFrom`; it vests linearly until `vestingUntil`.
    struct Pool {
        uint128 backing;
        uint128 shares;
        uint128 vesting;
        uint64 vestingFrom;
        uint64 vestingUntil;
    }

    struct Books {
        mapping(bytes32 listingKey => Listing) listings;
        mapping(address liquidToken => Pool) pools;
        mapping(address liquidToken => IQLHubTypes.Place[]) places;
        mapping(bytes32 lane => address[]) assets;
    }

    /// @dev Fewer would let one share be made dear enough to swallow a stake's rounding.
    uint256 internal constant LEAST_SHARES = 1e9;

    /// @notice Key of a listing, `keccak256(abi.encode(selector, peer, asset))`.
    function keyOf(uint64 selector, address peer, address asset) internal pure returns (bytes32 key) {
        assembly ("memory-safe") {
            let words := mload(0x40)
            mstore(words, and(selector, 0xffffffffffffffff))
            mstore(add(words, 0x20), shr(96, shl(96, peer)))
            mstore(add(words, 0x40), shr(96, shl(96, asset)))
            key := keccak256(words, 0x60)
        }
    }

    /// @notice What of the pool's backing does not count for the rate yet.
    function unvested(Pool storage pool) internal view returns (uint256) {
        uint256 until = pool.vestingUntil;
        if (block.timestamp >= until) return 0;
        return pool.vesting * (until - block.timestamp) / (until - pool.vestingFrom);
    }

    /// @notice What of the pool's backing the shares are worth.
    function vested(Pool storage pool) internal view returns (uint256) {
        return pool.backing - unvested(pool);
    }

    /// @notice What the shares are worth in the asset of the peer, within its backing and bucket. Reverts with what stands against it.
    /// @return amount In the asset's own unit, rounded down.
    /// @return assets The same, normalised.
    function redeemable(Books storage books, Redemption memory asked)
        internal
        view
        returns (uint256 amount, uint256 assets)
    {
        Listing storage listing = books.listings[keyOf(asked.selector, asked.peer, asked.asset)];
        if (listing.liquidToken == address(0)) {
            revert IQLHubTypes.AssetNotListed(asked.selector, asked.peer, asked.asset);
        }
        if (listing.liquidToken != asked.liquidToken) {
            revert IQLHubTypes.LiquidTokenMismatch(listing.liquidToken, asked.liquidToken);
        }
        Pool storage pool = books.pools[asked.liquidToken];
        uint256 outstanding = pool.shares;
        if (asked.shares > outstanding) revert IQLHubTypes.SharesExceeded(asked.shares, outstanding);
        uint256 left = outstanding - asked.shares;
        if (left != 0 && left < LEAST_SHARES) revert IQLHubTypes.TooFewShares(left, LEAST_SHARES);

        uint256 unit = QLRate.unitOf(listing.decimals);
        amount = QLRate.toAssetsDown(asked.shares, outstanding, vested(pool)) / unit;
        if (amount == 0) revert IQLHubTypes.ZeroAssets(asked.shares);
        assets = amount * unit;
        if (assets > listing.backing) revert IQLHubTypes.BackingExceeded(assets, listing.backing);
        (uint256 held, uint256 items) = listing.redemptions.available();
        if (assets > held || items == 0) {
            revert IQLHubTypes.BucketExceeded(held, listing.redemptions.retryAt(assets));
        }
    }
}
