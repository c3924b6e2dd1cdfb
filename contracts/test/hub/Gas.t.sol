// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLHubTypes} from "../../src/interfaces/IQLHubTypes.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {Leaves} from "../lib/Leaves.sol";
import {Meter} from "../lib/Meter.sol";
import {Client} from "@chainlink/contracts-ccip/contracts/libraries/Client.sol";

/// @notice What deliveries and mints cost; receivers are new.
contract GasTest is Leaves, Meter {
    uint256 private constant BATCH = 50;
    uint256 private constant DIRECT_LIMIT = 58_000;
    uint256 private constant LEAF_LIMIT = 59_500;
    uint256 private constant DELIVERY_LIMIT = 90_000;

    function setUp() public override {
        super.setUp();
        _mint(_arriveStake(1 ether, type(uint64).max)); // the token's and the ledger's counters are in use
    }

    function test_A_direct_stake_in_a_batch_of_50_is_cheap() public {
        IQLHubTypes.MintEntry[] memory entries = new IQLHubTypes.MintEntry[](BATCH);
        for (uint256 i; i < BATCH; ++i) {
            QLMessages.Item memory item = _leafItem(i);
            item.index = 0;
            _arriveAtHub("id", address(satellite), QLMessages.encodeItem(QLMessages.Kind.Stake, item));
            entries[i] = _entryOf(item);
        }
        assertLt(_gasPerMint("executeMints, each of 50 direct stakes", entries), DIRECT_LIMIT);
    }

    function test_A_leaf_of_1024_in_a_batch_of_50_is_cheap() public {
        (bytes32[] memory leaves,) = _arriveTree(1024, _totalOf(1024));
        IQLHubTypes.MintEntry[] memory entries = new IQLHubTypes.MintEntry[](BATCH);
        for (uint256 i; i < BATCH; ++i) {
            entries[i] = _leafEntry(leaves, i);
        }
        assertLt(_gasPerMint("executeMints, each of 50 leaves of 1,024", entries), LEAF_LIMIT);
    }

    function test_An_escape_costs_its_user_little_more_than_a_mint() public {
        IQLHubTypes.MintEntry memory entry = _arriveStake(1 ether, 0);
        entry.approvals = new IQLHubTypes.Approval[](0);
        skip(hub.escapeDelay());
        _coolHub();
        hub.escapeMint(entry);
        _keep("escapeMint", abi.encodeCall(hub.escapeMint, (entry)));
    }

    /// @dev One leaf comes in the clear, so that the hub computes the root; of 1,024 only the root comes.
    function test_Delivery_costs_no_more_for_1024_stakes_than_for_one() public {
        QLMessages.Item memory item = QLMessages.Item(NATIVE, 3 ether, bob, alice, 7, 0);
        uint256 one = _delivery("ccipReceive, one stake", QLMessages.encodeItem(QLMessages.Kind.Stake, item));
        uint256 many = _delivery(
            "ccipReceive, root of 1,024",
            QLMessages.encodeRoot(QLMessages.Kind.Stake, NATIVE, 1024, 10 ether, keccak256("root of many"))
        );
        assertLe(one, DELIVERY_LIMIT);
        assertLe(many, one);
    }

    function _delivery(string memory name, bytes memory data) private returns (uint256) {
        Client.Any2EVMMessage memory message = Client.Any2EVMMessage(
            keccak256(data), AVALANCHE, abi.encode(satellite), data, new Client.EVMTokenAmount[](0)
        );
        address router = hub.router();
        _coolHub();
        vm.prank(router);
        hub.ccipReceive(message);
        return _keep(name, abi.encodeCall(hub.ccipReceive, (message)));
    }

    function _gasPerMint(string memory name, IQLHubTypes.MintEntry[] memory entries) private returns (uint256 each) {
        _coolHub();
        IQLHubTypes.MintOutcome[] memory outcomes = hub.executeMints(entries);
        each = _transaction(abi.encodeCall(hub.executeMints, (entries))) / entries.length;
        for (uint256 i; i < outcomes.length; ++i) {
            assertEq(outcomes[i].reason, "");
        }
        _keep(name, each);
    }

    function _group() internal pure override returns (string memory) {
        return "hub";
    }
}
