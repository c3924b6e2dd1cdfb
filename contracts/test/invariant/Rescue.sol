// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLSatelliteTypes} from "../../src/interfaces/IQLSatelliteTypes.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {Attackers} from "./Attackers.sol";
import {Dao} from "./Dao.sol";
import {Network} from "./Network.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @notice Where every run ends: guards, DAO and services are gone, CCIP works, and users help themselves.
abstract contract Rescue is Attackers, Dao, Network {
    /// @dev Longer than any pause, hold or lowering lasts that nobody renews.
    uint256 private constant LONGEST = 100 days;

    /// @dev A batch that cannot leave for a week: nobody would meet all of its steps by chance.
    function strand(uint256 which) external {
        if (!_rarely(3) || satellite.openBatch(_batchOf(_asset(which))).count == 0) return;
        _curse(0, true);
        this.markStuck(which);
        skip(7 days);
        this.abandon(which);
        _curse(0, false);
    }

    function _rescueAll() internal {
        for (uint256 i; i < cursed.length; ++i) {
            _curse(i, false);
        }
        _setDeliveryGas(200_000);
        fickle.refuse(false);
        skip(LONGEST);
        for (uint256 i; i < assets.length; ++i) {
            this.flush(0, i);
        }
        _settleCcip();
        skip(LONGEST);
        for (uint256 i; i < stakes.length; ++i) {
            if (_isOpen(stakes[i])) this.escapeRefund(i);
            _sendVoidOf(stakes[i]);
        }
        for (uint256 i; i < assets.length; ++i) {
            this.flushRefunds(i);
        }
        _settleCcip();
        for (uint256 i; i < stakes.length; ++i) {
            skip(1 hours);
            if (stakes[i].refunded && !stakes[i].returned) this.releaseRefund(i);
            else if (!stakes[i].minted && !stakes[i].returned) this.repay(i);
            _payAll(_refundLeaf(stakes[i]));
            _payAll(stakes[i].id);
        }
        for (uint256 i; i < redemptions.length; ++i) {
            skip(1 hours);
            if (!redemptions[i].done) this.release(i);
            _payAll(redemptions[i].leaf);
        }
        for (uint256 i; i < users.length; ++i) {
            for (uint256 asset; asset < assets.length; ++asset) {
                this.claim(i, asset, false);
            }
        }
        _settleTransfers(AWAY);
        _bringHome();
        _settleTransfers(HOME);
    }

    /// @dev Commits what was sent, executes all of it, by hand where the network's attempt failed.
    function _settleCcip() private {
        carrier.collect();
        for (uint256 lane; lane < 2; ++lane) {
            while (carrier.commitNext(lane)) {}
            for (uint256 i; i < carrier.committedOn(lane); ++i) {
                carrier.execute(lane, i);
                carrier.executeByHand(lane, i, 400_000);
            }
        }
    }

    function _sendVoidOf(Stake storage stake_) private {
        if (hub.isVoided(AVALANCHE, address(satellite), stake_.root)) {
            vm.deal(address(this), 1 ether);
            hub.sendVoid{value: 1 ether}(AVALANCHE, address(satellite), stake_.root);
            carrier.collect();
        }
    }

    function _payAll(bytes32 leaf) private {
        for (uint256 i; satellite.restOf(leaf).amount != 0; ++i) {
            assertLt(i, 5000, "a payout never ends");
            skip(1 hours);
            satellite.payRest(leaf);
        }
    }
}
