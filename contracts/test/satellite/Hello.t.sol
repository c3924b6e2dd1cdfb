// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLStakeHub} from "../../src/QLStakeHub.sol";
import {IQLEndpoint} from "../../src/interfaces/IQLEndpoint.sol";
import {IQLHubTypes} from "../../src/interfaces/IQLHubTypes.sol";
import {IQLSatelliteTypes} from "../../src/interfaces/IQLSatelliteTypes.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {ExecutionState} from "../ccip/CcipTypes.sol";
import {ISatellite} from "../lib/ISatellite.sol";
import {TwoChains} from "../lib/TwoChains.sol";
import {Client} from "@chainlink/contracts-ccip/contracts/libraries/Client.sol";

contract HelloTest is TwoChains {
    QLStakeHub private _next;
    address private _router;

    function setUp() public override {
        super.setUp();
        _router = satellite.router();
        _next = _newHub(hub.authority());
        vm.prank(dao);
        satellite.setHub(ETHEREUM, address(_next));
        vm.deal(alice, 2 ether);
    }

    function test_A_lane_opens_only_after_hello_has_come_back() public {
        _assertState(IQLSatelliteTypes.LaneState.Listed);
        vm.prank(dao);
        _next.listPeer(AVALANCHE, address(satellite));
        vm.prank(alice);
        satellite.hello{value: 1 ether}();
        don.deliver(avalanche, ethereum);
        _assertState(IQLSatelliteTypes.LaneState.Listed);
        vm.prank(alice);
        _next.hello{value: 1 ether}(AVALANCHE, address(satellite));
        assertTrue(don.deliver(ethereum, avalanche) == ExecutionState.Success);
        _assertState(IQLSatelliteTypes.LaneState.Open);
    }

    function test_A_closed_lane_takes_no_stake() public {
        vm.expectRevert(abi.encodeWithSelector(IQLSatelliteTypes.LaneNotOpen.selector, ETHEREUM, address(_next)));
        satellite.stake{value: 2 ether}(NATIVE, 1 ether, bob, alice, NATIVE, 1 ether);
    }

    function test_A_hub_that_was_open_stays_open() public {
        vm.prank(dao);
        satellite.setHub(ETHEREUM, address(hub));
        _assertState(IQLSatelliteTypes.LaneState.Open);
        _stakeNative(1 ether);
    }

    function test_A_hub_that_does_not_know_the_satellite_fails_the_delivery() public {
        vm.prank(alice);
        satellite.hello{value: 1 ether}();
        assertTrue(don.deliver(avalanche, ethereum) == ExecutionState.Failure);
        vm.prank(dao);
        _next.listPeer(AVALANCHE, address(satellite));
        uint64 sequence = avalanche.onRamp().getExpectedNextSequenceNumber(ETHEREUM) - 1;
        assertTrue(don.manuallyExecute(avalanche, ethereum, sequence, 0) == ExecutionState.Success);
        assertGt(_next.peerOf(AVALANCHE, address(satellite)).helloReceivedAt, 0);
    }

    function test_A_hub_answers_no_hello_it_did_not_get() public {
        vm.expectRevert(abi.encodeWithSelector(IQLHubTypes.NoHello.selector, AVALANCHE, address(satellite)));
        _next.hello{value: 1 ether}(AVALANCHE, address(satellite));
    }

    function test_Another_challenge_opens_nothing() public {
        (, bytes32 challenge) = satellite.laneOf(ETHEREUM, address(_next));
        vm.expectEmit(address(satellite));
        emit IQLEndpoint.MessageIgnored(
            "id",
            "other",
            ETHEREUM,
            address(_next),
            abi.encodeWithSelector(IQLEndpoint.ChallengeMismatch.selector, challenge, bytes32("other"))
        );
        _arrive(address(_next), QLMessages.encodeHello("other"));
        _assertState(IQLSatelliteTypes.LaneState.Listed);
    }

    function test_A_second_hello_changes_nothing() public {
        (, bytes32 challenge) = satellite.laneOf(ETHEREUM, address(_next));
        _arrive(address(_next), QLMessages.encodeHello(challenge));
        _arrive(address(_next), QLMessages.encodeHello(challenge));
        _assertState(IQLSatelliteTypes.LaneState.Open);
    }

    function test_A_satellite_ignores_kinds_it_does_not_receive() public {
        QLMessages.Item memory item = QLMessages.Item(NATIVE, 1 ether, bob, alice, 0, 0);
        bytes32 root = QLMessages.leafOf(
            QLMessages.Kind.Stake, QLMessages.Lane(ETHEREUM, address(hub), AVALANCHE, address(satellite)), item
        );
        vm.expectEmit(address(satellite));
        emit IQLEndpoint.MessageIgnored(
            "id", root, ETHEREUM, address(hub), abi.encodeWithSelector(IQLEndpoint.KindNotAccepted.selector, 1)
        );
        _arrive(address(hub), QLMessages.encodeItem(QLMessages.Kind.Stake, item));
    }

    function testFuzz_A_known_hub_never_makes_delivery_fail(bytes calldata data) public {
        _arrive(address(hub), data);
    }

    function test_Strangers_are_refused() public {
        vm.expectRevert(abi.encodeWithSelector(IQLEndpoint.UnknownPeer.selector, ETHEREUM, bob));
        _arrive(bob, QLMessages.encodeHello("x"));
        vm.expectRevert(abi.encodeWithSelector(IQLEndpoint.NotRouter.selector, address(this)));
        satellite.ccipReceive(
            Client.Any2EVMMessage("id", ETHEREUM, abi.encode(hub), "", new Client.EVMTokenAmount[](0))
        );
    }

    function test_Hello_returns_what_CCIP_did_not_take() public {
        vm.prank(alice);
        satellite.hello{value: 1 ether}();
        assertGt(alice.balance, 1.9 ether);
        assertLt(alice.balance, 2 ether);
        assertEq(address(satellite).balance, 0);
    }

    function test_Hello_names_the_fee_it_lacks() public {
        vm.prank(alice);
        (bool ok, bytes memory reason) = address(satellite).call{value: 1}(abi.encodeCall(satellite.hello, ()));
        assertFalse(ok);
        assertEq(bytes4(reason), IQLEndpoint.ValueTooLow.selector);
    }

    function test_A_satellite_without_a_hub_says_so() public {
        ISatellite fresh = _newSatellite(satellite.authority());
        vm.expectRevert(abi.encodeWithSelector(IQLSatelliteTypes.LaneNotOpen.selector, 0, address(0)));
        fresh.hello();
    }

    function _assertState(IQLSatelliteTypes.LaneState expected) private view {
        (,, IQLSatelliteTypes.LaneState state) = satellite.currentHub();
        assertTrue(state == expected);
    }

    function _arrive(address sender, bytes memory data) private {
        vm.prank(_router);
        satellite.ccipReceive(
            Client.Any2EVMMessage("id", ETHEREUM, abi.encode(sender), data, new Client.EVMTokenAmount[](0))
        );
    }
}
