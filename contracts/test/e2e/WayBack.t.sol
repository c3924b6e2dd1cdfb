// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLHubTypes} from "../../src/interfaces/IQLHubTypes.sol";
import {IQLSatellitePayouts} from "../../src/interfaces/IQLSatellitePayouts.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {ExecutionState} from "../ccip/CcipTypes.sol";
import {Journey} from "./Journey.sol";

/// @notice From the hub back to the satellite, over CCIP: redeemed, refunded, rewarded, given up.
contract WayBackJourneyTest is Journey {
    function test_What_is_redeemed_is_paid_on_the_satellites_chain() public {
        _stakeAndMint(5 ether);
        QLMessages.Item memory item = QLMessages.Item(NATIVE, 2 ether, alice, alice, hub.nextNonce(), 0);
        vm.deal(bob, 1 ether);
        vm.startPrank(bob);
        qavax.approve(address(hub), 2 ether);
        (bytes32 root,) =
            hub.redeem{value: 1 ether}(address(qavax), 2 ether, AVALANCHE, address(satellite), NATIVE, alice, 2 ether);
        vm.stopPrank();
        assertTrue(don.deliver(ethereum, avalanche) == ExecutionState.Success);
        uint256 before = alice.balance;
        satellite.release(_entry(root, item));

        assertEq(alice.balance - before, 2 ether);
        assertEq(satellite.locked(NATIVE), 3 ether);
        assertEq(hub.backingOf(AVALANCHE, address(satellite), NATIVE), 3 ether);
        assertEq(qavax.totalSupply(), 3 ether);
    }

    /// @dev No guard, no executor, no DAO: whoever was told of the stake by its event does all of it.
    function test_With_nobody_left_a_stake_comes_back_to_whom_it_belongs() public {
        (bytes32 stakeId, QLMessages.Item memory item) = _stakeNative(5 ether);
        assertTrue(_deliver() == ExecutionState.Success);
        skip(hub.refundDelay());
        hub.escapeRefund(_unapproved(item, stakeId));
        _flushAndReturn(stakeId, item);
    }

    function test_With_nobody_left_a_stake_is_minted_too() public {
        (bytes32 stakeId, QLMessages.Item memory item) = _stakeNative(5 ether);
        assertTrue(_deliver() == ExecutionState.Success);
        skip(hub.escapeDelay());
        hub.escapeMint(_unapproved(item, stakeId));
        assertEq(qavax.balanceOf(bob), 5 ether);
    }

    function test_Rewards_reach_every_share() public {
        _stakeAndMint(10 ether);
        vm.deal(dao, 4 ether);
        QLMessages.Item memory item = QLMessages.Item(NATIVE, 3 ether, address(hub), dao, satellite.nextNonce(), 0);
        vm.prank(dao);
        (bytes32 leaf,) = satellite.fundRewards{value: 4 ether}(NATIVE, 3 ether);
        assertTrue(_deliver() == ExecutionState.Success);
        hub.creditRewards(_directEntry(item, leaf));
        skip(7 days);
        assertEq(hub.toAssetsDown(address(qavax), 10 ether), 13 ether);
        assertEq(satellite.locked(NATIVE), hub.backingOf(AVALANCHE, address(satellite), NATIVE));
    }

    function test_A_root_the_hub_gave_up_is_repaid_by_proof() public {
        (bytes32 stakeId, QLMessages.Item memory item) = _stakeNative(5 ether);
        vm.prank(dao);
        hub.voidRoot(AVALANCHE, address(satellite), stakeId);
        vm.deal(address(this), 1 ether);
        hub.sendVoid{value: 1 ether}(AVALANCHE, address(satellite), stakeId);
        assertTrue(don.deliver(ethereum, avalanche) == ExecutionState.Success);
        uint256 before = alice.balance;
        satellite.repay(_sent(stakeId, item));
        assertEq(alice.balance - before, 5 ether);
        assertEq(satellite.locked(NATIVE), 0);

        assertTrue(_deliver() == ExecutionState.Success, "it comes after all, and is ignored");
        assertEq(_mint(_directEntry(item, stakeId)).shares, 0);
    }

    receive() external payable {}

    function _stakeAndMint(uint256 amount) private {
        (bytes32 stakeId, QLMessages.Item memory item) = _stakeNative(amount);
        assertTrue(_deliver() == ExecutionState.Success);
        assertEq(_mint(_directEntry(item, stakeId)).shares, amount);
    }

    function _flushAndReturn(bytes32 stakeId, QLMessages.Item memory item) private {
        vm.deal(address(this), 1 ether);
        (bytes32 root,) = hub.flushRefunds{value: 1 ether}(AVALANCHE, address(satellite), NATIVE);
        assertTrue(don.deliver(ethereum, avalanche) == ExecutionState.Success);
        QLMessages.Item memory back = QLMessages.Item(NATIVE, item.amount, item.refundTo, item.refundTo, item.nonce, 0);
        uint256 before = alice.balance;
        satellite.releaseRefund(_entry(root, back), _sent(stakeId, item));
        assertEq(alice.balance - before, item.amount);
        assertEq(satellite.locked(NATIVE), 0);
        vm.expectRevert();
        satellite.releaseRefund(_entry(root, back), _sent(stakeId, item));
    }

    function _unapproved(QLMessages.Item memory item, bytes32 stakeId)
        private
        view
        returns (IQLHubTypes.MintEntry memory)
    {
        return IQLHubTypes.MintEntry(
            AVALANCHE, address(satellite), stakeId, item, new bytes32[](0), new IQLHubTypes.Approval[](0)
        );
    }

    function _entry(bytes32 root, QLMessages.Item memory item)
        private
        view
        returns (IQLSatellitePayouts.ReleaseEntry memory)
    {
        return IQLSatellitePayouts.ReleaseEntry(ETHEREUM, address(hub), root, item, new bytes32[](0));
    }

    function _sent(bytes32 root, QLMessages.Item memory item)
        private
        pure
        returns (IQLSatellitePayouts.SentEntry memory)
    {
        return IQLSatellitePayouts.SentEntry(root, item, new bytes32[](0));
    }
}
