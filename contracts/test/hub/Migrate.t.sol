// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLStakeHub} from "../../src/QLStakeHub.sol";
import {IQLHubTypes} from "../../src/interfaces/IQLHubTypes.sol";
import {IQLPauses} from "../../src/interfaces/IQLPauses.sol";
import {IQLiquidToken} from "../../src/interfaces/IQLiquidToken.sol";
import {Leaves} from "../lib/Leaves.sol";

/// @notice setPredecessor, migrate and takeOver*.
contract MigrateTest is Leaves {
    QLStakeHub private successor;

    function setUp() public override {
        super.setUp();
        _mint(_arriveStake(10 ether, 0));
        hub.creditRewards(_arriveRewards(7 ether, 1));
        skip(1 days);
        successor = _newHub(hub.authority());
        vm.startPrank(dao);
        successor.setPredecessor(address(hub));
        successor.listPeer(AVALANCHE, address(satellite));
        successor.listAsset(AVALANCHE, address(satellite), NATIVE, address(qavax), 18);
        vm.stopPrank();
    }

    function test_Backing_shares_and_vesting_move() public {
        _pauseAll();
        vm.prank(dao);
        vm.expectEmit(address(hub));
        emit IQLHubTypes.BooksMovedOut(address(qavax), address(successor), 10 ether);
        vm.expectEmit(address(successor));
        emit IQLHubTypes.BooksMovedIn(address(qavax), address(hub), 10 ether, 17 ether);
        hub.migrate(address(qavax), address(successor));

        assertEq(hub.totalBacking(address(qavax)), 0);
        assertEq(hub.sharesOutstanding(address(qavax)), 0);
        assertEq(hub.backingOf(AVALANCHE, address(satellite), NATIVE), 0);
        assertEq(successor.totalBacking(address(qavax)), 17 ether);
        assertEq(successor.backingOf(AVALANCHE, address(satellite), NATIVE), 17 ether);
        assertEq(successor.toAssetsDown(address(qavax), 10 ether), 11 ether);
        skip(6 days);
        assertEq(successor.toAssetsDown(address(qavax), 10 ether), 17 ether);
        assertTrue(qavax.minterOf(address(hub)) == IQLiquidToken.Minter.Issuer, "the token's own matter");
    }

    function test_A_successor_says_whom_it_follows() public view {
        assertEq(successor.predecessor(), address(hub));
        assertEq(hub.predecessor(), address(0));
    }

    function test_Only_paused_and_drained() public {
        vm.startPrank(dao);
        vm.expectRevert(abi.encodeWithSelector(IQLHubTypes.NotPaused.selector, IQLPauses.Scope.Mints));
        hub.migrate(address(qavax), address(successor));
        vm.stopPrank();
        _arriveStake(1 ether, 2);
        _pauseAll();
        vm.prank(dao);
        vm.expectRevert(abi.encodeWithSelector(IQLHubTypes.LaneNotDrained.selector, AVALANCHE, address(satellite)));
        hub.migrate(address(qavax), address(successor));
    }

    function test_Nobody_but_the_predecessor_hands_over() public {
        vm.expectRevert(abi.encodeWithSelector(IQLHubTypes.NotPredecessor.selector, address(this)));
        successor.takeOverShares(address(qavax), 1, 0, 0);
        vm.expectRevert(abi.encodeWithSelector(IQLHubTypes.NotPredecessor.selector, address(this)));
        successor.takeOverBacking(address(qavax), _place(NATIVE), 1);
        vm.prank(dao);
        successor.setPredecessor(address(0));
        _pauseAll();
        vm.prank(dao);
        vm.expectRevert(abi.encodeWithSelector(IQLHubTypes.NotPredecessor.selector, address(hub)));
        hub.migrate(address(qavax), address(successor));
        assertEq(hub.totalBacking(address(qavax)), 17 ether, "nothing moved");
    }

    function test_A_successor_without_the_listing_or_with_books_takes_nothing() public {
        vm.startPrank(address(hub));
        vm.expectRevert(
            abi.encodeWithSelector(IQLHubTypes.AssetNotListed.selector, AVALANCHE, address(satellite), address(usd))
        );
        successor.takeOverBacking(address(qusd), _place(address(usd)), 1);
        successor.takeOverBacking(address(qavax), _place(NATIVE), 5 ether);
        vm.expectRevert(abi.encodeWithSelector(IQLHubTypes.BooksNotEmpty.selector, address(qavax)));
        successor.takeOverBacking(address(qavax), _place(NATIVE), 5 ether);
        successor.takeOverShares(address(qavax), 5 ether, 0, 0);
        vm.expectRevert(abi.encodeWithSelector(IQLHubTypes.BooksNotEmpty.selector, address(qavax)));
        successor.takeOverShares(address(qavax), 5 ether, 0, 0);
    }

    function _pauseAll() private {
        vm.startPrank(pauser);
        hub.pause(IQLPauses.Scope.Mints);
        hub.pause(IQLPauses.Scope.Redemptions);
        vm.stopPrank();
    }
}
