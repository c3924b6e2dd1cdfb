// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {SatelliteState} from "./SatelliteState.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title A pot that lowers the native fee of direct stakes, and can do nothing else.
abstract contract SatelliteSubsidy is SatelliteState {
    /// @dev Most that the pot gives `staker` for one stake now.
    function _subsidyLeft(address staker) internal view returns (uint256) {
        if (_terms.shareBps == 0) return 0;
        uint256 period = _period();
        uint256 byAll = _left(_spentByAll, period, _terms.capPerPeriod);
        uint256 byStaker = _left(_spentBy[staker], period, _terms.capPerAccount);
        return Math.min(Math.min(_pot, _terms.capPerStake), Math.min(byAll, byStaker));
    }

    /// @dev At most `_subsidyLeft` of the same block.
    function _giveSubsidy(address staker, uint256 amount) internal {
        if (amount == 0) return;
        uint64 period = uint64(_period());
        _spend(_spentByAll, period, amount);
        _spend(_spentBy[staker], period, amount);
        _pot -= uint128(amount);
    }

    function _spend(Spent storage spent, uint64 period, uint256 amount) private {
        uint256 before = spent.period == period ? spent.amount : 0;
        (spent.amount, spent.period) = (uint128(before + amount), period); // at most the cap, which is a uint128
    }

    function _left(Spent storage spent, uint256 period, uint256 cap) private view returns (uint256) {
        return spent.period == period ? Math.saturatingSub(cap, spent.amount) : cap;
    }

    function _period() private view returns (uint256) {
        return block.timestamp / _terms.periodSeconds;
    }
}
