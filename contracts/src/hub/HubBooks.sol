// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLHubGovernance} from "../interfaces/IQLHubGovernance.sol";
import {IQLHubTypes} from "../interfaces/IQLHubTypes.sol";
import {IQLPauses} from "../interfaces/IQLPauses.sol";
import {QLBucket} from "../libraries/QLBucket.sol";
import {QLRate} from "../libraries/QLRate.sol";
import {HubLedger} from "./HubLedger.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title Changes the hub's books: redemptions, rewards, losses, limits, and the move to another hub. Counters only, never balances.
library HubBooks {
    using HubLedger for HubLedger.Books;
    using HubLedger for HubLedger.Pool;
    using QLBucket for QLBucket.Bucket;

    uint256 internal constant VESTING_TIME = 7 days;

    /// @notice Books a redemption: what `redeemable` says leaves bucket, backing and shares.
    /// @return amount In the asset's own unit, rounded down.
    function redeem(HubLedger.Books storage books, HubLedger.Redemption calldata asked)
        external
        returns (uint256 amount)
    {
        uint256 assets;
        (amount, assets) = books.redeemable(asked);
        HubLedger.Listing storage listing = books.listings[HubLedger.keyOf(asked.selector, asked.peer, asked.asset)];
        HubLedger.Pool storage pool = books.pools[asked.liquidToken];
        listing.redemptions.take(assets);
        listing.backing -= uint128(assets);
        (pool.backing, pool.shares) = (pool.backing - uint128(assets), pool.shares - uint128(asked.shares));
    }

    /// @notice As `redeem`, without booking.
    function quoteRedeem(HubLedger.Books storage books, HubLedger.Redemption calldata asked)
        external
        view
        returns (uint256 amount)
    {
        (amount,) = books.redeemable(asked);
    }

    /// @notice Lists `asset` of a peer as backing of `liquidToken`.
    function list(
        HubLedger.Books storage books,
        uint64 selector,
        address peer,
        address asset,
        address liquidToken,
        uint8 decimals
    ) external {
        if (decimals > QLRate.DECIMALS) revert IQLHubTypes.TooManyDecimals(decimals);
        HubLedger.Listing storage listing = books.listings[HubLedger.keyOf(selector, peer, asset)];
        if (listing.liquidToken != address(0)) revert IQLHubTypes.AssetAlreadyListed(selector, peer, asset);
        (listing.liquidToken, listing.decimals) = (liquidToken, decimals);
        books.places[liquidToken].push(IQLHubTypes.Place(selector, peer, asset));
        books.assets[keccak256(abi.encode(selector, peer))].push(asset);
        emit IQLHubTypes.AssetListed(selector, peer, asset, liquidToken, decimals);
    }

    /// @notice Whether anything of the peer backs shares.
    function hasBacking(HubLedger.Books storage books, uint64 selector, address peer) external view returns (bool) {
        address[] storage assets = books.assets[keccak256(abi.encode(selector, peer))];
        for (uint256 i; i < assets.length; ++i) {
            if (books.listings[HubLedger.keyOf(selector, peer, assets[i])].backing != 0) return true;
        }
        return false;
    }

    /// @notice Books `amount` (in the asset's own unit) as rewards that start to vest, with what is still vesting, towards the end
    /// weighted by amount. Takes the mint bucket.
    /// @return liquidToken Whose holders gain.
    /// @return assets The same, normalised.
    /// @return vestsUntil When all of it counts, a block timestamp.
    function credit(HubLedger.Books storage books, IQLHubTypes.Place calldata place, uint256 amount)
        external
        returns (address liquidToken, uint256 assets, uint64 vestsUntil)
    {
        HubLedger.Listing storage listing = books.listings[HubLedger.keyOf(place.selector, place.peer, place.asset)];
        liquidToken = listing.liquidToken;
        if (liquidToken == address(0)) revert IQLHubTypes.AssetNotListed(place.selector, place.peer, place.asset);
        assets = amount * QLRate.unitOf(listing.decimals);
        HubLedger.Pool storage pool = books.pools[liquidToken];
        if (pool.shares == 0) revert IQLHubTypes.NoShares(liquidToken);
        if (assets > type(uint128).max - pool.backing) revert IQLHubTypes.BooksFull(assets, 0);
        (bool taken, uint256 held) = listing.mints.take(assets);
        if (!taken) revert IQLHubTypes.BucketExceeded(held, listing.mints.retryAt(assets));

        uint256 still = pool.unvested();
        uint256 rest = still == 0 ? 0 : pool.vestingUntil - block.timestamp;
        vestsUntil = uint64(block.timestamp + Math.ceilDiv(still * rest + assets * VESTING_TIME, still + assets));
        (pool.vesting, pool.vestingFrom, pool.vestingUntil) =
        (uint128(still + assets), uint64(block.timestamp), vestsUntil);
        listing.backing += uint128(assets);
        pool.backing += uint128(assets);
    }

    /// @notice Lowers backing by a loss of `amount` (in the asset's own unit); what vests is cut to the backing left.
    function lose(HubLedger.Books storage books, uint64 selector, address peer, address asset, uint256 amount)
        external
    {
        HubLedger.Listing storage listing = books.listings[HubLedger.keyOf(selector, peer, asset)];
        if (listing.liquidToken == address(0)) revert IQLHubTypes.AssetNotListed(selector, peer, asset);
        if (amount > type(uint128).max) revert IQLHubTypes.BackingExceeded(amount, listing.backing);
        uint256 assets = amount * QLRate.unitOf(listing.decimals);
        if (assets > listing.backing) revert IQLHubTypes.BackingExceeded(assets, listing.backing);
        HubLedger.Pool storage pool = books.pools[listing.liquidToken];
        uint256 still = pool.unvested();
        listing.backing -= uint128(assets);
        pool.backing -= uint128(assets);
        if (still > pool.backing) {
            (pool.vesting, pool.vestingFrom) = (pool.backing, uint64(block.timestamp));
        }
        emit IQLHubTypes.LossRecorded(selector, peer, asset, amount, listing.liquidToken, assets);
    }

    /// @notice Empties the books of `liquidToken` into those of `successor`, listing by listing, shares last.
    function moveTo(HubLedger.Books storage books, address liquidToken, address successor) external {
        HubLedger.Pool storage pool = books.pools[liquidToken];
        (uint256 shares, uint256 still, uint64 until) = (pool.shares, pool.unvested(), pool.vestingUntil);
        delete books.pools[liquidToken];
        emit IQLHubTypes.BooksMovedOut(liquidToken, successor, shares);
        IQLHubTypes.Place[] storage places = books.places[liquidToken];
        for (uint256 i; i < places.length; ++i) {
            HubLedger.Listing storage listing =
                books.listings[HubLedger.keyOf(places[i].selector, places[i].peer, places[i].asset)];
            uint256 backing = listing.backing;
            listing.backing = 0;
            if (backing != 0) IQLHubGovernance(successor).takeOverBacking(liquidToken, places[i], backing);
        }
        IQLHubGovernance(successor).takeOverShares(liquidToken, shares, still, until);
    }

    /// @notice Adds backing that a predecessor held.
    function takeOverBacking(
        HubLedger.Books storage books,
        address liquidToken,
        IQLHubTypes.Place calldata place,
        uint256 backing
    ) external {
        HubLedger.Listing storage listing = books.listings[HubLedger.keyOf(place.selector, place.peer, place.asset)];
        if (listing.liquidToken != liquidToken) {
            revert IQLHubTypes.AssetNotListed(place.selector, place.peer, place.asset);
        }
        HubLedger.Pool storage pool = books.pools[liquidToken];
        if (pool.shares != 0 || listing.backing != 0) revert IQLHubTypes.BooksNotEmpty(liquidToken);
        listing.backing = uint128(backing);
        pool.backing += uint128(backing);
    }

    /// @notice Adds the shares that a predecessor had issued, and what was vesting for them.
    function takeOverShares(
        HubLedger.Books storage books,
        address liquidToken,
        uint256 shares,
        uint256 still,
        uint64 vestsUntil
    ) external {
        HubLedger.Pool storage pool = books.pools[liquidToken];
        if (pool.shares != 0) revert IQLHubTypes.BooksNotEmpty(liquidToken);
        pool.shares = uint128(shares);
        if (still != 0) {
            (pool.vesting, pool.vestingFrom, pool.vestingUntil) = (uint128(still), uint64(block.timestamp), vestsUntil);
        }
        emit IQLHubTypes.BooksMovedIn(liquidToken, msg.sender, shares, pool.backing);
    }

    /// @notice First second at which `assets` can be minted on a listing if nothing else is; 2^256-1 if never.
    function mintRetryAt(HubLedger.Books storage books, bytes32 listingKey, uint256 assets)
        external
        view
        returns (uint256)
    {
        return books.listings[listingKey].mints.retryAt(assets);
    }

    /// @notice Sets a bucket's standing limits.
    function configure(
        HubLedger.Books storage books,
        IQLPauses.Scope scope,
        IQLHubTypes.Place calldata place,
        QLBucket.Limits calldata limits
    ) external {
        _bucket(books, scope, place).configure(limits);
        emit IQLHubTypes.LimitsChanged(place.selector, place.peer, place.asset, scope, limits);
    }

    /// @notice Lowers a bucket for 7 days.
    function lower(
        HubLedger.Books storage books,
        IQLPauses.Scope scope,
        IQLHubTypes.Place calldata place,
        QLBucket.Limits calldata limits
    ) external {
        QLBucket.Limits memory inForce = _bucket(books, scope, place).lower(limits, msg.sender);
        emit IQLHubTypes.LimitsLowered(place.selector, place.peer, place.asset, scope, inForce, msg.sender);
    }

    /// @notice A bucket as of now.
    function bucketOf(HubLedger.Books storage books, IQLPauses.Scope scope, IQLHubTypes.Place calldata place)
        external
        view
        returns (IQLHubTypes.Bucket memory)
    {
        QLBucket.Bucket storage bucket = _bucket(books, scope, place);
        (uint256 value, uint256 items) = bucket.available();
        return IQLHubTypes.Bucket(bucket.limits(), value, items);
    }

    function _bucket(HubLedger.Books storage books, IQLPauses.Scope scope, IQLHubTypes.Place calldata place)
        private
        view
        returns (QLBucket.Bucket storage)
    {
        HubLedger.Listing storage listing = books.listings[HubLedger.keyOf(place.selector, place.peer, place.asset)];
        if (listing.liquidToken == address(0)) {
            revert IQLHubTypes.AssetNotListed(place.selector, place.peer, place.asset);
        }
        return scope == IQLPauses.Scope.Mints ? listing.mints : listing.redemptions;
    }
}
