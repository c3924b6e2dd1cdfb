// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLHubTypes} from "../../src/interfaces/IQLHubTypes.sol";
import {IQLInbox} from "../../src/interfaces/IQLInbox.sol";
import {IQLPauses} from "../../src/interfaces/IQLPauses.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {Leaves} from "../lib/Leaves.sol";

contract ExecuteMintsTest is Leaves {
    function test_An_approved_stake_is_minted_to_its_receiver() public {
        IQLHubTypes.MintEntry memory entry = _arriveStake(5 ether, 0);
        vm.expectEmit(address(hub));
        emit IQLHubTypes.Minted(entry.root, entry.root, bob, NATIVE, 5 ether, 5 ether, POLICY);
        _assertMinted(entry, 5 ether);

        assertEq(qavax.balanceOf(bob), 5 ether);
        assertEq(hub.backingOf(AVALANCHE, address(satellite), NATIVE), 5 ether);
        assertEq(hub.totalBacking(address(qavax)), 5 ether);
        assertEq(hub.sharesOutstanding(address(qavax)), 5 ether);
        assertEq(hub.rootOf(AVALANCHE, address(satellite), QLMessages.Kind.Stake, entry.root).consumed, 5 ether);
    }

    function test_A_stake_is_minted_once() public {
        IQLHubTypes.MintEntry memory entry = _arriveStake(5 ether, 0);
        _assertMinted(entry, 5 ether);

        assertEq(_mint(entry).reason, abi.encodeWithSelector(IQLInbox.LeafConsumed.selector, entry.root));
        assertEq(qavax.totalSupply(), 5 ether);
    }

    function test_Twice_in_one_batch_is_once() public {
        IQLHubTypes.MintEntry[] memory entries = new IQLHubTypes.MintEntry[](2);
        entries[0] = _arriveStake(5 ether, 0);
        entries[1] = entries[0];
        IQLHubTypes.MintOutcome[] memory outcomes = hub.executeMints(entries);

        assertEq(outcomes[0].reason, "");
        assertEq(outcomes[1].reason, abi.encodeWithSelector(IQLInbox.LeafConsumed.selector, entries[0].root));
    }

    function test_One_bad_entry_never_stops_another() public {
        IQLHubTypes.MintEntry[] memory entries = new IQLHubTypes.MintEntry[](5);
        for (uint64 i; i < 5; ++i) {
            entries[i] = _arriveStake(1 ether, i);
        }
        entries[0].root = "unknown";
        entries[1].approvals = new IQLHubTypes.Approval[](0);
        entries[2].item.amount = 2 ether;
        entries[3].item.receiver = address(0);
        vm.expectEmit(address(hub));
        emit IQLHubTypes.MintSkipped(
            hub.stakeIdOf(AVALANCHE, address(satellite), entries[0].item),
            abi.encodeWithSelector(IQLInbox.RootUnknown.selector, bytes32("unknown"))
        );
        IQLHubTypes.MintOutcome[] memory outcomes = hub.executeMints(entries);

        for (uint256 i; i < 4; ++i) {
            assertGt(outcomes[i].reason.length, 0);
        }
        assertEq(outcomes[4].shares, 1 ether);
        assertEq(qavax.totalSupply(), 1 ether);
    }

    function test_A_token_that_refuses_stops_nobody_else() public {
        IQLHubTypes.MintEntry[] memory entries = new IQLHubTypes.MintEntry[](2);
        entries[0] = _arriveForToken(address(new RefusingToken()));
        entries[1] = _arriveStake(1 ether, 0);
        IQLHubTypes.MintOutcome[] memory outcomes = hub.executeMints(entries);

        assertEq(bytes4(outcomes[0].reason), IQLHubTypes.MintFailed.selector);
        assertLt(outcomes[0].reason.length, 400, "a flood of return data is cut");
        assertFalse(hub.isConsumed(AVALANCHE, address(satellite), entries[0].root, 0), "nothing is left behind");
        assertEq(hub.backingOf(AVALANCHE, address(satellite), address(0xBAD)), 0);
        assertEq(outcomes[1].shares, 1 ether);
    }

    function test_A_token_cannot_mint_again_from_within() public {
        ReenteringToken token = new ReenteringToken();
        IQLHubTypes.MintEntry memory entry = _arriveForToken(address(token));
        IQLHubTypes.MintEntry[] memory entries = new IQLHubTypes.MintEntry[](1);
        entries[0] = entry;
        token.arm(abi.encodeCall(hub.executeMints, (entries)));
        _assertMinted(entry, 1 ether);
        assertFalse(token.succeeded());
    }

    function test_Nothing_mints_while_paused_and_everything_after() public {
        IQLHubTypes.MintEntry memory entry = _arriveStake(1 ether, 0);
        vm.prank(pauser);
        hub.pause(IQLPauses.Scope.Mints);
        IQLHubTypes.MintEntry[] memory entries = new IQLHubTypes.MintEntry[](1);
        entries[0] = entry;
        vm.expectRevert(
            abi.encodeWithSelector(IQLPauses.Paused.selector, IQLPauses.Scope.Mints, uint64(block.timestamp + 7 days))
        );
        hub.executeMints(entries);

        vm.prank(dao);
        hub.unpause(IQLPauses.Scope.Mints);
        _assertMinted(entry, 1 ether);
    }

    function test_An_empty_batch_is_nothing() public {
        assertEq(hub.executeMints(new IQLHubTypes.MintEntry[](0)).length, 0);
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

    function test_Fewer_shares_than_the_least_are_not_minted() public {
        _assertSkipped(
            _arriveStake(1e9 - 1, 0), abi.encodeWithSelector(IQLHubTypes.TooFewShares.selector, 1e9 - 1, 1e9)
        );
        _assertMinted(_arriveStake(1e9, 1), 1e9);
        _assertMinted(_arriveStake(1, 2), 1);
    }

    function test_An_approved_batch_is_a_sign_of_life_even_where_nothing_mints() public {
        skip(100);
        assertEq(hub.lastQuorumAt(), 0);
        IQLHubTypes.MintEntry memory entry = _arriveStake(1 ether, 0);
        entry.approvals = new IQLHubTypes.Approval[](0);
        _mint(entry);
        assertEq(hub.lastQuorumAt(), 0);

        _mint(_arriveStake(uint256(CAPACITY) + 1, 1));
        assertEq(hub.lastQuorumAt(), block.timestamp);
    }

    function test_One_approved_entry_is_a_sign_of_life_wherever_it_stands() public {
        for (uint256 place; place < 3; ++place) {
            skip(100);
            IQLHubTypes.MintEntry[] memory entries = new IQLHubTypes.MintEntry[](3);
            for (uint256 i; i < 3; ++i) {
                entries[i] = _arriveStake(1 ether, uint64(place * 3 + i));
                if (i != place) entries[i].approvals = new IQLHubTypes.Approval[](0);
            }
            hub.executeMints(entries);
            assertEq(hub.lastQuorumAt(), block.timestamp);
        }
    }

    function test_Listings_may_take_turns_in_a_batch() public {
        IQLHubTypes.MintEntry[] memory entries = new IQLHubTypes.MintEntry[](6);
        for (uint64 i; i < 6; ++i) {
            QLMessages.Item memory item =
                QLMessages.Item(i % 2 == 0 ? NATIVE : address(usd), (i + 1) * 1e10, bob, alice, i, 0);
            _arriveAtHub("id", address(satellite), QLMessages.encodeItem(QLMessages.Kind.Stake, item));
            entries[i] = _entryOf(item);
        }
        IQLHubTypes.MintOutcome[] memory outcomes = hub.executeMints(entries);

        for (uint256 i; i < 6; ++i) {
            assertEq(outcomes[i].reason, "");
        }
        assertEq(hub.sharesOutstanding(address(qavax)), 9e10);
        assertEq(hub.backingOf(AVALANCHE, address(satellite), NATIVE), 9e10);
        assertEq(hub.totalBacking(address(qusd)), 12e22);
        assertEq(qusd.totalSupply(), 12e22);
        assertEq(hub.bucketOf(IQLPauses.Scope.Mints, _place(NATIVE)).available, CAPACITY - 9e10);
    }

    function test_A_wait_in_mid_batch_keeps_what_was_minted_before() public {
        vm.prank(config);
        hub.setLimits(IQLPauses.Scope.Mints, _place(NATIVE), _limits(3 ether, 1 ether));
        IQLHubTypes.MintEntry[] memory entries = new IQLHubTypes.MintEntry[](3);
        entries[0] = _arriveStake(2 ether, 0);
        entries[1] = _arriveStake(2 ether, 1);
        entries[2] = _arriveStake(1 ether, 2);
        IQLHubTypes.MintOutcome[] memory outcomes = hub.executeMints(entries);

        assertEq(
            outcomes[1].reason,
            abi.encodeWithSelector(IQLHubTypes.BucketExceeded.selector, 1 ether, block.timestamp + 1)
        );
        assertEq(outcomes[2].shares, 1 ether);
        assertEq(hub.totalBacking(address(qavax)), 3 ether);
        assertEq(qavax.totalSupply(), 3 ether);
    }

    function testFuzz_No_amount_stops_the_batch(uint128 amount) public {
        amount = uint128(bound(amount, 1, type(uint128).max));
        vm.prank(config);
        hub.setLimits(IQLPauses.Scope.Mints, _place(address(usd)), _limits(type(uint128).max, 0));
        QLMessages.Item memory item = QLMessages.Item(address(usd), amount, bob, alice, 0, 0);
        _arriveAtHub("usd", address(satellite), QLMessages.encodeItem(QLMessages.Kind.Stake, item));
        IQLHubTypes.MintEntry[] memory entries = new IQLHubTypes.MintEntry[](2);
        entries[0] = _entryOf(item);
        entries[1] = _arriveStake(1 ether, 1);
        IQLHubTypes.MintOutcome[] memory outcomes = hub.executeMints(entries);

        assertEq(outcomes[0].reason.length == 0, outcomes[0].shares != 0);
        assertEq(outcomes[1].shares, 1 ether);
    }

    function _arriveForToken(address token) private returns (IQLHubTypes.MintEntry memory) {
        vm.prank(dao);
        hub.listAsset(AVALANCHE, address(satellite), address(0xBAD), token, 18);
        vm.prank(config);
        hub.setLimits(IQLPauses.Scope.Mints, _place(address(0xBAD)), _limits(CAPACITY, 0));
        return _arriveFor(address(0xBAD), 0);
    }

    function _arriveFor(address asset, uint64 nonce) private returns (IQLHubTypes.MintEntry memory) {
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
