// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLSatellitePayouts} from "../../src/interfaces/IQLSatellitePayouts.sol";
import {IQLSatelliteTypes} from "../../src/interfaces/IQLSatelliteTypes.sol";
import {TollToken} from "../lib/Tokens.sol";
import {Arena} from "./Arena.sol";
import {MoodyToken} from "./Bombs.sol";

/// @notice No receiver, token or miser with gas keeps a payout from ending, or makes anybody else pay for it.
contract PayoutsTest is Arena {
    uint256 private constant DEAREST = 700_000;

    MoodyToken private moody;

    function setUp() public override {
        super.setUp();
        _stakeNative(1000 ether);
        moody = MoodyToken(deployCode("Bombs.sol:MoodyToken"));
        vm.prank(dao);
        satellite.listAsset(address(moody), _limits(1e30, 1e30), _limits(1e30, 1e30));
        moody.mint(alice, 1000 ether);
        vm.prank(alice);
        moody.approve(address(satellite), type(uint256).max);
        _stakeToken(address(moody), 1000 ether);
    }

    function test_A_receiver_that_returns_a_bomb_is_paid_at_a_bounded_price() public {
        address bomb = deployCode("Bombs.sol:BombReceiver", abi.encode(false));
        assertLt(_gasOfRelease(_arriveRelease(NATIVE, 1 ether, bomb, 1)), DEAREST);
        assertEq(bomb.balance, 1 ether);
    }

    function test_A_receiver_that_reverts_with_a_bomb_has_a_claim() public {
        address bomb = deployCode("Bombs.sol:BombReceiver", abi.encode(true));
        assertLt(_gasOfRelease(_arriveRelease(NATIVE, 1 ether, bomb, 1)), DEAREST);
        assertEq(satellite.claimable(bomb, NATIVE), 1 ether);
        vm.prank(bomb);
        satellite.claim(NATIVE, alice);
        assertEq(satellite.locked(NATIVE), 999 ether);
    }

    function test_A_token_that_answers_with_a_bomb_pays() public {
        moody.set(MoodyToken.Mood.Bomb);
        assertLt(_gasOfRelease(_arriveRelease(address(moody), 1 ether, bob, 1)), DEAREST);
        assertEq(moody.balanceOf(bob), 1 ether);
    }

    function test_A_token_that_reverts_with_a_bomb_or_answers_false_leaves_a_claim() public {
        moody.set(MoodyToken.Mood.FailingBomb);
        assertLt(_gasOfRelease(_arriveRelease(address(moody), 1 ether, bob, 1)), DEAREST);
        moody.set(MoodyToken.Mood.False);
        satellite.release(_arriveRelease(address(moody), 1 ether, bob, 2));
        assertEq(satellite.claimable(bob, address(moody)), 2 ether);
        vm.startPrank(bob);
        vm.expectRevert(abi.encodeWithSelector(IQLSatellitePayouts.ClaimFailed.selector, address(moody), bob, 2 ether));
        satellite.claim(address(moody), bob);
        moody.set(MoodyToken.Mood.Fair);
        satellite.claim(address(moody), bob);
        assertEq(moody.balanceOf(bob), 2 ether);
    }

    function test_A_token_that_answers_nothing_has_paid() public {
        moody.set(MoodyToken.Mood.Nothing);
        satellite.release(_arriveRelease(address(moody), 1 ether, bob, 1));
        assertEq(satellite.claimable(bob, address(moody)), 0);
        assertEq(moody.balanceOf(bob), 1 ether);
    }

    /// forge-config: default.fuzz.runs = 64
    function testFuzz_A_claim_with_any_gas_pays_or_changes_nothing(uint256 gasLimit) public {
        address burner = deployCode("Bombs.sol:GasBurner");
        address dear = deployCode("Bombs.sol:DearReceiver");
        satellite.release(_arriveRelease(NATIVE, 1 ether, burner, 1));
        vm.prank(burner);
        try satellite.claim{gas: bound(gasLimit, 30_000, 400_000)}(NATIVE, dear) {
            assertEq(dear.balance, 1 ether);
            assertEq(satellite.claimable(burner, NATIVE), 0);
        } catch {
            assertEq(satellite.claimable(burner, NATIVE), 1 ether);
            assertEq(satellite.locked(NATIVE), 1000 ether);
        }
    }

    function test_A_token_that_shrank_takes_no_more_stakes_and_hurts_no_other_asset() public {
        moody.shrink(address(satellite), 1);
        moody.mint(alice, 1 ether);
        vm.deal(alice, 1 ether);
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(IQLSatelliteTypes.Uncovered.selector, address(moody), 1001 ether, 1001 ether - 1)
        );
        satellite.stake{value: 1 ether}(address(moody), 1 ether, bob, alice, NATIVE, 1 ether);
        _stakeNative(1 ether);
        satellite.release(_arriveRelease(NATIVE, 1 ether, bob, 1));
        assertEq(bob.balance, 1 ether);
    }

    function test_A_token_that_keeps_a_toll_is_neither_queued_nor_taken_as_rewards() public {
        TollToken toll = TollToken(deployCode("Tokens.sol:TollToken"));
        vm.prank(dao);
        satellite.listAsset(address(toll), _limits(1e30, 1e30), _limits(1e30, 1e30));
        toll.mint(alice, 10 ether);
        vm.deal(alice, 1 ether);
        vm.startPrank(alice);
        toll.approve(address(satellite), 10 ether);
        bytes memory reason =
            abi.encodeWithSelector(IQLSatelliteTypes.TransferMismatch.selector, address(toll), 1 ether, 1 ether - 1);
        vm.expectRevert(reason);
        satellite.queue(address(toll), 1 ether, bob, alice, 0);
        vm.expectRevert(reason);
        satellite.fundRewards{value: 1 ether}(address(toll), 1 ether);
        assertEq(satellite.locked(address(toll)), 0);
    }

    function _gasOfRelease(IQLSatellitePayouts.ReleaseEntry memory entry) private returns (uint256 used) {
        used = gasleft();
        satellite.release(entry);
        used -= gasleft();
    }
}
