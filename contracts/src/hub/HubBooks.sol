// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLHubGovernance} from "../interfaces/IQLHubGovernance.sol";
import {IQLHubTypes} from "../interfaces/IQLHubTypes.sol";
import {IQLPauses} from "../interfaces/IQLPauses.sol";
import {QLBucket} from "../libraries/QLBucket.sol";
import {QLRate} from "../libraries/QLRate.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title The hub's books: what backs the shares, listing by listing, and what is still vesting. Counters only, never balances.
/// @notice Assets are normalised to 18 decimals. Assets and shares stay below 2^128.
library HubBooks {
    using QLBucket for QLBucket.Bucket;

    /// @param liquidToken Zero where nothing is listed.
    struct Listing {
        address liquidToken;
        uint8 decimals;
        uint128 backing;
        QLBucket.Bucket mints;
        QLBucket.Bucket redemptions;
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

    uint256 internal constant VESTING_TIME = 7 days;
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

    /// @notice What `shares` are worth in `asset` of the peer, within its backing and bucket. Reverts with what stands against it.
    /// @return amount In the asset's own unit, rounded down.
    /// @return assets The same, normalised.
    function redeemable(
        Books storage books,
        uint64 selector,
        address peer,
        address asset,
        address liquidToken,
        uint256 shares
    ) internal view returns (uint256 amount, uint256 assets) {
        Listing storage listing = books.listings[keyOf(selector, peer, asset)];
        if (listing.liquidToken == address(0)) revert IQLHubTypes.AssetNotListed(selector, peer, asset);
        if (listing.liquidToken != liquidToken) {
            revert IQLHubTypes.LiquidTokenMismatch(listing.liquidToken, liquidToken);
        }
        Pool storage pool = books.pools[liquidToken];
        uint256 outstanding = pool.shares;
        if (shares > outstanding) revert IQLHubTypes.SharesExceeded(shares, outstanding);
        uint256 left = outstanding - shares;
        if (left != 0 && left < LEAST_SHARES) revert IQLHubTypes.TooFewShares(left, LEAST_SHARES);

        uint256 unit = QLRate.unitOf(listing.decimals);
        amount = QLRate.toAssetsDown(shares, outstanding, vested(pool)) / unit;
        if (amount == 0) revert IQLHubTypes.ZeroAssets(shares);
        assets = amount * unit;
        if (assets > listing.backing) revert IQLHubTypes.BackingExceeded(assets, listing.backing);
        (uint256 held, uint256 items) = listing.redemptions.available();
        if (assets > held || items == 0) {
            revert IQLHubTypes.BucketExceeded(held, listing.redemptions.retryAt(assets));
        }
    }

    /// @notice Books a redemption: what `redeemable` says leaves bucket, backing and shares.
    function redeem(
        Books storage books,
        uint64 selector,
        address peer,
        address asset,
        address liquidToken,
        uint256 shares
    ) external returns (uint256 amount) {
        uint256 assets;
        (amount, assets) = redeemable(books, selector, peer, asset, liquidToken, shares);
        Listing storage listing = books.listings[keyOf(selector, peer, asset)];
        Pool storage pool = books.pools[liquidToken];
        listing.redemptions.take(assets);
        listing.backing -= uint128(assets);
        (pool.backing, pool.shares) = (pool.backing - uint128(assets), pool.shares - uint128(shares));
    }

    /// @notice As `redeem`, without booking.
    function quoteRedeem(
        Books storage books,
        uint64 selector,
        address peer,
        address asset,
        address liquidToken,
        uint256 shares
    ) external view returns (uint256 amount) {
        (amount,) = redeemable(books, selector, peer, asset, liquidToken, shares);
    }

    /// @notice Lists `asset` of a peer as backing of `liquidToken`.
    function list(
        Books storage books,
        uint64 selector,
        address peer,
        address asset,
        address liquidToken,
        uint8 decimals
    ) external {
        if (decimals > QLRate.DECIMALS) revert IQLHubTypes.TooManyDecimals(decimals);
        Listing storage listing = books.listings[keyOf(selector, peer, asset)];
        if (listing.liquidToken != address(0)) revert IQLHubTypes.AssetAlreadyListed(selector, peer, asset);
        (listing.liquidToken, listing.decimals) = (liquidToken, decimals);
        books.places[liquidToken].push(IQLHubTypes.Place(selector, peer, asset));
        books.assets[keccak256(abi.encode(selector, peer))].push(asset);
        emit IQLHubTypes.AssetListed(selector, peer, asset, liquidToken, decimals);
    }

    /// @notice Whether anything of the peer backs shares.
    function hasBacking(Books storage books, uint64 selector, address peer) external view returns (bool) {
        address[] storage assets = books.assets[keccak256(abi.encode(selector, peer))];
        for (uint256 i; i < assets.length; ++i) {
            if (books.listings[keyOf(selector, peer, assets[i])].backing != 0) return true;
        }
        return false;
    }

    /// @notice Books `amount` (in the asset's own unit) as rewards that start to vest, with what is still vesting, towards the end
    /// weighted by amount. Takes the mint bucket.
    /// @return liquidToken Whose holders gain.
    /// @return assets The same, normalised.
    /// @return vestsUntil When all of it counts, a block timestamp.
    function credit(Books storage books, IQLHubTypes.Place calldata place, uint256 amount)
        external
        returns (address liquidToken, uint256 assets, uint64 vestsUntil)
    {
        Listing storage listing = books.listings[keyOf(place.selector, place.peer, place.asset)];
        liquidToken = listing.liquidToken;
        if (liquidToken == address(0)) revert IQLHubTypes.AssetNotListed(place.selector, place.peer, place.asset);
        assets = amount * QLRate.unitOf(listing.decimals);
        Pool storage pool = books.pools[liquidToken];
        if (pool.shares == 0) revert IQLHubTypes.NoShares(liquidToken);
        if (assets > type(uint128).max - pool.backing) revert IQLHubTypes.BooksFull(assets, 0);
        (bool taken, uint256 held) = listing.mints.take(assets);
        if (!taken) revert IQLHubTypes.BucketExceeded(held, listing.mints.retryAt(assets));

        uint256 still = unvested(pool);
        uint256 rest = still == 0 ? 0 : pool.vestingUntil - block.timestamp;
        vestsUntil = uint64(block.timestamp + Math.ceilDiv(still * rest + assets * VESTING_TIME, still + assets));
        (pool.vesting, pool.vestingFrom, pool.vestingUntil) =
        (uint128(still + assets), uint64(block.timestamp), vestsUntil);
        listing.backing += uint128(assets);
        pool.backing += uint128(assets);
    }

    /// @notice Lowers backing by a loss of `amount` (in the asset's own unit); what vests is cut to the backing left.
    function lose(Books storage books, uint64 selector, address peer, address asset, uint256 amount) external {
        Listing storage listing = books.listings[keyOf(selector, peer, asset)];
        if (listing.liquidToken == address(0)) revert IQLHubTypes.AssetNotListed(selector, peer, asset);
        if (amount > type(uint128).max) revert IQLHubTypes.BackingExceeded(amount, listing.backing);
        uint256 assets = amount * QLRate.unitOf(listing.decimals);
        if (assets > listing.backing) revert IQLHubTypes.BackingExceeded(assets, listing.backing);
        Pool storage pool = books.pools[listing.liquidToken];
        uint256 still = unvested(pool);
        listing.backing -= uint128(assets);
        pool.backing -= uint128(assets);
        if (still > pool.backing) {
            (pool.vesting, pool.vestingFrom) = (pool.backing, uint64(block.timestamp));
        }
        emit IQLHubTypes.LossRecorded(selector, peer, asset, amount);
    }

    /// @notice Empties the books of `liquidToken` into those of `successor`, listing by listing, shares last.
    function moveTo(Books storage books, address liquidToken, address successor) external {
        Pool storage pool = books.pools[liquidToken];
        (uint256 shares, uint256 still, uint64 until) = (pool.shares, unvested(pool), pool.vestingUntil);
        delete books.pools[liquidToken];
        emit IQLHubTypes.BooksMovedOut(liquidToken, successor, shares);
        IQLHubTypes.Place[] storage places = books.places[liquidToken];
        for (uint256 i; i < places.length; ++i) {
            Listing storage listing = books.listings[keyOf(places[i].selector, places[i].peer, places[i].asset)];
            uint256 backing = listing.backing;
            listing.backing = 0;
            if (backing != 0) IQLHubGovernance(successor).takeOverBacking(liquidToken, places[i], backing);
        }
        IQLHubGovernance(successor).takeOverShares(liquidToken, shares, still, until);
    }

    /// @notice Adds backing that a predecessor held.
    function takeOverBacking(
        Books storage books,
        address liquidToken,
        IQLHubTypes.Place calldata place,
        uint256 backing
    ) external {
        Listing storage listing = books.listings[keyOf(place.selector, place.peer, place.asset)];
        if (listing.liquidToken != liquidToken) {
            revert IQLHubTypes.AssetNotListed(place.selector, place.peer, place.asset);
        }
        Pool storage pool = books.pools[liquidToken];
        if (pool.shares != 0 || listing.backing != 0) revert IQLHubTypes.BooksNotEmpty(liquidToken);
        listing.backing = uint128(backing);
        pool.backing += uint128(backing);
    }

    /// @notice Adds the shares that a predecessor had issued, and what was vesting for them.
    function takeOverShares(Books storage books, address liquidToken, uint256 shares, uint256 still, uint64 vestsUntil)
        external
    {
        Pool storage pool = books.pools[liquidToken];
        if (pool.shares != 0) revert IQLHubTypes.BooksNotEmpty(liquidToken);
        pool.shares = uint128(shares);
        if (still != 0) {
            (pool.vesting, pool.vestingFrom, pool.vestingUntil) = (uint128(still), uint64(block.timestamp), vestsUntil);
        }
        emit IQLHubTypes.BooksMovedIn(liquidToken, msg.sender, shares, pool.backing);
    }

    /// @notice First second at which `assets` can be minted on a listing if nothing else is; 2^256-1 if never.
    function mintRetryAt(Books storage books, bytes32 listingKey, uint256 assets) external view returns (uint256) {
        return books.listings[listingKey].mints.retryAt(assets);
    }

    /// @notice Sets a bucket's standing limits.
    function configure(
        Books storage books,
        IQLPauses.Scope scope,
        IQLHubTypes.Place calldata place,
        QLBucket.Limits calldata limits
    ) external {
        _bucket(books, scope, place).configure(limits);
        emit IQLHubTypes.LimitsChanged(place.selector, place.peer, place.asset, scope, limits);
    }

    /// @notice Lowers a bucket for 7 days.
    function lower(
        Books storage books,
        IQLPauses.Scope scope,
        IQLHubTypes.Place calldata place,
        QLBucket.Limits calldata limits
    ) external {
        QLBucket.Limits memory inForce = _bucket(books, scope, place).lower(limits, msg.sender);
        emit IQLHubTypes.LimitsLowered(place.selector, place.peer, place.asset, scope, inForce, msg.sender);
    }

    /// @notice A bucket as of now.
    function bucketOf(Books storage books, IQLPauses.Scope scope, IQLHubTypes.Place calldata place)
        external
        view
        returns (IQLHubTypes.Bucket memory)
    {
        QLBucket.Bucket storage bucket = _bucket(books, scope, place);
        (uint256 value, uint256 items) = bucket.available();
        return IQLHubTypes.Bucket(bucket.limits(), value, items);
    }

    function _bucket(Books storage books, IQLPauses.Scope scope, IQLHubTypes.Place calldata place)
        private
        view
        returns (QLBucket.Bucket storage)
    {
        Listing storage listing = books.listings[keyOf(place.selector, place.peer, place.asset)];
        if (listing.liquidToken == address(0)) {
            revert IQLHubTypes.AssetNotListed(place.selector, place.peer, place.asset);
        }
        return scope == IQLPauses.Scope.Mints ? listing.mints : listing.redemptions;
    }
}
