// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {CcipChain} from "../ccip/CcipChain.sol";
import {World} from "./World.sol";

/// @notice What CCIP's network does: late, out of order, more than once, with too little gas, or not at all.
abstract contract Network is World {
    function commit(uint256 lane) external act {
        carrier.commitNext(lane % 2);
    }

    function execute(uint256 lane, uint256 pick) external act {
        uint256 committed = carrier.committedOn(lane % 2);
        if (committed != 0) carrier.execute(lane % 2, pick % committed);
    }

    function executeByHand(uint256 lane, uint256 pick) external act {
        uint256 committed = carrier.committedOn(lane % 2);
        if (committed != 0) carrier.executeByHand(lane % 2, pick % committed, 400_000);
    }

    /// @dev All of it at once, so that runs reach what lies behind deliveries.
    function deliverAll(uint256 lane) external act {
        _deliver(lane % 2);
    }

    function starve() external {
        _setDeliveryGas(_rarely(3) ? 20_000 : 200_000);
    }

    function curse(uint256 chain) external {
        _curse(chain % 2, _rarely(4));
    }

    function wait(uint24 time, bool long) external {
        skip(long ? uint256(time) % 8 days : uint256(time) % 1 hours);
    }

    function _setDeliveryGas(uint256 gasLimit) internal {
        vm.startPrank(config);
        satellite.setDeliveryGas(gasLimit);
        hub.setDeliveryGas(gasLimit);
        vm.stopPrank();
    }

    /// @dev One chain curses the other: nothing leaves for it, nothing from it is committed or executed.
    function _curse(uint256 chain, bool value) internal {
        if (cursed[chain] == value) return;
        cursed[chain] = value;
        (CcipChain here, uint64 other) = chain == 0 ? (avalanche, ETHEREUM) : (ethereum, AVALANCHE);
        if (value) here.curseLane(other);
        else here.uncurseLane(other);
    }

    function _deliver(uint256 lane) internal {
        while (carrier.commitNext(lane)) {
            carrier.execute(lane, carrier.committedOn(lane) - 1);
        }
    }
}
