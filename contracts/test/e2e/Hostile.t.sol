// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLStakeHub} from "../../src/QLStakeHub.sol";
import {IQLEndpoint} from "../../src/interfaces/IQLEndpoint.sol";
import {IQLHubTypes} from "../../src/interfaces/IQLHubTypes.sol";
import {IQLInbox} from "../../src/interfaces/IQLInbox.sol";
import {IQLSatelliteTypes} from "../../src/interfaces/IQLSatelliteTypes.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {CcipChain} from "../ccip/CcipChain.sol";
import {ExecutionState} from "../ccip/CcipTypes.sol";
import {GreedyStaker, ReenteringToken} from "./Intruders.sol";
import {Journey} from "./Journey.sol";
import {Client} from "@chainlink/contracts-ccip/contracts/libraries/Client.sol";

/// @notice What somebody with nothing to lose would try.
contract HostileJourneyTest is Journey {
    uint256 private constant HALF_ORDER = 0x7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0;

    function test_The_returned_excess_opens_no_way_back_in() public {
        GreedyStaker thief = new GreedyStaker(satellite);
        uint256 fee = satellite.quoteStake(alice, NATIVE, 1 ether, bob, address(0), NATIVE).total;
        vm.deal(address(thief), 10 ether);

        thief.stakeWithExcess(1 ether, 3 ether, bob);

        assertEq(thief.refusals(), 3);
        assertEq(address(thief).balance, 9 ether - fee);
        assertEq(satellite.locked(NATIVE), 1 ether);
        assertEq(address(satellite).balance, 1 ether);
    }

    function test_A_token_that_calls_back_while_it_is_pulled_locks_once() public {
        ReenteringToken token = new ReenteringToken(satellite);
        vm.prank(dao);
        satellite.listAsset(address(token), _wide(), _wide());
        uint256 fee = satellite.quoteStake(alice, address(token), 1 ether, bob, address(0), NATIVE).total;
        token.mint(alice, 2 ether);
        vm.deal(address(token), fee);
        vm.deal(alice, fee);
        vm.startPrank(alice);
        token.approve(address(satellite), 2 ether);

        satellite.stake{value: fee}(address(token), 1 ether, bob, address(0), NATIVE, fee);

        assertTrue(token.wasRefused());
        assertEq(satellite.locked(address(token)), 1 ether);
        assertEq(token.balanceOf(address(satellite)), 1 ether);
    }

    function test_Gifts_change_no_counter_and_no_charge() public {
        uint256 quoted = satellite.quoteStake(alice, NATIVE, 1 ether, bob, address(0), NATIVE).total;
        (uint256 float, uint256 coins) = (satellite.floatBalance(), address(satellite).balance);
        vm.deal(address(satellite), coins + 5 ether);
        avalanche.wrappedNative().deposit{value: 2 ether}();
        avalanche.wrappedNative().transfer(address(satellite), 2 ether);

        _stake(1 ether);

        assertEq(alice.balance, 0);
        assertEq(satellite.quoteStake(alice, NATIVE, 1 ether, bob, address(0), NATIVE).total, quoted);
        assertEq(satellite.locked(NATIVE), 1 ether);
        assertEq(satellite.floatBalance(), float);
        assertEq(address(satellite).balance, coins + 6 ether);
    }

    function test_A_gift_by_plain_transfer_is_refused() public {
        (bool taken,) = address(satellite).call{value: 1 ether}("");

        assertFalse(taken);
    }

    function test_An_offer_too_low_says_what_is_needed() public {
        uint256 float = satellite.floatBalance();
        vm.prank(dao);
        satellite.withdrawFloat(dao, float);
        uint256 fee = satellite.quoteStake(alice, NATIVE, 1 ether, bob, address(0), NATIVE).total;

        hoax(alice);
        vm.expectRevert(abi.encodeWithSelector(IQLEndpoint.ValueTooLow.selector, fee - 1, fee));
        satellite.stake{value: 1 ether + fee - 1}(NATIVE, 1 ether, bob, address(0), NATIVE, fee);
    }

    function test_A_charge_above_what_the_staker_allowed_is_refused() public {
        uint256 fee = satellite.quoteStake(alice, NATIVE, 1 ether, bob, address(0), NATIVE).total;

        hoax(alice);
        vm.expectRevert(abi.encodeWithSelector(IQLSatelliteTypes.FeeAboveMax.selector, fee, fee - 1));
        satellite.stake{value: 2 ether}(NATIVE, 1 ether, bob, address(0), NATIVE, fee - 1);
    }

    /// @dev A contract may be placed at the satellite's address on another chain.
    function test_The_satellites_address_on_another_chain_is_a_stranger() public {
        CcipChain arbitrum = new CcipChain(ARBITRUM);
        arbitrum.connect(ethereum);
        ethereum.connect(arbitrum);
        QLMessages.Item memory item = QLMessages.Item(NATIVE, 100 ether, alice, alice, 0, 0);

        _sendToHub(arbitrum, address(satellite), QLMessages.encodeItem(QLMessages.Kind.Stake, item));

        assertTrue(don.deliver(arbitrum, ethereum) == ExecutionState.Failure);
    }

    function test_A_known_peers_nonsense_is_delivered_and_ignored() public {
        QLMessages.Item memory item = QLMessages.Item(NATIVE, 1 ether, alice, alice, 0, 0);
        bytes[] memory nonsense = new bytes[](7);
        nonsense[0] = "";
        nonsense[1] = hex"01";
        nonsense[2] = abi.encode(uint256(2), QLMessages.Kind.Stake, NATIVE, 2, 1 ether, bytes32("root"));
        nonsense[3] = abi.encode(uint256(1), uint256(6), NATIVE, 2, 1 ether, bytes32("root"));
        nonsense[4] = abi.encode(uint256(1), QLMessages.Kind.Stake, type(uint256).max, 2, 1 ether, bytes32("root"));
        nonsense[5] = QLMessages.encodeRoot(QLMessages.Kind.Stake, NATIVE, type(uint32).max, 1 ether, bytes32("root"));
        nonsense[6] = QLMessages.encodeItem(QLMessages.Kind.Release, item);

        for (uint256 i = 0; i < nonsense.length; i++) {
            _sendToHub(avalanche, address(satellite), nonsense[i]);
            assertTrue(_deliver() == ExecutionState.Success);
            assertEq(journal.all(address(hub), IQLEndpoint.MessageIgnored.selector).length, i + 1);
        }
        assertEq(journal.all(address(hub), IQLInbox.RootReceived.selector).length, 0);
    }

    function test_Nobody_but_the_Router_delivers() public {
        Client.Any2EVMMessage memory message =
            Client.Any2EVMMessage(bytes32("id"), AVALANCHE, abi.encode(satellite), "", new Client.EVMTokenAmount[](0));

        vm.expectRevert(abi.encodeWithSelector(IQLEndpoint.NotRouter.selector, address(this)));
        hub.ccipReceive(message);
    }

    function test_One_guardian_does_not_count_twice() public {
        _stake(1 ether);
        _deliver();
        IQLHubTypes.MintEntry memory entry = _lastEntry();
        IQLHubTypes.Approval memory mirrored = entry.approvals[0];
        entry.approvals[1] = entry.approvals[0];
        assertEq(_mint(entry).reason, abi.encodeWithSelector(IQLHubTypes.NotEnoughApprovals.selector, 1, 2));

        // the same signature in its other form: s' = n - s
        (mirrored.v, mirrored.s) = (mirrored.v == 27 ? 28 : 27, bytes32(2 * HALF_ORDER + 1 - uint256(mirrored.s)));
        entry.approvals[1] = mirrored;
        assertEq(_mint(entry).shares, 0);
        assertEq(qavax.totalSupply(), 0);
    }

    function test_An_approval_for_another_hub_is_worth_nothing_here() public {
        bytes32 stakeId = _stake(1 ether);
        _deliver();
        IQLHubTypes.MintEntry memory entry = _lastEntry();
        QLStakeHub twin = new QLStakeHub(hub.authority(), address(ethereum.router()), ETHEREUM);
        uint64 expires = uint64(block.timestamp + 1 minutes);
        bytes32 digest = twin.hashApproval(stakeId, stakeId, expires, POLICY);
        for (uint256 i = 0; i < 2; i++) {
            (uint8 v, bytes32 r, bytes32 s) = vm.sign(guards[i], digest);
            entry.approvals[i] = IQLHubTypes.Approval(expires, POLICY, v, r, s);
        }

        assertEq(_mint(entry).shares, 0);
    }

    function test_Whoever_executes_an_approved_mint_the_receiver_gets_it() public {
        _stake(1 ether);
        _deliver();
        IQLHubTypes.MintEntry memory entry = _lastEntry();

        vm.prank(makeAddr("front runner"));
        _mint(entry);

        assertEq(qavax.balanceOf(bob), 1 ether);
    }

    /// @dev An empty reason means minted, whatever gas the executor sent: no caller can have a leaf consumed for nothing.
    function testFuzz_Any_amount_of_gas_mints_or_leaves_the_leaf(uint256 gasLimit) public {
        bytes32 stakeId = _stake(1 ether);
        _deliver();
        IQLHubTypes.MintEntry[] memory entries = new IQLHubTypes.MintEntry[](1);
        entries[0] = _lastEntry();

        try hub.executeMints{gas: bound(gasLimit, 50_000, 400_000)}(entries) returns (
            IQLHubTypes.MintOutcome[] memory outcomes
        ) {
            assertEq(outcomes[0].shares == 0, outcomes[0].reason.length != 0);
        } catch {}

        assertEq(_rootOf(stakeId).consumed, qavax.balanceOf(bob));
        hub.executeMints(entries);
        assertEq(qavax.balanceOf(bob), 1 ether);
    }

    function test_A_guardian_who_was_removed_approves_no_more() public {
        _stake(1 ether);
        _deliver();
        IQLHubTypes.MintEntry memory entry = _lastEntry();
        address[] memory others = new address[](2);
        (others[0], others[1]) = (guards[1].addr, guards[2].addr);
        vm.prank(dao);
        hub.setGuards(others, 2);

        assertEq(_mint(entry).reason, abi.encodeWithSelector(IQLHubTypes.NotEnoughApprovals.selector, 1, 2));
    }
}
