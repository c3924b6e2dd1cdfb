// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLEndpoint} from "../../src/interfaces/IQLEndpoint.sol";
import {IQLHubTypes} from "../../src/interfaces/IQLHubTypes.sol";
import {IQLPauses} from "../../src/interfaces/IQLPauses.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {Leaves} from "../lib/Leaves.sol";

/// @notice redeem and quoteRedeem.
contract RedeemTest is Leaves {
    function setUp() public override {
        super.setUp();
        _mint(_arriveStake(10 ether, 0));
        vm.deal(bob, 10 ether);
        vm.prank(bob);
        qavax.approve(address(hub), type(uint256).max);
    }

    function test_Shares_are_burned_and_a_release_is_sent() public {
        (uint256 amount, uint256 fee) =
            hub.quoteRedeem(address(qavax), 4 ether, AVALANCHE, address(satellite), NATIVE, alice);
        assertEq(amount, 4 ether);
        QLMessages.Item memory item = QLMessages.Item(NATIVE, 4 ether, alice, alice, hub.nextNonce(), 0);
        bytes32 leaf = QLMessages.leafOf(
            QLMessages.Kind.Release, QLMessages.Lane(ETHEREUM, address(hub), AVALANCHE, address(satellite)), item
        );
        vm.expectEmit(address(hub));
        emit IQLHubTypes.Redeemed(leaf, bob, address(qavax), 4 ether, item);
        vm.expectEmit(false, true, false, true, address(hub));
        emit IQLEndpoint.RootSent(0, leaf, QLMessages.Kind.Release, NATIVE, 1, 4 ether, AVALANCHE, address(satellite));
        _redeem(4 ether, 4 ether);

        assertEq(qavax.balanceOf(bob), 6 ether);
        assertEq(bob.balance, 10 ether - fee, "the quote is the charge, the excess returns");
        assertEq(hub.sharesOutstanding(address(qavax)), 6 ether);
        assertEq(hub.totalBacking(address(qavax)), 6 ether);
        assertEq(hub.backingOf(AVALANCHE, address(satellite), NATIVE), 6 ether);
        assertEq(hub.bucketOf(IQLPauses.Scope.Redemptions, _place(NATIVE)).available, CAPACITY - 4 ether);
    }

    function test_All_may_leave_but_not_all_but_dust() public {
        _expect(abi.encodeWithSelector(IQLHubTypes.TooFewShares.selector, 1e9 - 1, 1e9));
        _redeem(10 ether - 1e9 + 1, 0);
        _redeem(10 ether, 10 ether);
        assertEq(hub.sharesOutstanding(address(qavax)), 0);
    }

    function test_Less_than_asked_for_is_refused() public {
        _expect(abi.encodeWithSelector(IQLHubTypes.AssetsBelowMin.selector, 4 ether, 4 ether + 1));
        _redeem(4 ether, 4 ether + 1);
    }

    function test_Only_a_peers_own_backing_pays() public {
        vm.startPrank(dao);
        hub.listPeer(AVALANCHE, alice);
        hub.listAsset(AVALANCHE, alice, NATIVE, address(qavax), 18);
        vm.stopPrank();
        vm.prank(config);
        hub.setLimits(IQLPauses.Scope.Redemptions, IQLHubTypes.Place(AVALANCHE, alice, NATIVE), _limits(CAPACITY, 0));
        _expect(abi.encodeWithSelector(IQLHubTypes.BackingExceeded.selector, 4 ether, 0));
        _redeemAt(alice, NATIVE, 4 ether);
        _expect(abi.encodeWithSelector(IQLEndpoint.UnknownPeer.selector, AVALANCHE, bob));
        _redeemAt(bob, NATIVE, 4 ether);
        _expect(abi.encodeWithSelector(IQLHubTypes.AssetNotListed.selector, AVALANCHE, address(satellite), address(9)));
        _redeemAt(address(satellite), address(9), 4 ether);
        _expect(abi.encodeWithSelector(IQLHubTypes.LiquidTokenMismatch.selector, address(qusd), address(qavax)));
        _redeemAt(address(satellite), address(usd), 4 ether);
    }

    function test_Pause_bucket_and_value_bind_it() public {
        vm.prank(pauser);
        hub.pause(IQLPauses.Scope.Redemptions);
        vm.expectPartialRevert(IQLPauses.Paused.selector);
        _redeem(4 ether, 0);
        vm.prank(dao);
        hub.unpause(IQLPauses.Scope.Redemptions);
        vm.prank(config);
        hub.setLimits(IQLPauses.Scope.Redemptions, _place(NATIVE), _limits(3 ether, 1 ether));
        _expect(abi.encodeWithSelector(IQLHubTypes.BucketExceeded.selector, 3 ether, type(uint256).max));
        _redeem(4 ether, 0);
        vm.prank(bob);
        vm.expectPartialRevert(IQLEndpoint.ValueTooLow.selector);
        hub.redeem{value: 1}(address(qavax), 2 ether, AVALANCHE, address(satellite), NATIVE, alice, 0);
    }

    function test_Nobody_redeems_anothers_shares_or_to_nobody() public {
        vm.deal(alice, 1 ether);
        vm.prank(alice);
        vm.expectRevert();
        hub.redeem{value: 1 ether}(address(qavax), 4 ether, AVALANCHE, address(satellite), NATIVE, alice, 0);
        vm.prank(bob);
        vm.expectRevert(IQLEndpoint.ZeroValue.selector);
        hub.redeem{value: 1 ether}(address(qavax), 4 ether, AVALANCHE, address(satellite), NATIVE, address(0), 0);
        _expect(abi.encodeWithSelector(IQLHubTypes.SharesExceeded.selector, 11 ether, 10 ether));
        _redeem(11 ether, 0);
        _expect(abi.encodeWithSelector(IQLHubTypes.ZeroAssets.selector, 0));
        _redeem(0, 0);
    }

    function test_Smaller_decimals_round_against_the_redeemer() public {
        QLMessages.Item memory item = QLMessages.Item(address(usd), 7e6, bob, alice, 1, 0);
        _arriveAtHub("usd", address(satellite), QLMessages.encodeItem(QLMessages.Kind.Stake, item));
        _mint(_entryOf(item));
        vm.startPrank(bob);
        qusd.approve(address(hub), type(uint256).max);
        hub.redeem{value: 1 ether}(address(qusd), 2.9999999 ether, AVALANCHE, address(satellite), address(usd), bob, 0);
        vm.stopPrank();
        assertEq(hub.backingOf(AVALANCHE, address(satellite), address(usd)), 7 ether - 2.999999 ether);
        assertGe(hub.toAssetsDown(address(qusd), 1 ether), 1 ether, "what was cut off stays with the others");
    }

    function testFuzz_Redeeming_never_lowers_what_a_share_is_worth(uint96 rewards, uint96 shares, uint32 wait) public {
        rewards = uint96(bound(rewards, 1, 1000 ether));
        shares = uint96(bound(shares, 1, 10 ether - 1e9));
        hub.creditRewards(_arriveRewards(rewards, 1));
        skip(bound(wait, 0, 8 days));
        uint256 worth = hub.toAssetsDown(address(qavax), 1e27);
        (uint256 quoted,) = hub.quoteRedeem(address(qavax), shares, AVALANCHE, address(satellite), NATIVE, alice);
        uint256 backing = hub.totalBacking(address(qavax));
        _redeem(shares, quoted);
        assertEq(hub.totalBacking(address(qavax)), backing - quoted);
        assertGe(hub.toAssetsDown(address(qavax), 1e27), worth);
        assertLe(
            hub.toAssetsDown(address(qavax), hub.sharesOutstanding(address(qavax))), hub.totalBacking(address(qavax))
        );
    }

    function _redeem(uint256 shares, uint256 minAssets) private {
        vm.prank(bob);
        hub.redeem{value: 5 ether}(address(qavax), shares, AVALANCHE, address(satellite), NATIVE, alice, minAssets);
    }

    function _redeemAt(address peer, address asset, uint256 shares) private {
        vm.prank(bob);
        hub.redeem{value: 5 ether}(address(qavax), shares, AVALANCHE, peer, asset, alice, 0);
    }

    function _expect(bytes memory reason) private {
        vm.expectRevert(reason);
    }
}
