// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLHubTypes} from "../../src/interfaces/IQLHubTypes.sol";
import {IQLInbox} from "../../src/interfaces/IQLInbox.sol";
import {IQLPauses} from "../../src/interfaces/IQLPauses.sol";
import {Leaves} from "../lib/Leaves.sol";

contract CreditRewardsTest is Leaves {
    function test_Rewards_vest_over_seven_days() public {
        _assertMinted(_arriveStake(10 ether, 0), 10 ether);
        IQLHubTypes.MintEntry memory entry = _arriveRewards(7 ether, 1);
        uint64 until = uint64(block.timestamp + 7 days);
        vm.expectEmit(address(hub));
        emit IQLHubTypes.RewardsCredited(entry.root, entry.root, address(qavax), 7 ether, until);
        hub.creditRewards(entry);

        assertEq(hub.totalBacking(address(qavax)), 17 ether);
        assertEq(hub.backingOf(AVALANCHE, address(satellite), NATIVE), 17 ether);
        assertEq(hub.toAssetsDown(address(qavax), 10 ether), 10 ether, "nothing counts at first");
        skip(1 days);
        assertEq(hub.toAssetsDown(address(qavax), 10 ether), 11 ether);
        (uint256 unvested, uint64 at) = hub.unvestedRewards(address(qavax));
        assertEq(abi.encode(unvested, at), abi.encode(6 ether, until));
        skip(6 days);
        assertEq(hub.toAssetsDown(address(qavax), 10 ether), 17 ether);
    }

    function test_Shares_follow_the_rate_and_never_vanish() public {
        _assertMinted(_arriveStake(1 ether, 0), 1 ether);
        hub.creditRewards(_arriveRewards(1 ether, 1));
        skip(7 days);
        assertEq(hub.toSharesDown(address(qavax), 3 ether), 1.5 ether);
        _assertMinted(_arriveStake(3 ether + 1, 2), 1.5 ether);
        _assertSkipped(_arriveStake(1, 3), abi.encodeWithSelector(IQLHubTypes.ZeroShares.selector, 1));
    }

    function test_Rewards_are_credited_once_and_only_as_rewards() public {
        _assertMinted(_arriveStake(10 ether, 0), 10 ether);
        IQLHubTypes.MintEntry memory entry = _arriveRewards(7 ether, 1);
        assertEq(_mint(entry).reason, abi.encodeWithSelector(IQLInbox.RootUnknown.selector, entry.root));
        hub.creditRewards(entry);
        vm.expectRevert(abi.encodeWithSelector(IQLInbox.LeafConsumed.selector, entry.root));
        hub.creditRewards(entry);
        IQLHubTypes.MintEntry memory stake = _arriveStake(1 ether, 2);
        vm.expectRevert(abi.encodeWithSelector(IQLInbox.RootUnknown.selector, stake.root));
        hub.creditRewards(stake);
    }

    function test_Somebody_must_have_earned_them() public {
        IQLHubTypes.MintEntry memory entry = _arriveRewards(7 ether, 0);
        vm.expectRevert(abi.encodeWithSelector(IQLHubTypes.NoShares.selector, address(qavax)));
        hub.creditRewards(entry);
    }

    function test_Rewards_in_an_unlisted_asset_wait_for_its_listing() public {
        IQLHubTypes.MintEntry memory entry = _arriveRewardsIn(address(9), 7 ether, 1);
        vm.expectRevert(
            abi.encodeWithSelector(IQLHubTypes.AssetNotListed.selector, AVALANCHE, address(satellite), address(9))
        );
        hub.creditRewards(entry);
        vm.prank(dao);
        hub.listAsset(AVALANCHE, address(satellite), address(9), address(qavax), 18);
        vm.prank(config);
        hub.setLimits(IQLPauses.Scope.Mints, _place(address(9)), _wide());
        _assertMinted(_arriveStake(10 ether, 0), 10 ether);
        hub.creditRewards(entry);
        assertEq(hub.backingOf(AVALANCHE, address(satellite), address(9)), 7 ether);
    }

    function test_Guards_approve_or_are_silent() public {
        _assertMinted(_arriveStake(10 ether, 0), 10 ether);
        IQLHubTypes.MintEntry memory entry = _arriveRewards(7 ether, 1);
        IQLHubTypes.Approval[] memory approvals = entry.approvals;
        entry.approvals = new IQLHubTypes.Approval[](0);
        uint256 from = block.timestamp + 3 days;
        vm.expectRevert(abi.encodeWithSelector(IQLHubTypes.TooEarly.selector, from));
        hub.creditRewards(entry);
        vm.warp(from);
        entry.approvals = approvals;
        vm.expectPartialRevert(IQLHubTypes.ApprovalExpired.selector);
        hub.creditRewards(entry);
        entry.approvals = new IQLHubTypes.Approval[](0);
        hub.creditRewards(entry);
        assertEq(hub.totalBacking(address(qavax)), 17 ether);
    }

    function test_Approved_rewards_are_a_sign_of_life_and_others_are_none() public {
        _assertMinted(_arriveStake(10 ether, 0), 10 ether);
        skip(100);
        hub.creditRewards(_arriveRewards(7 ether, 1));
        uint256 at = block.timestamp;
        assertEq(hub.lastQuorumAt(), at);
        IQLHubTypes.MintEntry memory entry = _arriveRewards(7 ether, 2);
        entry.approvals = new IQLHubTypes.Approval[](0);
        skip(hub.escapeDelay());
        hub.creditRewards(entry);
        assertEq(hub.lastQuorumAt(), at);
    }

    function test_Pauses_and_the_mint_bucket_bind_them() public {
        _assertMinted(_arriveStake(10 ether, 0), 10 ether);
        IQLHubTypes.MintEntry memory entry = _arriveRewards(7 ether, 1);
        vm.prank(pauser);
        hub.pause(IQLPauses.Scope.Mints);
        vm.expectPartialRevert(IQLPauses.Paused.selector);
        hub.creditRewards(entry);
        vm.prank(dao);
        hub.unpause(IQLPauses.Scope.Mints);
        vm.prank(config);
        hub.setLimits(IQLPauses.Scope.Mints, _place(NATIVE), _limits(7 ether - 1, 0));
        vm.expectRevert(abi.encodeWithSelector(IQLHubTypes.BucketExceeded.selector, 7 ether - 1, type(uint256).max));
        hub.creditRewards(entry);
    }

    function testFuzz_More_rewards_move_the_end_by_their_weight(uint96 first, uint96 second, uint32 wait) public {
        first = uint96(bound(first, 1e9, CAPACITY / 4));
        second = uint96(bound(second, 1e9, CAPACITY / 4));
        wait = uint32(bound(wait, 1, 8 days));
        _assertMinted(_arriveStake(10 ether, 0), 10 ether);
        hub.creditRewards(_arriveRewards(first, 1));
        skip(wait);
        uint256 worth = hub.toAssetsDown(address(qavax), 10 ether);
        hub.creditRewards(_arriveRewards(second, 2));

        (uint256 unvested, uint64 until) = hub.unvestedRewards(address(qavax));
        assertLe(hub.toAssetsDown(address(qavax), 10 ether), worth, "no step up");
        assertApproxEqAbs(hub.toAssetsDown(address(qavax), 10 ether), worth, 1);
        assertGe(unvested, second);
        assertLe(until, block.timestamp + 7 days);
        assertGe(until, block.timestamp + uint256(second) * 7 days / (uint256(first) + second));
        vm.warp(until);
        assertEq(hub.toAssetsDown(address(qavax), 10 ether), 10 ether + uint256(first) + second);
    }

    /// @notice The newcomer's own shares are worth no more than he brought the moment after rewards are credited.
    function testFuzz_A_sandwich_around_rewards_gains_nothing(uint96 brought, uint96 rewards) public {
        brought = uint96(bound(brought, 1e9, CAPACITY / 4));
        rewards = uint96(bound(rewards, 1e9, CAPACITY / 4));
        _assertMinted(_arriveStake(10 ether, 0), 10 ether);
        IQLHubTypes.MintOutcome memory mine = _mint(_arriveStake(brought, 1));
        hub.creditRewards(_arriveRewards(rewards, 2));
        assertLe(hub.toAssetsDown(address(qavax), mine.shares), brought);
    }
}
