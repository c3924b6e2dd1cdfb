// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLStakeHub} from "../../src/interfaces/IQLStakeHub.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {Leaves} from "../lib/Leaves.sol";

/// @notice What a mint costs its executor, as a transaction of its own: base and calldata included, storage cold, receivers new.
contract GasTest is Leaves {
    uint256 private constant BATCH = 50;
    uint256 private constant DIRECT_LIMIT = 58_000;
    uint256 private constant LEAF_LIMIT = 65_000;

    function test_A_direct_stake_in_a_batch_of_50_is_cheap() public {
        IQLStakeHub.MintEntry[] memory entries = new IQLStakeHub.MintEntry[](BATCH);
        for (uint256 i; i < BATCH; ++i) {
            QLMessages.Item memory item = _leafItem(i);
            item.index = 0;
            _arriveAtHub("id", address(satellite), QLMessages.encodeItem(QLMessages.Kind.Stake, item));
            entries[i] = _entryOf(item);
        }
        assertLt(_gasPerMint(entries), DIRECT_LIMIT);
    }

    function test_A_leaf_of_1024_in_a_batch_of_50_is_cheap() public {
        (bytes32[] memory leaves,) = _arriveTree(1024, _totalOf(1024));
        IQLStakeHub.MintEntry[] memory entries = new IQLStakeHub.MintEntry[](BATCH);
        for (uint256 i; i < BATCH; ++i) {
            entries[i] = _leafEntry(leaves, i);
        }
        assertLt(_gasPerMint(entries), LEAF_LIMIT);
    }

    function _gasPerMint(IQLStakeHub.MintEntry[] memory entries) private returns (uint256 each) {
        _mint(_arriveStake(1 ether, type(uint64).max)); // the token's and the ledger's counters are in use
        vm.cool(address(hub));
        vm.cool(address(qavax));
        IQLStakeHub.MintOutcome[] memory outcomes = hub.executeMints(entries);
        uint256 used = vm.lastCallGas().gasTotalUsed;
        for (uint256 i; i < outcomes.length; ++i) {
            assertEq(outcomes[i].reason, "");
        }
        each = (21_000 + _calldataGas(abi.encodeCall(hub.executeMints, (entries))) + used) / entries.length;
        emit log_named_uint("gas per mint", each);
    }

    /// @dev EIP-2028: 16 a byte, 4 where it is zero.
    function _calldataGas(bytes memory data) private pure returns (uint256 gas) {
        for (uint256 i; i < data.length; ++i) {
            gas += data[i] == 0 ? 4 : 16;
        }
    }
}
