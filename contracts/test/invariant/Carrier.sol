// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {CcipChain} from "../ccip/CcipChain.sol";
import {CcipHashing} from "../ccip/CcipHashing.sol";
import {IOffRamp, IOnRamp} from "../ccip/CcipInterfaces.sol";
import {
    Any2EVMRampMessage,
    CommitReport,
    EVM2AnyRampMessage,
    ExecutionReport,
    ExecutionState,
    GasLimitOverride,
    MerkleRoot
} from "../ccip/CcipTypes.sol";
import {Vm} from "forge-std/Vm.sol";

/// @title An oracle network for long runs: each message is a root of its own, and no log is read twice
/// @notice Commits in order, as CCIP must, and executes in any order, any number of times.
contract Carrier {
    Vm private constant VM = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));
    bytes32 private constant COMMIT_DIGEST = keccak256("carrier commits");
    bytes32 private constant EXECUTE_DIGEST = keccak256("carrier executes");
    uint256 private constant SIGNERS = 4;

    /// @dev `first` is the sequence number of the first message that is carried.
    struct Lane {
        CcipChain source;
        CcipChain destination;
        uint64 first;
        uint256 committed;
        bytes[] messages;
    }

    Lane[] private _lanes;
    uint256 private _round;

    /// @notice Takes over both directions between two chains, from the next message on.
    function serve(CcipChain here, CcipChain there) external {
        _open(here, there);
        _open(there, here);
        _trust(here);
        _trust(there);
        VM.getRecordedLogs();
    }

    /// @notice Takes in what was sent since the last call. Sends that were undone have left logs too: the newest of a number counts.
    function collect() external {
        Vm.Log[] memory logs = VM.getRecordedLogs();
        for (uint256 i; i < logs.length; ++i) {
            if (logs[i].topics.length == 0 || logs[i].topics[0] != IOnRamp.CCIPMessageSent.selector) continue;
            for (uint256 n; n < _lanes.length; ++n) {
                _collect(_lanes[n], logs[i]);
            }
        }
    }

    /// @notice Commits the next message of a lane. False where there is none, or the lane is cursed.
    function commitNext(uint256 number) external returns (bool) {
        Lane storage lane = _lanes[number];
        if (lane.committed == lane.messages.length) return false;
        Any2EVMRampMessage memory message = abi.decode(lane.messages[lane.committed], (Any2EVMRampMessage));
        CommitReport memory report;
        report.unblessedMerkleRoots = new MerkleRoot[](1);
        report.unblessedMerkleRoots[0] = MerkleRoot({
            sourceChainSelector: message.header.sourceChainSelector,
            onRampAddress: abi.encode(lane.source.onRamp()),
            minSeqNr: message.header.sequenceNumber,
            maxSeqNr: message.header.sequenceNumber,
            merkleRoot: CcipHashing.leaf(message, address(lane.source.onRamp()))
        });
        if (!_commit(lane.destination.offRamp(), abi.encode(report))) return false;
        ++lane.committed;
        return true;
    }

    /// @notice Executes message `index` of a lane as the network would, once more if it was executed before.
    function execute(uint256 number, uint256 index) external {
        Lane storage lane = _lanes[number];
        lane.destination.offRamp()
            .execute([EXECUTE_DIGEST, bytes32(++_round)], abi.encode(_reports(lane.messages[index])));
    }

    /// @notice Executes message `index` by hand, as anyone may. False where CCIP or the receiver refuses.
    function executeByHand(uint256 number, uint256 index, uint256 gasLimit) external returns (bool) {
        Lane storage lane = _lanes[number];
        ExecutionReport[] memory reports = _reports(lane.messages[index]);
        GasLimitOverride[][] memory overrides = new GasLimitOverride[][](1);
        overrides[0] = new GasLimitOverride[](1);
        overrides[0][0] = GasLimitOverride(gasLimit, new uint32[](reports[0].messages[0].tokenAmounts.length));
        try lane.destination.offRamp().manuallyExecute(reports, overrides) {
            return true;
        } catch {
            return false;
        }
    }

    /// @notice Whether message `index` of a lane was executed with success.
    function arrivedOn(uint256 number, uint256 index) external view returns (bool) {
        Lane storage lane = _lanes[number];
        uint64 sequence = lane.first + uint64(index);
        return lane.destination.offRamp().getExecutionState(lane.source.selector(), sequence) == ExecutionState.Success;
    }

    function sentOn(uint256 number) external view returns (uint256) {
        return _lanes[number].messages.length;
    }

    function committedOn(uint256 number) external view returns (uint256) {
        return _lanes[number].committed;
    }

    function _open(CcipChain source, CcipChain destination) private {
        Lane storage lane = _lanes.push();
        (lane.source, lane.destination) = (source, destination);
        lane.first = source.onRamp().getExpectedNextSequenceNumber(destination.selector());
    }

    function _trust(CcipChain chain) private {
        address[] memory signers = new address[](SIGNERS);
        for (uint256 i; i < SIGNERS; ++i) {
            signers[i] = VM.addr(_key(i));
        }
        chain.trust(signers, address(this), COMMIT_DIGEST, EXECUTE_DIGEST);
    }

    function _collect(Lane storage lane, Vm.Log memory log) private {
        IOnRamp onRamp = lane.source.onRamp();
        uint64 destination = lane.destination.selector();
        if (log.emitter != address(onRamp) || uint256(log.topics[1]) != destination) return;
        uint256 sequence = uint256(log.topics[2]);
        if (sequence >= onRamp.getExpectedNextSequenceNumber(destination)) return;
        uint256 index = sequence - lane.first;
        bytes memory message = abi.encode(CcipHashing.arrivalOf(abi.decode(log.data, (EVM2AnyRampMessage))));
        if (index == lane.messages.length) lane.messages.push(message);
        else if (index >= lane.committed) lane.messages[index] = message;
    }

    function _commit(IOffRamp offRamp, bytes memory report) private returns (bool) {
        bytes32[2] memory context = [COMMIT_DIGEST, bytes32(++_round)];
        bytes32 digest = keccak256(abi.encodePacked(keccak256(report), context[0], context[1]));
        (bytes32[] memory rs, bytes32[] memory ss, bytes memory vs) =
            (new bytes32[](2), new bytes32[](2), new bytes(32));
        for (uint256 i; i < 2; ++i) {
            uint8 v;
            (v, rs[i], ss[i]) = VM.sign(_key(i), digest);
            vs[i] = bytes1(v - 27);
        }
        try offRamp.commit(context, report, rs, ss, bytes32(vs)) {
            return true;
        } catch {
            return false;
        }
    }

    function _reports(bytes memory message) private pure returns (ExecutionReport[] memory reports) {
        reports = new ExecutionReport[](1);
        Any2EVMRampMessage[] memory messages = new Any2EVMRampMessage[](1);
        messages[0] = abi.decode(message, (Any2EVMRampMessage));
        bytes[][] memory offchainData = new bytes[][](1);
        offchainData[0] = new bytes[](messages[0].tokenAmounts.length);
        reports[0] = ExecutionReport({
            sourceChainSelector: messages[0].header.sourceChainSelector,
            messages: messages,
            offchainTokenData: offchainData,
            proofs: new bytes32[](0),
            proofFlagBits: 0
        });
    }

    function _key(uint256 signer) private pure returns (uint256) {
        return uint256(keccak256(abi.encode("carrier", signer)));
    }
}
