// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {ISatellite} from "../lib/ISatellite.sol";
import {PlainToken} from "../lib/Tokens.sol";

/// @notice Tries every way in again while its excess is paid back.
contract GreedyStaker {
    ISatellite private immutable satellite;
    uint256 public refusals;

    constructor(ISatellite satellite_) {
        satellite = satellite_;
    }

    function stakeWithExcess(uint256 amount, uint256 excess, address receiver) external {
        satellite.stake{value: amount + excess}(address(0), amount, receiver, address(0), address(0), excess);
    }

    receive() external payable {
        try satellite.stake{value: msg.value}(address(0), 1, msg.sender, address(0), address(0), msg.value) {}
        catch {
            refusals++;
        }
        try satellite.hello{value: msg.value}() {}
        catch {
            refusals++;
        }
        try satellite.withdrawFloat(address(this), 1) {}
        catch {
            refusals++;
        }
    }
}

/// @notice Stakes once more from within the transfer that a stake asks for.
contract ReenteringToken is PlainToken {
    ISatellite private immutable satellite;
    bool public wasRefused;

    constructor(ISatellite satellite_) PlainToken("Reentering", "RE", 18) {
        satellite = satellite_;
    }

    function _update(address from, address to, uint256 value) internal override {
        if (to == address(satellite) && !wasRefused) {
            uint256 fee = address(this).balance;
            try satellite.stake{value: fee}(address(this), value, to, address(0), address(0), fee) {}
            catch {
                wasRefused = true;
            }
        }
        super._update(from, to, value);
    }
}
