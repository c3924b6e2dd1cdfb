// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLInbox} from "../../src/interfaces/IQLInbox.sol";
import {IQLStakeHub} from "../../src/interfaces/IQLStakeHub.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {Leaves} from "../lib/Leaves.sol";

contract ExecuteMintsTest is Leaves {
    function test_An_approved_stake_is_minted_to_its_receiver() public {
        IQLStakeHub.MintEntry memory entry = _arriveStake(5 ether, 0);
        vm.expectEmit(address(hub));
        emit IQLStakeHub.Minted(entry.root, entry.root, bob, NATIVE, 5 ether, 5 ether, POLICY);
        _assertMinted(entry, 5 ether);

        assertEq(qavax.balanceOf(bob), 5 ether);
        assertEq(hub.backingOf(AVALANCHE, address(satellite), NATIVE), 5 ether);
        assertEq(hub.totalBacking(address(qavax)), 5 ether);
        assertEq(hub.sharesOutstanding(address(qavax)), 5 ether);
        assertEq(hub.rootOf(AVALANCHE, address(satellite), QLMessages.Kind.Stake, entry.root).consumed, 5 ether);
    }

    function test_A_stake_is_minted_once() public {
        IQLStakeHub.MintEntry memory entry = _arriveStake(5 ether, 0);
        _assertMinted(entry, 5 ether);

        assertEq(_mint(entry).reason, abi.encodeWithSelector(IQLInbox.LeafConsumed.selector, entry.root));
        assertEq(qavax.totalSupply(), 5 ether);
    }

    function test_Twice_in_one_batch_is_once() public {
        IQLStakeHub.MintEntry[] memory entries = new IQLStakeHub.MintEntry[](2);
        entries[0] = _arriveStake(5 ether, 0);
        entries[1] = entries[0];
        IQLStakeHub.MintOutcome[] memory outcomes = hub.executeMints(entries);

        assertEq(outcomes[0].reason, "");
        assertEq(outcomes[1].reason, abi.encodeWithSelector(IQLInbox.LeafConsumed.selector, entries[0].root));
    }

    function test_One_bad_entry_never_stops_another() public {
        IQLStakeHub.MintEntry[] memory entries = new IQLStakeHub.MintEntry[](5);
        for (uint64 i; i < 5; ++i) {
            entries[i] = _arriveStake(1 ether, i);
        }
        entries[0].root = "unknown";
        entries[1].approvals = new IQLStakeHub.Approval[](0);
        entries[2].item.amount = 2 ether;
        entries[3].item.receiver = address(0);
        vm.expectEmit(address(hub));
        emit IQLStakeHub.MintSkipped(
            hub.stakeIdOf(AVALANCHE, address(satellite), entries[0].item),
            abi.encodeWithSelector(IQLInbox.RootUnknown.selector, bytes32("unknown"))
        );
        IQLStakeHub.MintOutcome[] memory outcomes = hub.executeMints(entries);

        for (uint256 i; i < 4; ++i) {
            assertGt(outcomes[i].reason.length, 0);
        }
        assertEq(outcomes[4].shares, 1 ether);
        assertEq(qavax.totalSupply(), 1 ether);
    }

    function test_A_token_that_refuses_stops_nobody_else() public {
        IQLStakeHub.MintEntry[] memory entries = new IQLStakeHub.MintEntry[](2);
        entries[0] = _arriveForToken(address(new RefusingToken()));
        entries[1] = _arriveStake(1 ether, 0);
        IQLStakeHub.MintOutcome[] memory outcomes = hub.executeMints(entries);

        assertEq(bytes4(outcomes[0].reason), IQLStakeHub.MintFailed.selector);
        assertLt(outcomes[0].reason.length, 400, "a flood of return data is cut");
        assertFalse(hub.isConsumed(AVALANCHE, address(satellite), entries[0].root, 0), "nothing is left behind");
        assertEq(hub.backingOf(AVALANCHE, address(satellite), address(0xBAD)), 0);
        assertEq(outcomes[1].shares, 1 ether);
    }

    function test_A_token_cannot_mint_again_from_within() public {
        ReenteringToken token = new ReenteringToken();
        IQLStakeHub.MintEntry memory entry = _arriveForToken(address(token));
        IQLStakeHub.MintEntry[] memory entries = new IQLStakeHub.MintEntry[](1);
        entries[0] = entry;
        token.arm(abi.encodeCall(hub.executeMints, (entries)));
        _assertMinted(entry, 1 ether);
        assertFalse(token.succeeded());

        entry = _arriveFor(address(0xBAD), 1);
        token.arm(abi.encodeCall(hub.mintEntry, (entry)));
        _assertMinted(entry, 1 ether);
        assertFalse(token.succeeded());
    }

    function test_Nothing_mints_while_paused_and_everything_after() public {
        IQLStakeHub.MintEntry memory entry = _arriveStake(1 ether, 0);
        vm.prank(pauser);
        hub.pauseMints();
        IQLStakeHub.MintEntry[] memory entries = new IQLStakeHub.MintEntry[](1);
        entries[0] = entry;
        vm.expectRevert(IQLStakeHub.MintingPaused.selector);
        hub.executeMints(entries);

        vm.prank(dao);
        hub.unpauseMints();
        _assertMinted(entry, 1 ether);
    }

    function test_A_single_entry_is_for_the_hub_alone() public {
        IQLStakeHub.MintEntry memory entry = _arriveStake(1 ether, 0);
        vm.expectRevert(abi.encodeWithSelector(IQLStakeHub.OnlySelf.selector, address(this)));
        hub.mintEntry(entry);
    }

    function test_A_simulation_shows_the_bare_error() public {
        IQLStakeHub.MintEntry memory entry = _arriveStake(1 ether, 0);
        entry.root = "unknown";
        vm.prank(address(hub));
        vm.expectRevert(abi.encodeWithSelector(IQLInbox.RootUnknown.selector, bytes32("unknown")));
        hub.mintEntry(entry);
    }

    function test_An_empty_batch_is_nothing() public {
        assertEq(hub.executeMints(new IQLStakeHub.MintEntry[](0)).length, 0);
    }

    function test_Smaller_decimals_are_normalised() public {
        QLMessages.Item memory item = QLMessages.Item(address(usd), 7e6, bob, alice, 0, 0);
        _arriveAtHub("usd", address(satellite), QLMessages.encodeItem(QLMessages.Kind.Stake, item));
        _assertMinted(_entryOf(item), 7 ether);
        assertEq(qusd.balanceOf(bob), 7 ether);
        assertEq(hub.backingOf(AVALANCHE, address(satellite), address(usd)), 7 ether);
        assertEq(
            hub.rootOf(
                AVALANCHE, address(satellite), QLMessages.Kind.Stake, hub.stakeIdOf(AVALANCHE, address(satellite), item)
            )
            .consumed,
            7e6
        );
    }

    function test_Shares_follow_the_rate_and_never_vanish() public {
        _assertMinted(_arriveStake(1 ether, 0), 1 ether);
        _setBacking(2 ether);
        assertEq(hub.toSharesDown(address(qavax), 3 ether), 1.5 ether);
        assertEq(hub.toAssetsDown(address(qavax), 1.5 ether), 3 ether);
        _assertMinted(_arriveStake(3 ether + 1, 1), 1.5 ether);
        _assertSkipped(_arriveStake(1, 2), abi.encodeWithSelector(IQLStakeHub.ZeroShares.selector, 1));
    }

    /// @dev Backing rises only by rewards, which are not part of these contracts yet: the slot is found by its reader.
    function _setBacking(uint256 amount) private {
        vm.record();
        hub.totalBacking(address(qavax));
        (bytes32[] memory reads,) = vm.accesses(address(hub));
        vm.store(address(hub), reads[0], bytes32(amount));
        assertEq(hub.totalBacking(address(qavax)), amount);
    }

    function _arriveForToken(address token) private returns (IQLStakeHub.MintEntry memory) {
        vm.prank(dao);
        hub.listAsset(AVALANCHE, address(satellite), address(0xBAD), token, 18);
        vm.prank(config);
        hub.setMintBucket(AVALANCHE, address(satellite), address(0xBAD), CAPACITY, 0);
        return _arriveFor(address(0xBAD), 0);
    }

    function _arriveFor(address asset, uint64 nonce) private returns (IQLStakeHub.MintEntry memory) {
        QLMessages.Item memory item = QLMessages.Item(asset, 1 ether, bob, alice, nonce, 0);
        _arriveAtHub("odd", address(satellite), QLMessages.encodeItem(QLMessages.Kind.Stake, item));
        return _entryOf(item);
    }
}

/// @dev Refuses with a flood of return data.
contract RefusingToken {
    fallback() external {
        assembly {
            revert(0, 100000)
        }
    }
}

/// @dev Calls its caller back in the middle of a mint.
contract ReenteringToken {
    bytes private _data;
    bool public succeeded;

    function arm(bytes calldata data) external {
        _data = data;
    }

    function mint(address, uint256) external {
        (succeeded,) = msg.sender.call(_data);
    }
}
