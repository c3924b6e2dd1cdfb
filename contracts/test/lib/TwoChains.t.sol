// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLHubTypes} from "../../src/interfaces/IQLHubTypes.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {ExecutionState} from "../ccip/CcipTypes.sol";
import {TwoChains} from "./TwoChains.sol";

/// @notice The main path over official CCIP, from lock to mint.
contract TwoChainsTest is TwoChains {
    function test_A_stake_crosses_and_is_minted() public {
        (bytes32 stakeId, QLMessages.Item memory item) = _stakeNative(3 ether);
        assertTrue(don.deliver(avalanche, ethereum) == ExecutionState.Success);

        IQLHubTypes.MintOutcome memory outcome = _mint(_entryOf(item));

        assertEq(outcome.reason, "");
        assertEq(outcome.stakeId, stakeId);
        assertEq(outcome.shares, 3 ether);
        assertEq(qavax.balanceOf(bob), 3 ether);
        assertEq(satellite.locked(NATIVE), hub.backingOf(AVALANCHE, address(satellite), NATIVE));
    }
}
