// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLEndpoint} from "../../src/interfaces/IQLEndpoint.sol";
import {IQLHubTypes} from "../../src/interfaces/IQLHubTypes.sol";
import {IQLInbox} from "../../src/interfaces/IQLInbox.sol";
import {IQLSatellitePayouts} from "../../src/interfaces/IQLSatellitePayouts.sol";
import {IQLSatelliteTypes} from "../../src/interfaces/IQLSatelliteTypes.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {Arena} from "./Arena.sol";
import {Reenterer} from "./Reenterer.sol";
import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";

/// @notice A root that nobody can consume keeps no lane open for ever; what is written off turns into money nowhere.
contract WriteOffTest is Arena {
    uint256 private constant AGE = 180 days;
    QLMessages.Kind private constant STAKE = QLMessages.Kind.Stake;
    QLMessages.Kind private constant RELEASE = QLMessages.Kind.Release;

    function test_A_forged_root_no_longer_keeps_its_peer_from_retiring() public {
        _arriveAtHub("forged", address(satellite), QLMessages.encodeRoot(STAKE, NATIVE, 9, 5 ether, "forged"));
        _retire();
        skip(AGE);
        vm.startPrank(dao);
        vm.expectRevert(
            abi.encodeWithSelector(IQLHubTypes.PeerNotRetirable.selector, IQLHubTypes.PeerState.Retiring, 1, 0)
        );
        hub.retirePeer(AVALANCHE, address(satellite));
        vm.expectEmit(address(hub));
        emit IQLInbox.RootWrittenOff("forged", AVALANCHE, address(satellite), STAKE, NATIVE, 5 ether);
        _writeOffAtHub(STAKE, "forged");
        hub.retirePeer(AVALANCHE, address(satellite));
    }

    function test_Nor_a_hub_from_being_closed() public {
        IQLSatellitePayouts.ReleaseEntry memory forged = _arriveRelease(NATIVE, 5 ether, mallory, 1);
        vm.startPrank(dao);
        satellite.retireHub(ETHEREUM, address(hub));
        skip(AGE);
        vm.expectRevert(
            abi.encodeWithSelector(IQLSatelliteTypes.LaneNotReady.selector, IQLSatelliteTypes.LaneState.Retiring, 1)
        );
        satellite.closeHub(ETHEREUM, address(hub));
        vm.expectEmit(address(satellite));
        emit IQLInbox.RootWrittenOff(forged.root, ETHEREUM, address(hub), RELEASE, NATIVE, 5 ether);
        satellite.writeOff(ETHEREUM, address(hub), RELEASE, forged.root);
        vm.expectRevert(abi.encodeWithSelector(IQLInbox.LeafConsumed.selector, forged.root));
        satellite.release(forged);
        satellite.closeHub(ETHEREUM, address(hub));
    }

    function test_A_stake_that_is_written_off_is_neither_minted_nor_refunded_nor_voided() public {
        (, QLMessages.Item memory item) = _stakeNative(5 ether);
        bytes memory data = QLMessages.encodeItem(STAKE, item);
        _arriveAtHub("first", address(satellite), data);
        _retire();
        skip(AGE);
        IQLHubTypes.MintEntry memory entry = _entryOf(item);
        vm.prank(dao);
        _writeOffAtHub(STAKE, entry.root);

        bytes memory consumed = abi.encodeWithSelector(IQLInbox.LeafConsumed.selector, entry.root);
        assertEq(_mint(entry).reason, consumed);
        vm.expectRevert(consumed);
        hub.escapeMint(entry);
        vm.expectRevert(consumed);
        hub.escapeRefund(entry);
        entry = _forRefund(entry);
        vm.expectRevert(consumed);
        hub.refund(entry);
        vm.prank(dao);
        vm.expectRevert(abi.encodeWithSelector(IQLEndpoint.RootAlreadyReceived.selector, entry.root));
        hub.voidRoot(AVALANCHE, address(satellite), entry.root);
        vm.expectRevert(abi.encodeWithSelector(IQLHubTypes.RootNotGivenUp.selector, entry.root));
        hub.sendVoid(AVALANCHE, address(satellite), entry.root);
        _arriveAtHub("again", address(satellite), data);
        assertEq(hub.peerOf(AVALANCHE, address(satellite)).openRoots, 0);
        IQLSatellitePayouts.SentEntry memory sent = _sentEntry(item);
        vm.expectRevert(abi.encodeWithSelector(IQLSatellitePayouts.RootNotReturnable.selector, entry.root));
        satellite.repay(sent);
    }

    function test_What_was_minted_of_a_root_stays_and_the_rest_is_worth_nothing() public {
        (bytes32[] memory leaves, bytes32 root) = _arriveTree(3, _totalOf(3));
        _assertMinted(_leafEntry(leaves, 1), 2e15);
        _retire();
        skip(AGE);
        vm.startPrank(dao);
        vm.expectEmit(address(hub));
        emit IQLInbox.RootWrittenOff(root, AVALANCHE, address(satellite), STAKE, NATIVE, _totalOf(3) - 2e15);
        _writeOffAtHub(STAKE, root);
        vm.expectRevert(abi.encodeWithSelector(IQLInbox.RootConsumed.selector, root));
        _writeOffAtHub(STAKE, root);
        vm.stopPrank();
        assertEq(
            _mint(_leafEntry(leaves, 0)).reason, abi.encodeWithSelector(IQLInbox.RootTotalExceeded.selector, 1e15, 0)
        );
        assertEq(_mint(_leafEntry(leaves, 1)).reason, abi.encodeWithSelector(IQLInbox.LeafConsumed.selector, leaves[1]));
        assertEq(qavax.totalSupply(), 2e15);
    }

    function test_Rewards_that_no_shares_could_take_are_never_credited_later() public {
        IQLHubTypes.MintEntry memory rewards = _arriveRewards(7 ether, 1);
        _retire();
        skip(AGE);
        vm.prank(dao);
        _writeOffAtHub(QLMessages.Kind.Rewards, rewards.root);
        _assertMinted(_arriveStake(5 ether, 2), 5 ether);
        vm.expectRevert(abi.encodeWithSelector(IQLInbox.LeafConsumed.selector, rewards.root));
        hub.creditRewards(rewards);
        assertEq(hub.totalBacking(address(qavax)), 5 ether);
    }

    function test_Everybody_has_had_half_a_year_to_take_what_is_his() public {
        IQLHubTypes.MintEntry memory entry = _arriveStake(5 ether, 1);
        IQLSatellitePayouts.ReleaseEntry memory owed = _arriveRelease(NATIVE, 5 ether, bob, 1);
        uint256 from = block.timestamp + AGE;
        _retire();
        vm.startPrank(dao);
        satellite.retireHub(ETHEREUM, address(hub));
        vm.warp(from - 1);
        vm.expectRevert(abi.encodeWithSelector(IQLInbox.RootTooYoung.selector, entry.root, from));
        _writeOffAtHub(STAKE, entry.root);
        vm.expectRevert(abi.encodeWithSelector(IQLInbox.RootTooYoung.selector, owed.root, from));
        satellite.writeOff(ETHEREUM, address(hub), RELEASE, owed.root);
    }

    function test_Only_what_arrived_on_a_retiring_lane_is_written_off() public {
        IQLHubTypes.MintEntry memory entry = _arriveStake(5 ether, 1);
        skip(AGE);
        vm.startPrank(dao);
        vm.expectRevert(abi.encodeWithSelector(IQLHubTypes.PeerNotRetiring.selector, IQLHubTypes.PeerState.Active));
        _writeOffAtHub(STAKE, entry.root);
        vm.expectRevert(
            abi.encodeWithSelector(IQLSatelliteTypes.LaneNotReady.selector, IQLSatelliteTypes.LaneState.Open, 0)
        );
        satellite.writeOff(ETHEREUM, address(hub), RELEASE, "never");
        hub.setRetiring(AVALANCHE, address(satellite), true);
        vm.expectRevert(abi.encodeWithSelector(IQLInbox.RootUnknown.selector, entry.root));
        _writeOffAtHub(QLMessages.Kind.Rewards, entry.root);
        _writeOffAtHub(STAKE, entry.root);
    }

    function test_Not_even_the_DAO_writes_off_in_the_middle_of_a_payout() public {
        _stakeNative(10 ether);
        Reenterer reenterer = Reenterer(payable(deployCode("Reenterer.sol:Reenterer")));
        IQLSatellitePayouts.ReleaseEntry memory entry = _arriveRelease(NATIVE, 5 ether, address(reenterer), 1);
        vm.startPrank(dao);
        AccessManager(satellite.authority()).grantRole(0, address(reenterer), 0);
        satellite.retireHub(ETHEREUM, address(hub));
        vm.stopPrank();
        skip(AGE);
        reenterer.arm(
            address(satellite), abi.encodeCall(satellite.writeOff, (ETHEREUM, address(hub), RELEASE, entry.root))
        );
        satellite.release(entry);
        assertEq(bytes4(reenterer.answer()), IQLEndpoint.Reentered.selector);
        assertEq(satellite.pendingOf(ETHEREUM, address(hub)), 0);
    }

    function _retire() private {
        vm.prank(dao);
        hub.setRetiring(AVALANCHE, address(satellite), true);
    }

    function _writeOffAtHub(QLMessages.Kind kind, bytes32 root) private {
        hub.writeOff(AVALANCHE, address(satellite), kind, root);
    }
}
