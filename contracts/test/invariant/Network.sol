// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {CcipChain} from "../ccip/CcipChain.sol";
import {Bridges} from "./Bridges.sol";

/// @notice What CCIP's network does: late, out of order, more than once, with too little gas, or not at all.
abstract contract Network is Bridges {
    function commit(uint256 lane) external act {
        carrier.commitNext(_pickLane(lane));
    }

    function execute(uint256 lane, uint256 pick) external act {
        lane = _pickLane(lane);
        uint256 committed = carrier.committedOn(lane);
        if (committed != 0) carrier.execute(lane, pick % committed);
    }

    function executeByHand(uint256 lane, uint256 pick) external act {
        lane = _pickLane(lane);
        uint256 committed = carrier.committedOn(lane);
        if (committed != 0) carrier.executeByHand(lane, pick % committed, 400_000);
    }

    /// @dev All of it at once, so that runs reach what lies behind deliveries.
    function deliverAll(uint256 lane) external act {
        lane = _pickLane(lane);
        while (carrier.commitNext(lane)) {
            carrier.execute(lane, carrier.committedOn(lane) - 1);
        }
    }

    function starve() external {
        _setDeliveryGas(_rarely(6) ? 20_000 : 200_000);
    }

    function curse(uint256 chain) external {
        _curse(chain % cursed.length, _rarely(6));
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
        CcipChain here = chain == 0 ? avalanche : chain == 3 ? arbitrum : ethereum;
        uint64 other = chain == 1 ? AVALANCHE : chain == 2 ? ARBITRUM : ETHEREUM;
        if (value) here.curseLane(other);
        else here.uncurseLane(other);
    }

    /// @dev Most of the traffic is between satellite and hub, and most of that goes out.
    function _pickLane(uint256 seed) private pure returns (uint256) {
        return seed % 8 < 4 ? OUT : seed % 8 - 4;
    }
}
