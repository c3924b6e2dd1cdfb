// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLHolds} from "../../src/interfaces/IQLHolds.sol";
import {IQLHubTypes} from "../../src/interfaces/IQLHubTypes.sol";
import {IQLPauses} from "../../src/interfaces/IQLPauses.sol";
import {IQLSatellitePayouts} from "../../src/interfaces/IQLSatellitePayouts.sol";
import {IQLSatelliteTypes} from "../../src/interfaces/IQLSatelliteTypes.sol";
import {QLBucket} from "../../src/libraries/QLBucket.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {Arena} from "./Arena.sol";
import {Hashes} from "@openzeppelin/contracts/utils/cryptography/Hashes.sol";

/// @notice CCIP itself lies. What it can do is bounded by buckets, and stopped by whoever still lives.
contract ForgedRootsTest is Arena {
    uint128 private constant MINTS = 100 ether;
    uint128 private constant PAYOUTS = 36 ether;

    QLMessages.Item private real;

    function setUp() public override {
        super.setUp();
        (, real) = _stakeNative(1000 ether);
        vm.prank(config);
        hub.setLimits(IQLPauses.Scope.Mints, _place(NATIVE), QLBucket.Limits(MINTS, MINTS / 1 days, 100, 100));
        _narrowPayouts(NATIVE, PAYOUTS);
    }

    function test_A_forged_stake_mints_nothing_while_a_quorum_lives() public {
        IQLHubTypes.MintEntry memory forged = _forgedStake(50 ether, 900);
        _assertSkipped(forged, abi.encodeWithSelector(IQLHubTypes.NotEnoughApprovals.selector, 0, 1));
        skip(30 days);
        _mint(_arriveStake(1 ether, 901)); // the guards approve what is real
        vm.expectRevert(abi.encodeWithSelector(IQLHubTypes.TooEarly.selector, block.timestamp + 3 days));
        hub.escapeMint(forged);
    }

    function test_Once_all_guards_are_gone_forged_stakes_mint_the_bucket_and_no_more() public {
        skip(4 days);
        IQLHubTypes.MintEntry[] memory forged = new IQLHubTypes.MintEntry[](10);
        for (uint64 i; i < 10; ++i) {
            forged[i] = _forgedStake(30 ether, i);
        }
        skip(3 days);
        for (uint256 i; i < 10; ++i) {
            try hub.escapeMint(forged[i]) {} catch {}
        }
        assertLe(qavax.totalSupply(), MINTS);
        skip(1 days);
        for (uint256 i; i < 10; ++i) {
            try hub.escapeMint(forged[i]) {} catch {}
        }
        assertLe(qavax.totalSupply(), 2 * MINTS);
        assertGt(qavax.totalSupply(), MINTS);
    }

    function test_One_living_guardian_or_pauser_stops_the_escape_of_forged_stakes() public {
        IQLHubTypes.MintEntry memory forged = _forgedStake(50 ether, 900);
        skip(3 days);
        bytes32 lane = keccak256(abi.encode(AVALANCHE, address(satellite)));
        vm.prank(guards[2].addr);
        hub.hold(lane);
        vm.expectRevert(abi.encodeWithSelector(IQLHolds.TargetHeld.selector, lane, block.timestamp + 3 days));
        hub.escapeMint(forged);
        vm.prank(pauser);
        hub.pause(IQLPauses.Scope.Mints);
        skip(4 days);
        vm.expectRevert(
            abi.encodeWithSelector(IQLPauses.Paused.selector, IQLPauses.Scope.Mints, block.timestamp + 3 days)
        );
        hub.escapeMint(forged);
        vm.prank(dao);
        hub.refundByDao(forged);
        vm.prank(dao);
        hub.unpause(IQLPauses.Scope.Mints);
        vm.expectRevert();
        hub.escapeMint(forged);
    }

    function test_The_refund_of_a_forged_stake_is_worth_nothing() public {
        QLMessages.Item memory item = QLMessages.Item(NATIVE, 50 ether, mallory, mallory, 900, 0);
        IQLSatellitePayouts.ReleaseEntry memory refund = _arriveRefund(item);
        IQLSatellitePayouts.SentEntry memory forged = _sentEntry(item);
        IQLSatellitePayouts.SentEntry memory staked = _sentEntry(real);
        vm.expectRevert(abi.encodeWithSelector(IQLSatellitePayouts.RootNotReturnable.selector, forged.root));
        satellite.releaseRefund(refund, forged);
        bytes32 leaf = _leafBack(QLMessages.Kind.Refund, refund.item);
        vm.expectRevert(abi.encodeWithSelector(IQLSatellitePayouts.RefundMismatch.selector, leaf, staked.root));
        satellite.releaseRefund(refund, staked);
    }

    function test_A_forged_refund_of_a_real_stake_pays_its_own_staker_once() public {
        IQLSatellitePayouts.ReleaseEntry memory refund = _arriveRefund(real);
        satellite.releaseRefund(refund, _sentEntry(real));
        assertEq(alice.balance, PAYOUTS);

        QLMessages.Item memory again = refund.item;
        bytes32 root = _arriveTwice(again);
        IQLSatellitePayouts.SentEntry memory staked = _sentEntry(real);
        bytes32[] memory proof = new bytes32[](1);
        proof[0] = "second";
        vm.expectRevert(abi.encodeWithSelector(IQLSatellitePayouts.StakeReturnedAlready.selector, staked.root));
        satellite.releaseRefund(_entryBack(root, again, proof), staked);
    }

    function test_A_forged_release_drains_no_faster_than_the_bucket() public {
        IQLSatellitePayouts.ReleaseEntry memory forged = _arriveRelease(NATIVE, 900 ether, mallory, 7);
        satellite.release(forged);
        bytes32 leaf = forged.root;
        for (uint256 hour = 1; hour <= 5; ++hour) {
            skip(1 hours);
            satellite.payRest(leaf);
            assertLe(mallory.balance, (hour + 1) * PAYOUTS);
        }
        vm.prank(guardian);
        satellite.hold(leaf);
        skip(1 hours);
        vm.expectRevert(abi.encodeWithSelector(IQLHolds.TargetHeld.selector, leaf, block.timestamp - 1 hours + 3 days));
        satellite.payRest(leaf);
    }

    function test_A_pauser_stops_forged_releases_and_the_DAO_keeps_them_stopped() public {
        IQLSatellitePayouts.ReleaseEntry memory forged = _arriveRelease(NATIVE, 30 ether, mallory, 7);
        vm.prank(pauser);
        satellite.pause(IQLPauses.Scope.Releases);
        vm.prank(dao);
        satellite.confirmPause(IQLPauses.Scope.Releases, uint64(block.timestamp + 60 days));
        skip(59 days);
        vm.expectRevert(
            abi.encodeWithSelector(IQLPauses.Paused.selector, IQLPauses.Scope.Releases, block.timestamp + 1 days)
        );
        satellite.release(forged);
    }

    function test_A_forged_release_never_pays_more_than_is_locked() public {
        vm.prank(config);
        satellite.setPayoutLimits(NATIVE, _limits(1e30, 1e30));
        vm.deal(address(satellite), 5000 ether);
        IQLSatellitePayouts.ReleaseEntry memory forged = _arriveRelease(NATIVE, 1000 ether + 1, mallory, 7);
        vm.expectRevert();
        satellite.release(forged);
        assertEq(mallory.balance, 0);
    }

    function test_A_forged_void_gives_stakes_back_to_their_stakers_only() public {
        _arriveAtSatellite(QLMessages.encodeVoid(satellite.stakeIdOf(real)));
        vm.prank(mallory);
        satellite.repay(_sentEntry(real));
        assertEq(alice.balance, PAYOUTS);
        assertEq(mallory.balance, 0);
    }

    function test_Rewards_are_not_given_back_by_a_void_message() public {
        vm.deal(alice, 11 ether);
        QLMessages.Item memory item = QLMessages.Item(NATIVE, 10 ether, address(hub), alice, satellite.nextNonce(), 0);
        vm.prank(alice);
        (bytes32 leaf,) = satellite.fundRewards{value: 11 ether}(NATIVE, 10 ether);
        _arriveAtSatellite(QLMessages.encodeVoid(leaf));
        assertTrue(satellite.sentRoot(leaf).state == IQLSatelliteTypes.RootState.Sent);
        vm.expectRevert(abi.encodeWithSelector(IQLSatellitePayouts.RootNotReturnable.selector, leaf));
        satellite.repay(IQLSatellitePayouts.SentEntry(leaf, item, new bytes32[](0)));
    }

    /// @dev The same refund in a root of two, which CCIP has made up.
    function _arriveTwice(QLMessages.Item memory item) private returns (bytes32 root) {
        root = Hashes.commutativeKeccak256(_leafBack(QLMessages.Kind.Refund, item), "second");
        _arriveAtSatellite(QLMessages.encodeRoot(QLMessages.Kind.Refund, NATIVE, 2, 2000 ether, root));
    }

    /// @dev As if it had been staked, which it was not; without approvals.
    function _forgedStake(uint256 amount, uint64 nonce) private returns (IQLHubTypes.MintEntry memory entry) {
        QLMessages.Item memory item = QLMessages.Item(NATIVE, amount, mallory, mallory, nonce, 0);
        _arriveAtHub(bytes32(uint256(nonce)), address(satellite), QLMessages.encodeItem(QLMessages.Kind.Stake, item));
        entry = _entryOf(item);
        entry.approvals = new IQLHubTypes.Approval[](0);
    }
}
