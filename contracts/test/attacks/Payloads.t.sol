// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLEndpoint} from "../../src/interfaces/IQLEndpoint.sol";
import {IQLHubTypes} from "../../src/interfaces/IQLHubTypes.sol";
import {IQLSatelliteTypes} from "../../src/interfaces/IQLSatelliteTypes.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {Arena} from "./Arena.sol";
import {Client} from "@chainlink/contracts-ccip/contracts/libraries/Client.sol";

/// @notice Whoever sends, and whatever he writes: a satellite records its hub's roots and nothing else.
contract PayloadsTest is Arena {
    function test_The_hub_on_another_chain_or_another_on_its_chain_is_a_stranger() public {
        bytes memory data = _releaseOf(1 ether);
        vm.expectRevert(abi.encodeWithSelector(IQLEndpoint.UnknownPeer.selector, 1, address(hub)));
        this.arrive(1, abi.encode(hub), data);
        vm.expectRevert(abi.encodeWithSelector(IQLEndpoint.UnknownPeer.selector, ETHEREUM, mallory));
        this.arrive(ETHEREUM, abi.encode(mallory), data);
        vm.expectRevert(abi.encodeWithSelector(IQLEndpoint.UnknownPeer.selector, AVALANCHE, address(satellite)));
        this.arrive(AVALANCHE, abi.encode(satellite), data);
    }

    function test_A_sender_wider_than_an_address_is_refused() public {
        bytes memory wide = abi.encode(uint256(uint160(address(hub))) | 1 << 160);
        vm.expectRevert();
        this.arrive(ETHEREUM, wide, _releaseOf(1 ether));
    }

    function test_Nobody_but_the_Router_delivers() public {
        vm.expectRevert(abi.encodeWithSelector(IQLEndpoint.NotRouter.selector, mallory));
        vm.prank(mallory);
        satellite.ccipReceive(
            Client.Any2EVMMessage(0, ETHEREUM, abi.encode(hub), _releaseOf(1 ether), new Client.EVMTokenAmount[](0))
        );
    }

    function test_A_payload_of_another_version_is_ignored() public {
        bytes memory data = _releaseOf(1 ether);
        for (uint8 version; version < 4; ++version) {
            if (version == QLMessages.VERSION) continue;
            data[31] = bytes1(version);
            _assertIgnored(data, abi.encodeWithSelector(IQLEndpoint.MalformedMessage.selector));
        }
    }

    function test_An_oversized_payload_is_ignored_at_the_price_of_reading_it() public {
        bytes memory data = bytes.concat(_releaseOf(1 ether), new bytes(29_000));
        uint256 before = gasleft();
        _assertIgnored(data, abi.encodeWithSelector(IQLEndpoint.MalformedMessage.selector));
        assertLt(before - gasleft(), 400_000);
    }

    function test_Kinds_that_go_to_the_hub_are_ignored() public {
        QLMessages.Item memory item = QLMessages.Item(NATIVE, 1 ether, mallory, mallory, 1, 0);
        QLMessages.Kind[2] memory kinds = [QLMessages.Kind.Stake, QLMessages.Kind.Rewards];
        for (uint256 i; i < 2; ++i) {
            _assertIgnored(
                QLMessages.encodeItem(kinds[i], item),
                abi.encodeWithSelector(IQLEndpoint.KindNotAccepted.selector, kinds[i])
            );
        }
    }

    function test_A_void_of_what_was_never_sent_is_ignored() public {
        _assertIgnored(
            QLMessages.encodeVoid("x"), abi.encodeWithSelector(IQLSatelliteTypes.RootNotSent.selector, bytes32("x"))
        );
    }

    function testFuzz_Nothing_the_hub_sends_makes_delivery_fail(bytes calldata data) public {
        this.arrive(ETHEREUM, abi.encode(hub), data);
    }

    function testFuzz_Nor_do_words_of_any_value(uint256[8] memory words) public {
        words[0] = 1;
        words[1] %= 7;
        this.arrive(ETHEREUM, abi.encode(hub), abi.encode(words));
    }

    function test_Zero_is_neither_staked_queued_nor_given_as_rewards() public {
        vm.deal(alice, 3 ether);
        vm.startPrank(alice);
        vm.expectRevert(IQLEndpoint.ZeroValue.selector);
        satellite.stake{value: 1 ether}(NATIVE, 0, bob, alice, NATIVE, 1 ether);
        vm.expectRevert(IQLEndpoint.ZeroValue.selector);
        satellite.queue{value: 1 ether}(NATIVE, 0, bob, alice, 1 ether);
        vm.expectRevert(IQLEndpoint.ZeroValue.selector);
        satellite.fundRewards{value: 1 ether}(NATIVE, 0);
    }

    function test_The_largest_amount_is_staked_and_one_more_is_not() public {
        vm.startPrank(config);
        satellite.setStakeLimits(address(usd), _limits(type(uint128).max, 1));
        vm.stopPrank();
        uint256 largest = type(uint128).max;
        usd.mint(alice, largest + 1);
        vm.startPrank(alice);
        usd.approve(address(satellite), type(uint256).max);
        vm.deal(alice, 2 ether);
        vm.expectRevert();
        satellite.stake{value: 1 ether}(address(usd), largest + 1, bob, alice, NATIVE, 1 ether);
        (bytes32 id,) = satellite.stake{value: 1 ether}(address(usd), largest, bob, alice, NATIVE, 1 ether);
        vm.stopPrank();
        assertEq(satellite.locked(address(usd)), largest);
        assertEq(satellite.sentRoot(id).total, largest);
    }

    function test_The_largest_stake_of_six_decimals_waits_at_the_hub_and_is_refunded() public {
        QLMessages.Item memory item = QLMessages.Item(address(usd), type(uint128).max, bob, alice, 1, 0);
        _arriveAtHub("m", address(satellite), QLMessages.encodeItem(QLMessages.Kind.Stake, item));
        IQLHubTypes.MintEntry memory entry = _entryOf(item);
        bytes memory reason = _mint(entry).reason;
        assertEq(bytes4(reason), IQLHubTypes.BucketExceeded.selector);
        hub.refund(_forRefund(entry));
        assertEq(
            hub.openBatch(hub.batchKey(QLMessages.Kind.Refund, AVALANCHE, address(satellite), address(usd))).total,
            type(uint128).max
        );
    }

    function arrive(uint64 selector, bytes calldata sender, bytes calldata data) external {
        _arriveFrom(selector, sender, data);
    }

    function _assertIgnored(bytes memory data, bytes memory reason) private {
        vm.expectEmit(false, false, false, true, address(satellite));
        emit IQLEndpoint.MessageIgnored(0, 0, ETHEREUM, address(hub), reason);
        _arriveAtSatellite(data);
    }

    function _releaseOf(uint256 amount) private view returns (bytes memory) {
        return QLMessages.encodeItem(QLMessages.Kind.Release, QLMessages.Item(NATIVE, amount, mallory, mallory, 1, 0));
    }
}
