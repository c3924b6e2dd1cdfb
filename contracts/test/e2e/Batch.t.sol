// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLHubTypes} from "../../src/interfaces/IQLHubTypes.sol";
import {IQLInbox} from "../../src/interfaces/IQLInbox.sol";
import {IQLPauses} from "../../src/interfaces/IQLPauses.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {ExecutionState} from "../ccip/CcipTypes.sol";
import {Journey} from "./Journey.sol";
import {Hashes} from "@openzeppelin/contracts/utils/cryptography/Hashes.sol";

/// @notice One message, many stakes: the hub reads roots of n leaves although satellites send single stakes so far.
/// The peer is an account of the test, the tree is built here, apart from the contracts' own code.
contract BatchJourneyTest is Journey {
    address private peer = makeAddr("satellite that batches");

    function setUp() public override {
        super.setUp();
        vm.startPrank(dao);
        hub.listPeer(AVALANCHE, peer);
        hub.listAsset(AVALANCHE, peer, NATIVE, address(qavax), 18);
        vm.stopPrank();
        vm.prank(config);
        hub.setLimits(IQLPauses.Scope.Mints, IQLHubTypes.Place(AVALANCHE, peer, NATIVE), _limits(CAPACITY, 0));
    }

    function test_Every_leaf_of_an_uneven_tree_is_minted_in_one_transaction() public {
        for (uint256 count = 2; count <= 13; count++) {
            uint256 minted = qavax.totalSupply();
            IQLHubTypes.MintEntry[] memory entries = _send(count, count * 1 ether);

            IQLHubTypes.MintOutcome[] memory outcomes = hub.executeMints(entries);

            for (uint256 i = 0; i < count; i++) {
                assertEq(outcomes[i].reason, "");
            }
            assertEq(qavax.totalSupply() - minted, count * 1 ether);
        }
    }

    function test_A_thousand_leaves_cost_one_message() public {
        IQLHubTypes.MintEntry[] memory entries = _send(1000, 1000 ether);

        assertEq(_mint(entries[999]).shares, 1 ether);
        assertEq(_mint(entries[0]).shares, 1 ether);
        assertEq(_received(entries[0].root).consumed, 2 ether);
    }

    function test_Leaves_worth_more_than_their_root_are_minted_until_it_is_used_up() public {
        IQLHubTypes.MintEntry[] memory entries = _send(3, 2 ether);

        IQLHubTypes.MintOutcome[] memory outcomes = hub.executeMints(entries);

        assertEq(outcomes[0].shares + outcomes[1].shares, 2 ether);
        assertEq(outcomes[2].reason, abi.encodeWithSelector(IQLInbox.RootTotalExceeded.selector, 1 ether, 0));
        assertEq(qavax.totalSupply(), 2 ether);
    }

    function test_One_bad_entry_never_stops_another() public {
        IQLHubTypes.MintEntry[] memory entries = _send(6, 6 ether);
        entries[1].proof = entries[0].proof;
        entries[2].approvals = _approvals(_idOf(entries[2].item), entries[2].root, 1);
        entries[3] = entries[0];
        entries[4].item.amount = 100 ether;

        IQLHubTypes.MintOutcome[] memory outcomes = hub.executeMints(entries);

        assertEq(outcomes[0].shares, 1 ether);
        assertEq(bytes4(outcomes[1].reason), IQLInbox.InvalidProof.selector);
        assertEq(outcomes[2].reason, abi.encodeWithSelector(IQLHubTypes.NotEnoughApprovals.selector, 1, 2));
        assertEq(outcomes[3].reason, abi.encodeWithSelector(IQLInbox.LeafConsumed.selector, outcomes[0].stakeId));
        assertEq(bytes4(outcomes[4].reason), IQLInbox.InvalidProof.selector);
        assertEq(outcomes[5].shares, 1 ether);
        assertEq(qavax.totalSupply(), 2 ether);
    }

    /// forge-config: default.fuzz.runs = 64
    function testFuzz_Only_a_leaf_with_its_own_proof_is_minted(uint8 leaf, uint8 proofOf, uint256 amount) public {
        IQLHubTypes.MintEntry[] memory entries = _send(9, 9 ether);
        IQLHubTypes.MintEntry memory entry = entries[leaf % 9];
        entry.proof = entries[proofOf % 9].proof;
        entry.item.amount = bound(amount, 1, 9 ether);
        entry.approvals = _approvals(_idOf(entry.item), entry.root, 2);

        bool whole = leaf % 9 == proofOf % 9 && entry.item.amount == 1 ether;

        assertEq(_mint(entry).shares, whole ? 1 ether : 0);
    }

    /// @dev A root over `count` stakes of one coin each, said to be worth `total`, sent and delivered by CCIP.
    function _send(uint256 count, uint256 total) private returns (IQLHubTypes.MintEntry[] memory entries) {
        entries = new IQLHubTypes.MintEntry[](count);
        bytes32[] memory leaves = new bytes32[](count);
        for (uint256 i = 0; i < count; i++) {
            entries[i].item = QLMessages.Item(NATIVE, 1 ether, bob, alice, uint64(count * 10_000 + i), uint32(i));
            leaves[i] = _idOf(entries[i].item);
        }
        bytes32[][] memory layers = _layers(leaves);
        bytes32 root = layers[layers.length - 1][0];
        for (uint256 i = 0; i < count; i++) {
            (entries[i].sourceSelector, entries[i].peer, entries[i].root) = (AVALANCHE, peer, root);
            entries[i].proof = _proof(layers, i);
            entries[i].approvals = _approvals(leaves[i], root, 2);
        }
        _sendToHub(avalanche, peer, QLMessages.encodeRoot(QLMessages.Kind.Stake, NATIVE, uint32(count), total, root));
        assertTrue(_deliver() == ExecutionState.Success);
        assertEq(_received(root).count, count);
    }

    function _idOf(QLMessages.Item memory item) private view returns (bytes32) {
        return hub.stakeIdOf(AVALANCHE, peer, item);
    }

    function _received(bytes32 root) private view returns (IQLInbox.ReceivedRoot memory) {
        return hub.rootOf(AVALANCHE, peer, QLMessages.Kind.Stake, root);
    }

    /// @dev Neighbours pair, sorted; the last odd node of a layer goes up unchanged.
    function _layers(bytes32[] memory leaves) private pure returns (bytes32[][] memory layers) {
        uint256 depth = 1;
        for (uint256 width = leaves.length; width > 1; width = (width + 1) / 2) {
            depth++;
        }
        layers = new bytes32[][](depth);
        layers[0] = leaves;
        for (uint256 level = 1; level < depth; level++) {
            bytes32[] memory below = layers[level - 1];
            layers[level] = new bytes32[]((below.length + 1) / 2);
            for (uint256 i = 0; i < layers[level].length; i++) {
                bool odd = 2 * i + 1 == below.length;
                layers[level][i] = odd ? below[2 * i] : Hashes.commutativeKeccak256(below[2 * i], below[2 * i + 1]);
            }
        }
    }

    function _proof(bytes32[][] memory layers, uint256 index) private pure returns (bytes32[] memory proof) {
        uint256 length;
        proof = new bytes32[](layers.length - 1);
        for (uint256 level = 0; level + 1 < layers.length; level++) {
            if (index ^ 1 < layers[level].length) proof[length++] = layers[level][index ^ 1];
            index /= 2;
        }
        assembly ("memory-safe") {
            mstore(proof, length)
        }
    }
}
