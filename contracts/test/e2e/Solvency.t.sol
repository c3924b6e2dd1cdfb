// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLInbox} from "../../src/interfaces/IQLInbox.sol";
import {IQLPauses} from "../../src/interfaces/IQLPauses.sol";
import {IQLStakeHub} from "../../src/interfaces/IQLStakeHub.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {ExecutionState, MerkleRoot} from "../ccip/CcipTypes.sol";
import {Journey} from "./Journey.sol";

/// @notice However stakes, deliveries and mints interleave and fail, no coin is lost and no share unbacked.
/// The functions the fuzzer calls are this contract's own, in any order.
contract SolvencyInvariantTest is Journey {
    QLMessages.Item[] private items;
    uint256 private staked;
    uint64 private committed = FIRST_STAKE - 1;

    function setUp() public override {
        super.setUp();
        bytes4[] memory steps = new bytes4[](7);
        steps[0] = this.stakeSome.selector;
        steps[1] = this.commitAll.selector;
        steps[2] = this.executeOne.selector;
        steps[3] = this.executeByHand.selector;
        steps[4] = this.mintOne.selector;
        steps[5] = this.starveDeliveries.selector;
        steps[6] = this.waitAWhile.selector;
        targetContract(address(this));
        targetSelector(FuzzSelector(address(this), steps));
        targetSender(alice);
    }

    function stakeSome(uint96 amount) external {
        amount = uint96(bound(amount, 1, CAPACITY));
        (, QLMessages.Item memory item) = _stakeNative(amount);
        items.push(item);
        staked += amount;
    }

    function commitAll() external {
        try don.commit(avalanche, ethereum) returns (MerkleRoot memory root) {
            committed = root.maxSeqNr;
        } catch {}
    }

    function executeOne(uint64 pick) external {
        if (committed < FIRST_STAKE) return;
        don.execute(avalanche, ethereum, uint64(bound(pick, FIRST_STAKE, committed)));
    }

    function executeByHand(uint64 pick) external {
        if (committed < FIRST_STAKE) return;
        uint64 sequence = uint64(bound(pick, FIRST_STAKE, committed));
        try don.manuallyExecute(avalanche, ethereum, sequence, 300_000) returns (ExecutionState state) {
            assertTrue(state == ExecutionState.Success);
        } catch {}
    }

    function mintOne(uint256 pick) external {
        if (items.length == 0) return;
        QLMessages.Item memory item = items[pick % items.length];
        bytes32 stakeId = satellite.stakeIdOf(item);
        bool ready = _rootOf(stakeId).receivedAt != 0 && _rootOf(stakeId).consumed == 0
            && hub.bucketOf(IQLPauses.Scope.Mints, _place(NATIVE)).available >= item.amount
            && hub.sharesOutstanding(address(qavax)) + item.amount >= 1e9;

        IQLStakeHub.MintOutcome memory outcome = _mint(_directEntry(item, stakeId));

        assertEq(outcome.shares, ready ? item.amount : 0);
    }

    function starveDeliveries(bool starve) external {
        vm.prank(config);
        satellite.setDeliveryGas(starve ? 20_000 : 200_000);
    }

    function waitAWhile(uint16 time) external {
        skip(time);
    }

    /// forge-config: default.invariant.runs = 16
    /// forge-config: default.invariant.depth = 40
    function invariant_Every_locked_coin_is_in_flight_received_or_backs_a_share() public view {
        (uint256 inFlight, uint256 received) = (0, 0);
        for (uint256 i = 0; i < items.length; i++) {
            IQLInbox.ReceivedRoot memory root = _rootOf(satellite.stakeIdOf(items[i]));
            if (root.receivedAt == 0) inFlight += items[i].amount;
            else received += root.total - root.consumed;
        }

        uint256 backing = hub.backingOf(AVALANCHE, address(satellite), NATIVE);
        assertEq(satellite.locked(NATIVE), staked);
        assertEq(satellite.locked(NATIVE), inFlight + received + backing);
        assertEq(hub.totalBacking(address(qavax)), backing);
        assertEq(hub.sharesOutstanding(address(qavax)), qavax.totalSupply());
        assertLe(hub.toAssetsDown(address(qavax), qavax.totalSupply()), backing);
        assertEq(address(satellite).balance, satellite.locked(NATIVE) + satellite.accruedFees(NATIVE));
        assertEq(avalanche.wrappedNative().balanceOf(address(satellite)), satellite.floatBalance());
    }
}
