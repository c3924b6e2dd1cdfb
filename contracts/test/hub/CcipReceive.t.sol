// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLEndpoint} from "../../src/interfaces/IQLEndpoint.sol";
import {IQLHubTypes} from "../../src/interfaces/IQLHubTypes.sol";
import {IQLInbox} from "../../src/interfaces/IQLInbox.sol";
import {IQLPauses} from "../../src/interfaces/IQLPauses.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {ExecutionState} from "../ccip/CcipTypes.sol";
import {Leaves} from "../lib/Leaves.sol";
import {IAny2EVMMessageReceiver} from "@chainlink/contracts-ccip/contracts/interfaces/IAny2EVMMessageReceiver.sol";
import {Client} from "@chainlink/contracts-ccip/contracts/libraries/Client.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";

contract CcipReceiveTest is Leaves {
    /// @dev 90k for a delivery on chain, less the transaction's base and calldata.
    uint256 private constant GAS_FOR_RECORDING = 65_000;

    function test_A_root_is_recorded_and_nothing_minted() public {
        (, bytes32 root) = _arriveTree(1000, _totalOf(1000));
        IQLInbox.ReceivedRoot memory known = hub.rootOf(AVALANCHE, address(satellite), QLMessages.Kind.Stake, root);

        assertEq(abi.encode(known), abi.encode(NATIVE, block.timestamp, 1000, _totalOf(1000), 0));
        assertEq(qavax.totalSupply(), 0);
    }

    function test_The_event_says_all_of_it() public {
        vm.expectEmit(address(hub));
        emit IQLInbox.RootReceived(
            "id", "root", AVALANCHE, address(satellite), QLMessages.Kind.Stake, NATIVE, 9, 10 ether
        );
        _arriveAtHub(
            "id", address(satellite), QLMessages.encodeRoot(QLMessages.Kind.Stake, NATIVE, 9, 10 ether, "root")
        );
    }

    function test_A_direct_stake_is_a_root_of_one() public {
        QLMessages.Item memory item = QLMessages.Item(NATIVE, 3 ether, bob, alice, 7, 0);
        _arriveAtHub("id", address(satellite), QLMessages.encodeItem(QLMessages.Kind.Stake, item));
        bytes32 stakeId = hub.stakeIdOf(AVALANCHE, address(satellite), item);
        IQLInbox.ReceivedRoot memory known = hub.rootOf(AVALANCHE, address(satellite), QLMessages.Kind.Stake, stakeId);

        assertEq(known.count, 1);
        assertEq(known.total, 3 ether);
    }

    function test_Recording_costs_the_same_for_one_and_a_thousand() public {
        QLMessages.Item memory item = QLMessages.Item(NATIVE, 3 ether, bob, alice, 7, 0);
        uint256 one = _gasOf(QLMessages.encodeItem(QLMessages.Kind.Stake, item));
        uint256 thousand = _gasOf(QLMessages.encodeRoot(QLMessages.Kind.Stake, NATIVE, 1000, 10 ether, "root"));

        assertLt(one, GAS_FOR_RECORDING);
        assertLt(thousand, one);
    }

    function test_A_duplicate_is_ignored() public {
        (, bytes32 root) = _arriveTree(3, _totalOf(3));
        uint256 first = block.timestamp;
        skip(100);
        vm.expectEmit(address(hub));
        emit IQLEndpoint.MessageIgnored(
            "tree",
            root,
            AVALANCHE,
            address(satellite),
            abi.encodeWithSelector(IQLEndpoint.RootAlreadyReceived.selector, root)
        );
        _arriveTree(3, _totalOf(3) * 2);
        IQLInbox.ReceivedRoot memory known = hub.rootOf(AVALANCHE, address(satellite), QLMessages.Kind.Stake, root);

        assertEq(known.receivedAt, first);
        assertEq(known.total, _totalOf(3), "a later total cannot widen a root");
    }

    function test_A_peer_cannot_register_a_root_for_another() public {
        vm.prank(dao);
        hub.listPeer(AVALANCHE, bob);
        bytes32 root = keccak256("contested");
        _arriveAtHub("rogue", bob, QLMessages.encodeRoot(QLMessages.Kind.Stake, NATIVE, 5, 1, root));
        _arriveAtHub(
            "honest", address(satellite), QLMessages.encodeRoot(QLMessages.Kind.Stake, NATIVE, 5, 9 ether, root)
        );

        assertEq(hub.rootOf(AVALANCHE, address(satellite), QLMessages.Kind.Stake, root).total, 9 ether);
    }

    function test_A_leaf_of_one_peer_is_none_of_another() public {
        IQLHubTypes.MintEntry memory entry = _arriveStake(1 ether, 0);
        vm.prank(dao);
        hub.listPeer(AVALANCHE, bob);
        entry.peer = bob;
        assertEq(_mint(entry).reason, abi.encodeWithSelector(IQLInbox.RootUnknown.selector, entry.root));
    }

    function test_Roots_are_recorded_while_minting_is_paused() public {
        vm.prank(pauser);
        hub.pause(IQLPauses.Scope.Mints);
        (, bytes32 root) = _arriveTree(3, _totalOf(3));
        assertEq(hub.rootOf(AVALANCHE, address(satellite), QLMessages.Kind.Stake, root).count, 3);
    }

    function test_What_goes_to_satellites_is_not_recorded() public {
        for (uint8 kind = 2; kind <= 4; kind += 2) {
            vm.expectEmit(address(hub));
            emit IQLEndpoint.MessageIgnored(
                "id",
                "root",
                AVALANCHE,
                address(satellite),
                abi.encodeWithSelector(IQLEndpoint.KindNotAccepted.selector, kind)
            );
            _arriveAtHub(
                "id", address(satellite), QLMessages.encodeRoot(QLMessages.Kind(kind), NATIVE, 9, 10 ether, "root")
            );
        }
    }

    function testFuzz_A_known_peer_never_makes_delivery_fail(bytes calldata data) public {
        _arriveAtHub("id", address(satellite), data);
    }

    function testFuzz_Nor_do_words_of_any_value(uint256[8] memory words) public {
        words[0] = 1;
        words[1] = bound(words[1], 0, 6);
        words[3] = bound(words[3], 0, 2);
        _arriveAtHub("id", address(satellite), abi.encode(words));
    }

    function test_A_malformed_payload_is_ignored_by_name() public {
        vm.expectEmit(address(hub));
        emit IQLEndpoint.MessageIgnored(
            "id", 0, AVALANCHE, address(satellite), abi.encodeWithSelector(IQLEndpoint.MalformedMessage.selector)
        );
        _arriveAtHub("id", address(satellite), "nonsense");
    }

    function testFuzz_A_stranger_is_refused(address stranger) public {
        vm.assume(stranger != address(satellite));
        Client.Any2EVMMessage memory message = _from(AVALANCHE, abi.encode(stranger));
        vm.prank(hub.router());
        vm.expectRevert(abi.encodeWithSelector(IQLEndpoint.UnknownPeer.selector, AVALANCHE, stranger));
        hub.ccipReceive(message);
    }

    function test_The_same_address_on_another_chain_is_a_stranger() public {
        Client.Any2EVMMessage memory message = _from(4949039107694359620, abi.encode(satellite));
        vm.prank(hub.router());
        vm.expectRevert(
            abi.encodeWithSelector(IQLEndpoint.UnknownPeer.selector, 4949039107694359620, address(satellite))
        );
        hub.ccipReceive(message);
    }

    function test_A_sender_that_is_no_address_is_refused() public {
        Client.Any2EVMMessage memory message = _from(AVALANCHE, abi.encode(type(uint256).max));
        vm.prank(hub.router());
        vm.expectRevert();
        hub.ccipReceive(message);
    }

    function test_Only_the_Router_delivers() public {
        vm.expectRevert(abi.encodeWithSelector(IQLEndpoint.NotRouter.selector, address(this)));
        hub.ccipReceive(_from(AVALANCHE, abi.encode(satellite)));
    }

    function test_It_is_a_receiver_to_CCIP() public view {
        assertTrue(hub.supportsInterface(type(IAny2EVMMessageReceiver).interfaceId));
        assertTrue(hub.supportsInterface(type(IERC165).interfaceId));
        assertFalse(hub.supportsInterface(0xffffffff));
    }

    function test_Too_little_gas_is_a_failure_that_anyone_can_execute_by_hand() public {
        vm.prank(config);
        satellite.setDeliveryGas(30_000);
        (bytes32 stakeId,) = _stakeNative(1 ether);
        assertTrue(don.deliver(avalanche, ethereum) == ExecutionState.Failure);
        assertEq(hub.rootOf(AVALANCHE, address(satellite), QLMessages.Kind.Stake, stakeId).receivedAt, 0);

        uint64 sequence = avalanche.onRamp().getExpectedNextSequenceNumber(ETHEREUM) - 1;
        assertTrue(don.manuallyExecute(avalanche, ethereum, sequence, 200_000) == ExecutionState.Success);
        assertGt(hub.rootOf(AVALANCHE, address(satellite), QLMessages.Kind.Stake, stakeId).receivedAt, 0);
    }

    function _from(uint64 selector, bytes memory sender) private pure returns (Client.Any2EVMMessage memory) {
        return Client.Any2EVMMessage("id", selector, sender, "", new Client.EVMTokenAmount[](0));
    }

    function _gasOf(bytes memory data) private returns (uint256) {
        Client.Any2EVMMessage memory message = _from(AVALANCHE, abi.encode(satellite));
        message.data = data;
        vm.prank(hub.router());
        hub.ccipReceive(message);
        return vm.lastCallGas().gasTotalUsed;
    }
}
