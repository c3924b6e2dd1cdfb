// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLHubTypes} from "../../src/interfaces/IQLHubTypes.sol";
import {IQLPauses} from "../../src/interfaces/IQLPauses.sol";
import {IQLSatellitePayouts} from "../../src/interfaces/IQLSatellitePayouts.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {ExecutionState} from "../ccip/CcipTypes.sol";
import {LayeredTree} from "../lib/LayeredTree.sol";
import {Arena} from "./Arena.sol";

/// @notice All services, all guards and the DAO are gone, after one key of each kind did its worst. CCIP still commits, and nobody
/// executes. Each stake ends, minted or refunded, each share is redeemed, by what users do themselves, over CCIP.
contract VanishedTest is Arena {
    QLMessages.Item[] private direct;
    QLMessages.Item[] private queued;
    bytes32[] private leaves;

    function setUp() public override {
        super.setUp();
        vm.prank(dao);
        hub.setGuards(_guardAddresses(), 2);
        vm.prank(config);
        satellite.setDeliveryGas(20_000); // deliveries fail for want of gas, and nobody is there to raise it
        for (uint256 i; i < 3; ++i) {
            (, QLMessages.Item memory item) = _stakeNative((i + 1) * 10 ether);
            direct.push(item);
        }
        for (uint32 i; i < 3; ++i) {
            _queueStake(5 ether, i);
        }
        _tightenEverythingOnce();
    }

    function test_Every_stake_ends_minted_or_refunded() public {
        _flushByAnybody();
        don.commit(avalanche, ethereum);
        skip(avalanche.PERMISSIONLESS_EXECUTION_AFTER() + 1);
        for (uint64 sequence = 2; sequence <= 5; ++sequence) {
            assertTrue(don.manuallyExecute(avalanche, ethereum, sequence, 300_000) == ExecutionState.Success);
        }

        skip(8 days); // pauses and holds lapse, the guards stay silent
        for (uint256 i; i < 2; ++i) {
            hub.escapeMint(_directEntry(i));
        }
        hub.escapeMint(_queuedEntry(0));
        assertEq(qavax.balanceOf(bob), 35 ether);

        skip(hub.refundDelay());
        hub.escapeRefund(_directEntry(2));
        hub.escapeRefund(_queuedEntry(1));
        hub.escapeRefund(_queuedEntry(2));
        _payRefunds();

        _redeemAll();
        assertEq(satellite.locked(NATIVE), 0);
        assertEq(hub.totalBacking(address(qavax)), 0);
        assertEq(qavax.totalSupply(), 0);
    }

    function test_And_where_CCIP_is_gone_as_well_what_was_only_queued_comes_back() public {
        avalanche.curseLane(ETHEREUM);
        vm.deal(alice, 2 ether);
        vm.prank(alice, alice);
        satellite.markStuck{value: 1 ether}(ETHEREUM, address(hub), NATIVE);
        skip(8 days);
        vm.prank(alice, alice);
        bytes32 root = satellite.abandon{value: 1 ether}(ETHEREUM, address(hub), NATIVE);
        assertEq(root, LayeredTree.root(leaves));

        uint256 before = alice.balance;
        for (uint256 i; i < 3; ++i) {
            satellite.repay(IQLSatellitePayouts.SentEntry(root, queued[i], LayeredTree.proof(leaves, i)));
        }
        assertEq(alice.balance - before, 15 ether);
        assertEq(satellite.locked(NATIVE), 60 ether);
    }

    function _queueStake(uint256 amount, uint32 index) private {
        QLMessages.Item memory item = QLMessages.Item(NATIVE, amount, bob, alice, satellite.nextNonce(), index);
        queued.push(item);
        leaves.push(satellite.stakeIdOf(item));
        vm.deal(alice, amount);
        vm.prank(alice);
        satellite.queue{value: amount}(NATIVE, amount, bob, alice, 0);
    }

    /// @dev What each key can do by itself, all of it on the last day.
    function _tightenEverythingOnce() private {
        vm.startPrank(pauser);
        satellite.pause(IQLPauses.Scope.Stakes);
        satellite.pause(IQLPauses.Scope.Releases);
        satellite.lowerPayoutLimits(NATIVE, _limits(0, 0));
        hub.pause(IQLPauses.Scope.Mints);
        hub.pause(IQLPauses.Scope.Redemptions);
        hub.lowerLimits(IQLPauses.Scope.Mints, _place(NATIVE), _limits(0, 0));
        vm.stopPrank();
        vm.prank(guardian);
        satellite.hold(keccak256(abi.encode(ETHEREUM, address(hub))));
        vm.prank(guards[0].addr);
        hub.hold(keccak256(abi.encode(AVALANCHE, address(satellite))));
    }

    function _flushByAnybody() private {
        (, uint256 fee) = satellite.quoteFlush(ETHEREUM, address(hub), NATIVE);
        hoax(mallory, fee);
        satellite.flush{value: fee}(ETHEREUM, address(hub), NATIVE);
    }

    function _payRefunds() private {
        bytes32[] memory refunds = new bytes32[](3);
        QLMessages.Item[] memory items = new QLMessages.Item[](3);
        for (uint32 i; i < 3; ++i) {
            QLMessages.Item memory staked = i == 0 ? direct[2] : queued[i];
            items[i] = QLMessages.Item(NATIVE, staked.amount, alice, alice, staked.nonce, i);
            refunds[i] = _leafBack(QLMessages.Kind.Refund, items[i]);
        }
        hoax(mallory, 1 ether);
        (bytes32 root,) = hub.flushRefunds{value: 1 ether}(AVALANCHE, address(satellite), NATIVE);
        assertEq(root, LayeredTree.root(refunds));
        _executeByHand(2);
        uint256 before = alice.balance;
        for (uint256 i; i < 3; ++i) {
            satellite.releaseRefund(
                _entryBack(root, items[i], LayeredTree.proof(refunds, i)), i == 0 ? _directSent(2) : _queuedSent(i)
            );
        }
        assertEq(alice.balance - before, 40 ether);
    }

    function _redeemAll() private {
        vm.deal(bob, 1 ether);
        QLMessages.Item memory item = QLMessages.Item(NATIVE, 35 ether, bob, bob, hub.nextNonce(), 0);
        vm.startPrank(bob);
        qavax.approve(address(hub), 35 ether);
        (bytes32 leaf,) =
            hub.redeem{value: 1 ether}(address(qavax), 35 ether, AVALANCHE, address(satellite), NATIVE, bob, 35 ether);
        vm.stopPrank();
        _executeByHand(3);
        uint256 before = bob.balance;
        satellite.release(_entryBack(leaf, item, new bytes32[](0)));
        assertEq(bob.balance - before, 35 ether);
    }

    /// @dev The hub's lane; its first message was the Hello.
    function _executeByHand(uint64 sequence) private {
        don.commit(ethereum, avalanche);
        skip(avalanche.PERMISSIONLESS_EXECUTION_AFTER() + 1);
        assertTrue(don.manuallyExecute(ethereum, avalanche, sequence, 300_000) == ExecutionState.Success);
    }

    function _directEntry(uint256 i) private view returns (IQLHubTypes.MintEntry memory) {
        bytes32 id = satellite.stakeIdOf(direct[i]);
        return _unapproved(id, direct[i], new bytes32[](0));
    }

    function _queuedEntry(uint256 i) private view returns (IQLHubTypes.MintEntry memory) {
        return _unapproved(LayeredTree.root(leaves), queued[i], LayeredTree.proof(leaves, i));
    }

    function _directSent(uint256 i) private view returns (IQLSatellitePayouts.SentEntry memory) {
        return _sentEntry(direct[i]);
    }

    function _queuedSent(uint256 i) private view returns (IQLSatellitePayouts.SentEntry memory) {
        return IQLSatellitePayouts.SentEntry(LayeredTree.root(leaves), queued[i], LayeredTree.proof(leaves, i));
    }

    function _unapproved(bytes32 root, QLMessages.Item memory item, bytes32[] memory proof)
        private
        view
        returns (IQLHubTypes.MintEntry memory)
    {
        return IQLHubTypes.MintEntry(AVALANCHE, address(satellite), root, item, proof, new IQLHubTypes.Approval[](0));
    }
}
