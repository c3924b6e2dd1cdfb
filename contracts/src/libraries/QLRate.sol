// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title The exchange between normalised assets and shares. Nobody sets a rate: it is backing over shares outstanding.
library QLRate {
    /// @notice Decimals that assets are normalised to, and those of every liquid token.
    uint8 internal constant DECIMALS = 18;

    /// @notice Shares for `assets`, rounded down; one to one while there are none or nothing backs them.
    function toSharesDown(uint256 assets, uint256 shares, uint256 backing) internal pure returns (uint256) {
        return shares == 0 || backing == 0 ? assets : Math.mulDiv(assets, shares, backing);
    }

    /// @notice Assets for `amount` of shares, rounded down; one to one while there are none.
    function toAssetsDown(uint256 amount, uint256 shares, uint256 backing) internal pure returns (uint256) {
        return shares == 0 ? amount : Math.mulDiv(amount, backing, shares);
    }

    /// @notice `amount` in `decimals` (at most 18), normalised; exact.
    function normalise(uint256 amount, uint8 decimals) internal pure returns (uint256) {
        return amount * 10 ** (DECIMALS - decimals);
    }
}
