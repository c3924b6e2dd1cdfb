// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLHubTypes} from "../../src/interfaces/IQLHubTypes.sol";
import {IQLPauses} from "../../src/interfaces/IQLPauses.sol";
import {Leaves} from "../lib/Leaves.sol";

/// @notice Where assets or shares would outgrow their 128 bits: refused by name, never cut.
contract BooksFullTest is Leaves {
    uint256 private constant MOST = type(uint128).max;

    function setUp() public override {
        super.setUp();
        vm.prank(config);
        hub.setLimits(IQLPauses.Scope.Mints, _place(NATIVE), _wide());
        skip(1); // what refills in a second is all of it
        _assertMinted(_arriveStake(MOST - 1 ether, 0), MOST - 1 ether);
        skip(1);
    }

    function test_A_stake_that_does_not_fit_waits_for_a_redemption() public {
        IQLHubTypes.MintEntry memory entry = _arriveStake(1 ether + 1, 1);
        _assertSkipped(
            entry, abi.encodeWithSelector(IQLHubTypes.BooksFull.selector, uint256(1 ether + 1), uint256(1 ether + 1))
        );
        assertEq(qavax.totalSupply(), MOST - 1 ether);
        assertEq(hub.totalBacking(address(qavax)), MOST - 1 ether);
    }

    function test_The_last_unit_fits() public {
        _assertMinted(_arriveStake(1 ether, 1), 1 ether);
        assertEq(hub.sharesOutstanding(address(qavax)), MOST);
        assertEq(hub.totalBacking(address(qavax)), MOST);
    }

    function test_Rewards_that_do_not_fit_are_refused() public {
        IQLHubTypes.MintEntry memory entry = _arriveRewards(1 ether + 1, 1);
        vm.expectRevert(abi.encodeWithSelector(IQLHubTypes.BooksFull.selector, uint256(1 ether + 1), 0));
        hub.creditRewards(entry);
        hub.creditRewards(_arriveRewards(1 ether, 2));
        assertEq(hub.totalBacking(address(qavax)), MOST);
    }
}
