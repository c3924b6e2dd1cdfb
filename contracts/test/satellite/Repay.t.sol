// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLEndpoint} from "../../src/interfaces/IQLEndpoint.sol";
import {IQLHolds} from "../../src/interfaces/IQLHolds.sol";
import {IQLInbox} from "../../src/interfaces/IQLInbox.sol";
import {IQLSatellitePayouts} from "../../src/interfaces/IQLSatellitePayouts.sol";
import {IQLSatelliteTypes} from "../../src/interfaces/IQLSatelliteTypes.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {Satellites} from "./Satellites.sol";
import {IRouterClient} from "@chainlink/contracts-ccip/contracts/interfaces/IRouterClient.sol";

/// @notice repay, and what voids a root: the hub's word for what went to it, or the DAO's where CCIP is gone.
contract RepayTest is Satellites {
    bytes32 private _stakeId;
    QLMessages.Item private _item;

    function setUp() public override {
        super.setUp();
        (_stakeId, _item) = _stakeNative(3 ether);
        vm.deal(alice, 0);
    }

    function test_A_stake_its_hub_gave_up_is_repaid_once() public {
        vm.expectEmit(address(satellite));
        emit IQLSatelliteTypes.RootGivenUp(_stakeId);
        _arriveAtSatellite(address(hub), QLMessages.encodeVoid(_stakeId));
        vm.expectEmit(address(satellite));
        emit IQLSatellitePayouts.StakeReturned(_stakeId, 0, alice, NATIVE, 3 ether);
        satellite.repay(_sentEntry(_stakeId, _item));
        assertEq(alice.balance, 3 ether);
        assertEq(satellite.locked(NATIVE), 0);
        vm.expectRevert(abi.encodeWithSelector(IQLSatellitePayouts.StakeReturnedAlready.selector, _stakeId));
        satellite.repay(_sentEntry(_stakeId, _item));
    }

    function test_A_refunded_stake_is_not_repaid_when_its_root_is_voided_later() public {
        satellite.releaseRefund(_refundOf(_item), _sentEntry(_stakeId, _item));
        _arriveAtSatellite(address(hub), QLMessages.encodeVoid(_stakeId));
        vm.expectRevert(abi.encodeWithSelector(IQLSatellitePayouts.StakeReturnedAlready.selector, _stakeId));
        satellite.repay(_sentEntry(_stakeId, _item));
    }

    function test_Another_hub_cannot_give_it_up_nor_anybody_twice() public {
        vm.prank(dao);
        satellite.setHub(ETHEREUM, bob);
        _expectIgnored(bob, _stakeId);
        _expectIgnored(address(hub), "never sent");
        _arriveAtSatellite(address(hub), QLMessages.encodeVoid(_stakeId));
        _expectIgnored(address(hub), _stakeId);
    }

    function test_A_changed_item_is_not_repaid() public {
        _arriveAtSatellite(address(hub), QLMessages.encodeVoid(_stakeId));
        QLMessages.Item memory changed = _item;
        changed.amount += 1;
        bytes32 leaf = satellite.stakeIdOf(changed);
        vm.expectRevert(abi.encodeWithSelector(IQLInbox.InvalidProof.selector, leaf, _stakeId));
        satellite.repay(_sentEntry(_stakeId, changed));
    }

    function test_A_guardian_holds_the_root_that_left_here() public {
        _arriveAtSatellite(address(hub), QLMessages.encodeVoid(_stakeId));
        bytes32 key = QLMessages.rootKey(ETHEREUM, address(hub), QLMessages.Kind.Stake, _stakeId);
        vm.prank(guardian);
        satellite.hold(key);
        vm.expectRevert(abi.encodeWithSelector(IQLHolds.TargetHeld.selector, key, block.timestamp + 3 days));
        satellite.repay(_sentEntry(_stakeId, _item));
    }

    function test_The_DAO_voids_only_what_is_old_and_where_CCIP_is_gone() public {
        vm.startPrank(dao);
        bytes memory served =
            abi.encodeWithSelector(IQLSatelliteTypes.LaneStillServed.selector, ETHEREUM, block.timestamp);
        skip(30 days);
        vm.expectRevert(served);
        satellite.voidRoot(_stakeId);
        _ccipLeaves();
        vm.warp(block.timestamp - 1);
        vm.expectRevert(served);
        satellite.voidRoot(_stakeId);
        skip(1);
        satellite.voidRoot(_stakeId);
        vm.expectRevert(abi.encodeWithSelector(IQLSatelliteTypes.RootNotSent.selector, _stakeId));
        satellite.voidRoot(_stakeId);
        vm.stopPrank();
        satellite.repay(_sentEntry(_stakeId, _item));
        assertEq(alice.balance, 3 ether);
    }

    function test_Rewards_are_given_back_by_the_DAO_alone_and_to_whom_gave_them() public {
        vm.deal(alice, 6 ether);
        vm.prank(alice);
        (bytes32 root,) = satellite.fundRewards{value: 6 ether}(NATIVE, 5 ether);
        vm.deal(alice, 0);
        _expectIgnored(address(hub), root);
        skip(30 days);
        _ccipLeaves();
        vm.prank(dao);
        satellite.voidRoot(root);
        satellite.repay(
            _sentEntry(root, QLMessages.Item(NATIVE, 5 ether, address(hub), alice, satellite.nextNonce() - 1, 0))
        );
        assertEq(alice.balance, 5 ether);
    }

    function _ccipLeaves() private {
        vm.mockCall(
            address(avalanche.router()), abi.encodeCall(IRouterClient.isChainSupported, (ETHEREUM)), abi.encode(false)
        );
    }

    function _expectIgnored(address hub_, bytes32 root) private {
        vm.expectEmit(address(satellite));
        emit IQLEndpoint.MessageIgnored(
            "id", root, ETHEREUM, hub_, abi.encodeWithSelector(IQLSatelliteTypes.RootNotSent.selector, root)
        );
        _arriveAtSatellite(hub_, QLMessages.encodeVoid(root));
    }
}
