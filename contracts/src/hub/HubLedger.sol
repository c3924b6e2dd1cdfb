// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLEndpoint} from "../QLEndpoint.sol";
import {IQLStakeHub} from "../interfaces/IQLStakeHub.sol";
import {QLBucket} from "../libraries/QLBucket.sol";
import {QLRate} from "../libraries/QLRate.sol";

/// @title What backs the shares, listing by listing, and how fast more may be minted. Counters only, never balances.
abstract contract HubLedger is IQLStakeHub, QLEndpoint {
    using QLBucket for QLBucket.Bucket;

    struct Entry {
        Listing listing;
        uint256 backing;
        QLBucket.Bucket bucket;
    }

    /// @inheritdoc IQLStakeHub
    mapping(address liquidToken => uint256) public totalBacking;
    /// @inheritdoc IQLStakeHub
    mapping(address liquidToken => uint256) public sharesOutstanding;

    mapping(uint64 selector => mapping(address peer => mapping(address asset => Entry))) private _entries;

    /// @inheritdoc IQLStakeHub
    function listAsset(uint64 sourceSelector, address peer, address asset, address liquidToken, uint8 decimals)
        external
        restricted
    {
        if (!_isPeer(sourceSelector, peer)) revert UnknownPeer(sourceSelector, peer);
        // a mint by an address without code would succeed and create nothing
        if (liquidToken.code.length == 0) revert NoCode(liquidToken);
        if (decimals > QLRate.DECIMALS) revert TooManyDecimals(decimals);
        Entry storage entry = _entries[sourceSelector][peer][asset];
        if (entry.listing.liquidToken != address(0)) revert AssetAlreadyListed(sourceSelector, peer, asset);
        entry.listing = Listing(liquidToken, decimals);
        emit AssetListed(sourceSelector, peer, asset, liquidToken, decimals);
    }

    /// @inheritdoc IQLStakeHub
    function setMintBucket(
        uint64 sourceSelector,
        address peer,
        address asset,
        uint128 capacity,
        uint128 refillPerSecond
    ) external restricted {
        Entry storage entry = _listed(sourceSelector, peer, asset);
        entry.bucket.configure(QLBucket.Limits(capacity, refillPerSecond, type(uint32).max, type(uint32).max));
        emit MintBucketChanged(sourceSelector, peer, asset, capacity, refillPerSecond);
    }

    /// @inheritdoc IQLStakeHub
    function listingOf(uint64 sourceSelector, address peer, address asset) external view returns (Listing memory) {
        return _entries[sourceSelector][peer][asset].listing;
    }

    /// @inheritdoc IQLStakeHub
    function mintBucketOf(uint64 sourceSelector, address peer, address asset) external view returns (Bucket memory) {
        QLBucket.Bucket storage bucket = _entries[sourceSelector][peer][asset].bucket;
        (uint256 value,) = bucket.available();
        return Bucket(bucket.capacity, bucket.refillPerSecond, value);
    }

    /// @inheritdoc IQLStakeHub
    function backingOf(uint64 sourceSelector, address peer, address asset) external view returns (uint256) {
        return _entries[sourceSelector][peer][asset].backing;
    }

    /// @inheritdoc IQLStakeHub
    function toSharesDown(address liquidToken, uint256 assets) public view returns (uint256) {
        return QLRate.toSharesDown(assets, sharesOutstanding[liquidToken], totalBacking[liquidToken]);
    }

    /// @inheritdoc IQLStakeHub
    function toAssetsDown(address liquidToken, uint256 shares) external view returns (uint256) {
        return QLRate.toAssetsDown(shares, sharesOutstanding[liquidToken], totalBacking[liquidToken]);
    }

    /// @dev Books `amount` (in the asset's own unit) as backing and the shares it is worth now, within the bucket.
    function _book(uint64 sourceSelector, address peer, address asset, uint256 amount)
        internal
        returns (address liquidToken, uint256 shares)
    {
        Entry storage entry = _listed(sourceSelector, peer, asset);
        liquidToken = entry.listing.liquidToken;
        uint256 assets = QLRate.normalise(amount, entry.listing.decimals);
        (bool ok, uint256 held) = entry.bucket.take(assets);
        if (!ok) revert BucketExceeded(held, entry.bucket.retryAt(assets));

        shares = toSharesDown(liquidToken, assets);
        if (shares == 0) revert ZeroShares(assets);
        entry.backing += assets;
        totalBacking[liquidToken] += assets;
        sharesOutstanding[liquidToken] += shares;
    }

    function _listed(uint64 sourceSelector, address peer, address asset) private view returns (Entry storage entry) {
        entry = _entries[sourceSelector][peer][asset];
        if (entry.listing.liquidToken == address(0)) revert AssetNotListed(sourceSelector, peer, asset);
    }
}
