// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLPauses} from "../../src/interfaces/IQLPauses.sol";
import {IQLSatelliteTypes} from "../../src/interfaces/IQLSatelliteTypes.sol";
import {IQLStakeHub} from "../../src/interfaces/IQLStakeHub.sol";
import {QLBucket} from "../../src/libraries/QLBucket.sol";
import {Bridges} from "./Bridges.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @notice What the DAO, CONFIG and PAUSER do: tighten, lift, set, lose, give up.
abstract contract Dao is Bridges {
    function pause(uint8 scope) external {
        if (!_rarely(4)) return;
        scope %= 4;
        vm.prank(pauser);
        if (scope < 2) {
            try satellite.pause(IQLPauses.Scope(scope)) {} catch {}
        } else {
            try hub.pause(IQLPauses.Scope(scope)) {} catch {}
        }
    }

    function confirmPause(uint8 scope, uint32 time) external {
        if (!_rarely(8)) return;
        _confirm(IQLPauses.Scope(scope % 4), uint64(block.timestamp + bound(time, 1, 30 days)));
    }

    function unpause(uint8 scope) external {
        _unpause(IQLPauses.Scope(scope % 4));
    }

    function lower(uint256 which, uint8 door, uint64 capacity) external {
        if (!_rarely(4)) return;
        address asset = _asset(which);
        QLBucket.Limits memory limits = QLBucket.Limits(capacity, capacity / 3600, uint32(capacity), 60);
        vm.startPrank(pauser);
        if (door % 4 == 0) try satellite.lowerStakeLimits(asset, limits) {} catch {}
        if (door % 4 == 1) try satellite.lowerPayoutLimits(asset, limits) {} catch {}
        if (door % 4 == 2) try hub.lowerLimits(IQLPauses.Scope.Mints, _place(asset), limits) {} catch {}
        if (door % 4 == 3) try hub.lowerLimits(IQLPauses.Scope.Redemptions, _place(asset), limits) {} catch {}
        vm.stopPrank();
    }

    function setLimits(uint256 which, uint8 door, uint256 tokens, uint32 items) external {
        address asset = _asset(which);
        tokens = bound(tokens, 10, 10_000);
        uint128 atHub = uint128(tokens * 1 ether);
        uint128 capacity = uint128(atHub / _unit(asset));
        items = uint32(bound(items, 1, 100));
        QLBucket.Limits memory limits = QLBucket.Limits(capacity, capacity / 600 + 1, items, items * 10);
        vm.startPrank(config);
        if (door % 4 == 0) satellite.setStakeLimits(asset, limits);
        if (door % 4 == 1) satellite.setPayoutLimits(asset, limits);
        (limits.capacity, limits.refillPerSecond) = (atHub, atHub / 600);
        if (door % 4 == 2) hub.setLimits(IQLPauses.Scope.Mints, _place(asset), limits);
        if (door % 4 == 3) hub.setLimits(IQLPauses.Scope.Redemptions, _place(asset), limits);
        vm.stopPrank();
    }

    function setFees(uint80 execution, uint80 share, bool inLink) external {
        vm.startPrank(config);
        satellite.setExecutionFee(inLink ? address(avalanche.link()) : NATIVE, execution % 0.1 ether);
        satellite.setBatchShare(share % 0.01 ether);
        vm.stopPrank();
    }

    function setSubsidy(uint16 shareBps, uint32 period, uint96 cap) external {
        vm.prank(config);
        satellite.setSubsidy(
            IQLSatelliteTypes.SubsidyTerms({
                shareBps: shareBps % 10_001,
                periodSeconds: uint32(bound(period, 1, 30 days)),
                capPerPeriod: uint128(cap) * 8,
                capPerStake: cap,
                capPerAccount: uint128(cap) * 3
            })
        );
    }

    function fundSubsidy(uint96 amount) external {
        amount = amount % 1 ether;
        vm.deal(address(this), amount);
        satellite.fundSubsidy{value: amount}();
        potFunded += amount;
    }

    function withdraw(uint96 amount, bool float) external {
        address treasury = makeAddr("treasury");
        vm.startPrank(dao);
        satellite.withdrawFees(NATIVE, treasury, Math.min(amount, satellite.accruedFees(NATIVE)));
        if (float) satellite.withdrawFloat(treasury, Math.min(amount, satellite.floatBalance()));
        uint256 ofPot = Math.min(amount, satellite.subsidyPot());
        satellite.withdrawSubsidy(treasury, ofPot);
        potGiven += ofPot;
        vm.stopPrank();
    }

    /// @dev The satellite really loses it: what is written off is gone.
    function recordLoss(uint256 which, uint96 wanted) external {
        address asset = _asset(which);
        uint256 backing = hub.backingOf(AVALANCHE, address(satellite), asset) / _unit(asset);
        uint256 amount = Math.min(wanted, backing / 3);
        if (amount == 0 || !_rarely(4)) return;
        for (uint8 scope; scope < 4; ++scope) {
            _confirm(IQLPauses.Scope(scope), uint64(block.timestamp + 1));
        }
        vm.startPrank(dao);
        satellite.recordLoss(asset, amount);
        hub.recordLoss(AVALANCHE, address(satellite), asset, amount);
        vm.stopPrank();
        if (asset == NATIVE) {
            vm.deal(address(satellite), address(satellite).balance - amount);
        } else {
            vm.prank(address(satellite));
            assertTrue(IERC20(asset).transfer(address(1), amount));
        }
        for (uint8 scope; scope < 4; ++scope) {
            _unpause(IQLPauses.Scope(scope));
        }
    }

    function liftHold(uint256 pick, bool ofLane) external {
        vm.startPrank(dao);
        satellite.liftHold(_lane());
        if (ofLane) hub.liftHold(keccak256(abi.encode(AVALANCHE, address(satellite))));
        else if (stakes.length != 0) hub.liftHold(stakes[pick % stakes.length].id);
        vm.stopPrank();
    }

    /// @dev Gives up what has not arrived, a stake or, by mistake, rewards.
    function voidRoot(uint256 pick, bool ofRewards) external {
        if (stakes.length == 0 || pick % 3 != 0) return;
        bytes32 root = stakes[(pick / 3) % stakes.length].root;
        if (ofRewards && rewards.length != 0) root = rewards[(pick / 3) % rewards.length].leaf;
        if (root == 0) return;
        vm.prank(dao);
        try hub.voidRoot(AVALANCHE, address(satellite), root) {} catch {}
    }

    function _confirm(IQLPauses.Scope scope, uint64 until) internal {
        vm.prank(dao);
        if (uint8(scope) < 2) satellite.confirmPause(scope, until);
        else hub.confirmPause(scope, until);
    }

    function _unpause(IQLPauses.Scope scope) internal {
        vm.prank(dao);
        if (uint8(scope) < 2) satellite.unpause(scope);
        else hub.unpause(scope);
    }
}
