// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {CcipChain} from "./CcipChain.sol";
import {CcipDon} from "./CcipDon.sol";
import {CcipHashing} from "./CcipHashing.sol";
import {IOffRamp, IOnRamp} from "./CcipInterfaces.sol";
import {Any2EVMRampMessage, EVM2AnyRampMessage, ExecutionState, MerkleRoot} from "./CcipTypes.sol";
import {LogJournal} from "./LogJournal.sol";
import {OfficialBytecode} from "./OfficialBytecode.sol";
import {IAny2EVMMessageReceiver} from "@chainlink/contracts-ccip/contracts/interfaces/IAny2EVMMessageReceiver.sol";
import {Client} from "@chainlink/contracts-ccip/contracts/libraries/Client.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {Test} from "forge-std/Test.sol";

interface IOfficialMessageHasher {
    function hash(Any2EVMRampMessage calldata message, bytes calldata onRamp) external pure returns (bytes32);
}

/// @dev Notes what arrives, and refuses while told to.
contract Listener is IAny2EVMMessageReceiver, IERC165 {
    bool public refusing;
    bytes public heard;

    function refuse(bool value) external {
        refusing = value;
    }

    function ccipReceive(Client.Any2EVMMessage calldata message) external {
        require(!refusing, "refusing");
        heard = message.data;
    }

    function supportsInterface(bytes4 id) external pure returns (bool) {
        return id == type(IAny2EVMMessageReceiver).interfaceId || id == type(IERC165).interfaceId;
    }
}

/// @notice What the other tests rely on: the harness speaks CCIP 1.6 as the official bytecode does.
contract CcipHarnessTest is Test {
    CcipChain private avalanche;
    CcipChain private ethereum;
    CcipDon private don;
    Listener private listener;

    function setUp() public {
        don = new CcipDon(new LogJournal());
        avalanche = new CcipChain(14767482510784806043);
        ethereum = new CcipChain(16015286601757825753);
        avalanche.connect(ethereum);
        ethereum.connect(avalanche);
        don.serve(ethereum);
        listener = new Listener();
    }

    function test_A_message_id_is_the_one_the_OnRamp_gave() public {
        bytes32 id = _send("hello");

        EVM2AnyRampMessage memory message = don.sent(avalanche, ethereum, 1);

        assertEq(CcipHashing.messageId(message, address(avalanche.onRamp())), id);
        assertEq(message.header.messageId, id);
    }

    function test_A_leaf_is_the_one_the_official_hasher_computes() public {
        IOfficialMessageHasher official = IOfficialMessageHasher(OfficialBytecode.deploy("v1_6_0/message_hasher", ""));
        _send("hello");

        Any2EVMRampMessage memory message = CcipHashing.arrivalOf(don.sent(avalanche, ethereum, 1));

        address onRamp = address(avalanche.onRamp());
        assertEq(CcipHashing.leaf(message, onRamp), official.hash(message, abi.encode(onRamp)));
    }

    function test_A_committed_message_is_executed() public {
        _send("hello");

        ExecutionState state = don.deliver(avalanche, ethereum);

        assertTrue(state == ExecutionState.Success);
        assertEq(listener.heard(), "hello");
    }

    function test_Every_message_of_an_odd_batch_is_executed() public {
        for (uint256 i = 1; i <= 5; i++) {
            _send(abi.encode(i));
        }
        MerkleRoot memory root = don.commit(avalanche, ethereum);

        for (uint64 sequence = 5; sequence >= 1; sequence--) {
            assertTrue(don.execute(avalanche, ethereum, sequence) == ExecutionState.Success);
            assertEq(listener.heard(), abi.encode(sequence));
        }
        assertEq(ethereum.offRamp().getMerkleRoot(avalanche.selector(), root.merkleRoot), block.timestamp);
    }

    function test_A_refused_message_is_executed_by_hand_once_the_receiver_recovers() public {
        listener.refuse(true);
        _send("hello");
        assertTrue(don.deliver(avalanche, ethereum) == ExecutionState.Failure);

        listener.refuse(false);

        assertTrue(don.manuallyExecute(avalanche, ethereum, 1, 0) == ExecutionState.Success);
        assertEq(listener.heard(), "hello");
    }

    function test_An_untouched_message_is_not_executed_by_hand_before_its_time() public {
        _send("hello");
        don.commit(avalanche, ethereum);

        vm.expectRevert(abi.encodeWithSelector(IOffRamp.ManualExecutionNotYetEnabled.selector, avalanche.selector()));
        don.manuallyExecute(avalanche, ethereum, 1, 0);

        skip(avalanche.PERMISSIONLESS_EXECUTION_AFTER() + 1);
        assertTrue(don.manuallyExecute(avalanche, ethereum, 1, 0) == ExecutionState.Success);
    }

    function test_A_reverted_send_is_not_delivered() public {
        try this.sendAndRevert() {
            revert("expected a revert");
        } catch {}
        bytes32 id = _send("kept");

        don.deliver(avalanche, ethereum);

        assertEq(don.sent(avalanche, ethereum, 1).header.messageId, id);
        assertEq(listener.heard(), "kept");
    }

    function test_A_cursed_lane_commits_nothing_and_executes_nothing() public {
        _send("first");
        don.commit(avalanche, ethereum);
        ethereum.curseLane(avalanche.selector());

        assertTrue(don.execute(avalanche, ethereum, 1) == ExecutionState.Untouched);
        _send("second");
        vm.expectRevert(abi.encodeWithSelector(IOffRamp.CursedByRMN.selector, avalanche.selector()));
        don.commit(avalanche, ethereum);
    }

    function sendAndRevert() external {
        _send("dropped");
        revert("dropped");
    }

    function _send(bytes memory data) private returns (bytes32) {
        Client.EVM2AnyMessage memory message = Client.EVM2AnyMessage({
            receiver: abi.encode(listener),
            data: data,
            tokenAmounts: new Client.EVMTokenAmount[](0),
            feeToken: address(0),
            extraArgs: Client._argsToBytes(
                Client.GenericExtraArgsV2({gasLimit: 200_000, allowOutOfOrderExecution: true})
            )
        });
        uint256 fee = avalanche.router().getFee(ethereum.selector(), message);
        vm.deal(address(this), fee);
        return avalanche.router().ccipSend{value: fee}(ethereum.selector(), message);
    }
}
