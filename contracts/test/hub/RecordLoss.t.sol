// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLHubTypes} from "../../src/interfaces/IQLHubTypes.sol";
import {IQLPauses} from "../../src/interfaces/IQLPauses.sol";
import {Leaves} from "../lib/Leaves.sol";

contract HubRecordLossTest is Leaves {
    function setUp() public override {
        super.setUp();
        _mint(_arriveStake(10 ether, 0));
    }

    function test_A_loss_lowers_what_a_share_is_worth() public {
        _pauseAll();
        vm.expectEmit(address(hub));
        emit IQLHubTypes.LossRecorded(AVALANCHE, address(satellite), NATIVE, 4 ether, address(qavax), 4 ether);
        _lose(4 ether);
        assertEq(hub.backingOf(AVALANCHE, address(satellite), NATIVE), 6 ether);
        assertEq(hub.totalBacking(address(qavax)), 6 ether);
        assertEq(hub.toAssetsDown(address(qavax), 10 ether), 6 ether);
    }

    function test_Mints_and_redemptions_stand_still_first() public {
        vm.expectRevert(abi.encodeWithSelector(IQLHubTypes.NotPaused.selector, IQLPauses.Scope.Mints));
        _lose(1);
        vm.prank(pauser);
        hub.pause(IQLPauses.Scope.Mints);
        vm.expectRevert(abi.encodeWithSelector(IQLHubTypes.NotPaused.selector, IQLPauses.Scope.Redemptions));
        _lose(1);
    }

    function test_No_more_is_lost_than_backs() public {
        _pauseAll();
        vm.expectRevert(abi.encodeWithSelector(IQLHubTypes.BackingExceeded.selector, 10 ether + 1, 10 ether));
        _lose(10 ether + 1);
        vm.expectRevert(abi.encodeWithSelector(IQLHubTypes.BackingExceeded.selector, 1 << 200, 10 ether));
        _lose(1 << 200);
    }

    function test_What_is_not_listed_has_nothing_to_lose() public {
        _pauseAll();
        vm.prank(dao);
        vm.expectRevert(
            abi.encodeWithSelector(IQLHubTypes.AssetNotListed.selector, AVALANCHE, address(satellite), address(9))
        );
        hub.recordLoss(AVALANCHE, address(satellite), address(9), 1);
    }

    function test_What_vests_is_cut_to_what_is_left() public {
        hub.creditRewards(_arriveRewards(7 ether, 1));
        _pauseAll();
        _lose(12 ether);
        (uint256 unvested,) = hub.unvestedRewards(address(qavax));
        assertEq(unvested, 5 ether);
        assertEq(hub.toAssetsDown(address(qavax), 10 ether), 0);
        skip(7 days);
        assertEq(hub.toAssetsDown(address(qavax), 10 ether), 5 ether);
    }

    function test_Nothing_mints_into_shares_that_nothing_backs() public {
        _pauseAll();
        _lose(10 ether);
        vm.startPrank(dao);
        hub.unpause(IQLPauses.Scope.Mints);
        vm.stopPrank();
        _assertSkipped(
            _arriveStake(1 ether, 1), abi.encodeWithSelector(IQLHubTypes.NothingBehindShares.selector, address(qavax))
        );
    }

    function _pauseAll() private {
        vm.startPrank(pauser);
        hub.pause(IQLPauses.Scope.Mints);
        hub.pause(IQLPauses.Scope.Redemptions);
        vm.stopPrank();
    }

    function _lose(uint256 amount) private {
        vm.prank(dao);
        hub.recordLoss(AVALANCHE, address(satellite), NATIVE, amount);
    }
}
