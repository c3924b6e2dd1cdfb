// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLSatelliteDesk} from "./QLSatelliteDesk.sol";
import {QLDelegator} from "./endpoint/QLDelegator.sol";
import {SatellitePayouts} from "./satellite/SatellitePayouts.sol";
import {SatelliteState} from "./satellite/SatelliteState.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

/// @title What a satellite does less often: receiving and paying out. EIP-170 leaves no room for it in `QLStakeSatellite`, which runs
/// this code on its own state; and this runs `QLSatelliteDesk` likewise.
/// @dev Holds nothing itself, and nothing at its own address means anything.
contract QLSatelliteInbound is SatellitePayouts, QLDelegator {
    using SafeERC20 for IERC20;

    /// @param authority OpenZeppelin AccessManager of the satellite.
    /// @param router_ CCIP's Router on this chain.
    /// @param chainSelector_ CCIP selector of this chain.
    /// @param wrapped Wrapped native coin that the Router takes as fee.
    /// @param link_ LINK on this chain.
    constructor(address authority, address router_, uint64 chainSelector_, address wrapped, address link_)
        SatelliteState(authority, router_, chainSelector_, wrapped, link_)
        QLDelegator(address(new QLSatelliteDesk(authority, router_, chainSelector_, wrapped, link_)))
    {}

    /// @dev Coin sent to the code itself would be lost.
    receive() external payable {
        revert ValueMismatch(0, msg.value);
    }

    /// @notice LINK on this chain.
    function link() external view returns (address) {
        return _link;
    }

    /// @notice Wrapped native coin, as CCIP's Router takes it.
    function wrappedNative() external view returns (address) {
        return _wrapped;
    }

    /// @dev Only the Router that messages leave through may take its fee.
    function _routerChanged(address newRouter, address previous) internal override {
        IERC20(_wrapped).forceApprove(previous, 0);
        IERC20(_wrapped).forceApprove(newRouter, type(uint256).max);
    }
}
