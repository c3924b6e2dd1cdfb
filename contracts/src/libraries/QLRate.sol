// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

/// @title The exchange between normalised assets and shares. Nobody sets a rate: it is backing over shares outstanding.
/// @notice Assets, shares and backing are below 2^128, so no product overflows.
library QLRate {
    /// @notice Decimals that assets are normalised to, and those of every liquid token.
    uint8 internal constant DECIMALS = 18;

    /// @notice Shares for `assets`, rounded down; one to one while there are none. Shares that nothing backs have no price: zero.
    function toSharesDown(uint256 assets, uint256 shares, uint256 backing) internal pure returns (uint256) {
        if (shares == 0) return assets;
        return backing == 0 ? 0 : assets * shares / backing;
    }

    /// @notice Assets for `amount` of shares, rounded down; one to one while there are none.
    function toAssetsDown(uint256 amount, uint256 shares, uint256 backing) internal pure returns (uint256) {
        return shares == 0 ? amount : amount * backing / shares;
    }

    /// @notice What one unit of an asset with `decimals` (at most 18) is, normalised.
    function unitOf(uint8 decimals) internal pure returns (uint256) {
        return 10 ** (DECIMALS - decimals);
    }
}
