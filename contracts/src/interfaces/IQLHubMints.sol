// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLHubTypes} from "./IQLHubTypes.sol";

/// @title How leaves become shares: by k of n guardians' word or, where they have fallen silent, by anyone.
interface IQLHubMints is IQLHubTypes {
    /// @notice Mints what can be minted, by anyone. One bad entry never stops another. Reverts only if mints are paused.
    /// @return outcomes One for each entry, in order; a simulation reads here why an entry would be skipped.
    function executeMints(MintEntry[] calldata entries) external returns (MintOutcome[] memory outcomes);

    /// @notice Mints one leaf without approvals, by anyone, once the guards have been silent for `escapeDelay` since both the root's receipt
    /// and their last sign of life. Pauses, holds and the mint bucket bind it like any mint.
    function escapeMint(MintEntry calldata entry) external returns (bytes32 stakeId, uint256 shares);

    /// @notice Credits a Rewards leaf, approved like a mint or, with no approvals, after guard silence; by anyone. It vests over 7 days.
    function creditRewards(MintEntry calldata entry) external returns (bytes32 leaf);

    /// @notice k guardians' sign of life: they were there at `at`, a block timestamp. By anyone.
    function heartbeat(uint64 at, Signature[] calldata signatures) external;
}
