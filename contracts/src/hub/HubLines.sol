// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLHubTypes} from "../interfaces/IQLHubTypes.sol";
import {QLBucket} from "../libraries/QLBucket.sol";
import {QLRate} from "../libraries/QLRate.sol";
import {HubBooks} from "./HubBooks.sol";
import {HubLedger} from "./HubLedger.sol";
import {HubState} from "./HubState.sol";

/// @title Mints on the books: what mints of one listing share is read once and written once.
abstract contract HubLines is HubState {
    using HubBooks for HubLedger.Books;
    using HubLedger for HubLedger.Pool;
    using QLBucket for QLBucket.Bucket;
    using QLBucket for QLBucket.Held;

    /// @dev A listing as a run of mints has left it. `shares` and both backings include what is not written yet.
    struct Line {
        bytes32 key;
        address liquidToken;
        uint256 unit;
        uint256 unvested;
        uint256 listingBacking;
        uint256 poolBacking;
        uint256 shares;
        QLBucket.Held held;
        bool booked;
    }

    /// @dev Reads the listing of the next entry into `line`, unless it is there already; what was booked before is written first.
    function _open(Line memory line, bytes32 key) internal {
        if (line.key == key) return;
        _settle(line);
        HubLedger.Listing storage listing = _books.listings[key];
        address liquidToken = listing.liquidToken;
        (line.key, line.liquidToken) = (key, liquidToken);
        if (liquidToken == address(0)) return;
        HubLedger.Pool storage pool = _books.pools[liquidToken];
        (line.unit, line.listingBacking) = (QLRate.unitOf(listing.decimals), listing.backing);
        (line.poolBacking, line.shares, line.unvested) = (pool.backing, pool.shares, pool.unvested());
        line.held = listing.mints.open();
    }

    /// @dev Writes what was booked on `line`.
    function _settle(Line memory line) internal {
        if (!line.booked) return;
        line.booked = false;
        HubLedger.Listing storage listing = _books.listings[line.key];
        HubLedger.Pool storage pool = _books.pools[line.liquidToken];
        listing.backing = uint128(line.listingBacking);
        (pool.backing, pool.shares) = (uint128(line.poolBacking), uint128(line.shares));
        listing.mints.settle(line.held);
    }

    /// @dev What `amount` (below 2^128, in the asset's own unit) is worth on `line` now. Never reverts.
    /// @return assets The same, normalised.
    /// @return shares What they buy.
    /// @return refusal The encoded error where it cannot be minted, else nothing.
    function _price(Line memory line, uint256 amount)
        internal
        returns (uint256 assets, uint256 shares, bytes memory refusal)
    {
        assets = amount * line.unit;
        if (assets > line.held.value || line.held.count < QLBucket.ITEM) {
            _settle(line);
            uint256 retryAt = _books.mintRetryAt(line.key, assets);
            return (0, 0, abi.encodeWithSelector(IQLHubTypes.BucketExceeded.selector, line.held.value, retryAt));
        }
        // assets are below 2^128: no bucket holds more
        uint256 outstanding = line.shares;
        uint256 vested = line.poolBacking - line.unvested;
        if (vested == 0 && outstanding != 0) {
            return (0, 0, abi.encodeWithSelector(IQLHubTypes.NothingBehindShares.selector, line.liquidToken));
        }
        shares = QLRate.toSharesDown(assets, outstanding, vested);
        if (shares == 0) {
            refusal = abi.encodeWithSelector(IQLHubTypes.ZeroShares.selector, assets);
        } else if (outstanding + shares < HubLedger.LEAST_SHARES) {
            refusal =
                abi.encodeWithSelector(IQLHubTypes.TooFewShares.selector, outstanding + shares, HubLedger.LEAST_SHARES);
        } else if (line.poolBacking + assets > type(uint128).max || outstanding + shares > type(uint128).max) {
            refusal = abi.encodeWithSelector(IQLHubTypes.BooksFull.selector, assets, shares);
        }
    }

    /// @dev Books what `_price` found and the token has minted.
    function _book(Line memory line, uint256 assets, uint256 shares) internal pure {
        line.booked = true;
        line.held.take(assets);
        line.listingBacking += assets;
        line.poolBacking += assets;
        line.shares += shares;
    }
}
