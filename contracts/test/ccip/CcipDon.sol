// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {CcipChain} from "./CcipChain.sol";
import {CcipHashing} from "./CcipHashing.sol";
import {IOffRamp, IOnRamp} from "./CcipInterfaces.sol";
import {
    Any2EVMRampMessage,
    CommitReport,
    EVM2AnyRampMessage,
    ExecutionReport,
    ExecutionState,
    GasLimitOverride,
    MerkleRoot
} from "./CcipTypes.sol";
import {LogJournal} from "./LogJournal.sol";
import {Vm} from "forge-std/Vm.sol";

/// @title The oracle network between the chains
/// @notice Reads the OnRamps' logs, commits roots under real OCR3 signatures (four signers, F = 1) and executes.
contract CcipDon {
    Vm private constant VM = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));
    bytes32 private constant COMMIT_DIGEST = keccak256("local commit DON");
    bytes32 private constant EXECUTE_DIGEST = keccak256("local execute DON");
    uint256 private constant SIGNERS = 4;
    uint256 private constant SIGNATURES = 2; // F + 1

    struct Batch {
        uint64 first;
        uint64 last;
    }

    LogJournal public immutable journal;
    mapping(CcipChain source => mapping(CcipChain destination => Batch[])) private _batches;
    uint256[] private _keys;
    uint256 private _ocrSequence;

    error NothingToCommit(uint64 source, uint64 destination, uint64 nextSequence);
    error NotCommitted(uint64 source, uint64 destination, uint64 sequence);
    error NotSent(uint64 source, uint64 destination, uint64 sequence);

    constructor(LogJournal journal_) {
        journal = journal_;
        for (uint256 i = 0; i < SIGNERS; i++) {
            _keys.push(uint256(keccak256(abi.encode("local DON signer", i))));
        }
    }

    /// @notice Makes `chain` accept this network's reports.
    function serve(CcipChain chain) external {
        address[] memory signers = new address[](SIGNERS);
        for (uint256 i = 0; i < SIGNERS; i++) {
            signers[i] = VM.addr(_keys[i]);
        }
        chain.trust(signers, address(this), COMMIT_DIGEST, EXECUTE_DIGEST);
    }

    /// @notice Commits and executes everything sent on the lane so far.
    /// @return state of the last message
    function deliver(CcipChain source, CcipChain destination) external returns (ExecutionState state) {
        MerkleRoot memory root = commit(source, destination);
        for (uint64 sequence = root.minSeqNr; sequence <= root.maxSeqNr; sequence++) {
            state = execute(source, destination, sequence);
        }
    }

    /// @notice Commits one root over all messages of the lane that are not committed yet.
    function commit(CcipChain source, CcipChain destination) public returns (MerkleRoot memory root) {
        (uint64 here, uint64 there) = (source.selector(), destination.selector());
        IOnRamp onRamp = source.onRamp();
        Batch memory batch = Batch({
            first: destination.offRamp().getSourceChainConfig(here).minSeqNr,
            last: onRamp.getExpectedNextSequenceNumber(there) - 1
        });
        if (batch.last < batch.first) revert NothingToCommit(here, there, batch.first);
        root = MerkleRoot({
            sourceChainSelector: here,
            onRampAddress: abi.encode(onRamp),
            minSeqNr: batch.first,
            maxSeqNr: batch.last,
            merkleRoot: CcipHashing.merkleRoot(_leaves(source, destination, batch))
        });
        CommitReport memory committed;
        committed.unblessedMerkleRoots = new MerkleRoot[](1);
        committed.unblessedMerkleRoots[0] = root;
        _transmit(destination.offRamp(), abi.encode(committed));
        _batches[source][destination].push(batch);
    }

    /// @notice Executes one committed message with the gas its sender asked for; a failing receiver does not revert.
    function execute(CcipChain source, CcipChain destination, uint64 sequence) public returns (ExecutionState) {
        ExecutionReport[] memory reports = report(source, destination, sequence);
        destination.offRamp().execute([EXECUTE_DIGEST, bytes32(++_ocrSequence)], abi.encode(reports));
        return destination.offRamp().getExecutionState(source.selector(), sequence);
    }

    /// @notice What anyone may do with a failed message, or with an untouched one after the waiting time.
    /// @param gasLimit for the receiver; 0 keeps the sender's
    function manuallyExecute(CcipChain source, CcipChain destination, uint64 sequence, uint256 gasLimit)
        external
        returns (ExecutionState)
    {
        ExecutionReport[] memory reports = report(source, destination, sequence);
        GasLimitOverride[][] memory overrides = new GasLimitOverride[][](1);
        overrides[0] = new GasLimitOverride[](1);
        overrides[0][0] = GasLimitOverride(gasLimit, new uint32[](reports[0].messages[0].tokenAmounts.length));
        destination.offRamp().manuallyExecute(reports, overrides);
        return destination.offRamp().getExecutionState(source.selector(), sequence);
    }

    /// @return reports one report with one message and its proof to a committed root
    function report(CcipChain source, CcipChain destination, uint64 sequence)
        public
        returns (ExecutionReport[] memory reports)
    {
        Batch memory batch = _batchOf(source, destination, sequence);
        Any2EVMRampMessage[] memory messages = new Any2EVMRampMessage[](1);
        messages[0] = CcipHashing.arrivalOf(sent(source, destination, sequence));
        bytes[][] memory offchainData = new bytes[][](1);
        offchainData[0] = new bytes[](messages[0].tokenAmounts.length);
        reports = new ExecutionReport[](1);
        reports[0] = ExecutionReport({
            sourceChainSelector: source.selector(),
            messages: messages,
            offchainTokenData: offchainData,
            proofs: CcipHashing.merkleProof(_leaves(source, destination, batch), sequence - batch.first),
            proofFlagBits: 0
        });
    }

    /// @return message as the source's OnRamp announced it
    function sent(CcipChain source, CcipChain destination, uint64 sequence)
        public
        returns (EVM2AnyRampMessage memory message)
    {
        Vm.Log[] memory logs = journal.all(address(source.onRamp()), IOnRamp.CCIPMessageSent.selector);
        // A reverted send leaves its log behind, so the newest with this sequence number is the real one.
        for (uint256 i = logs.length; i > 0; i--) {
            Vm.Log memory log = logs[i - 1];
            if (uint256(log.topics[1]) == destination.selector() && uint256(log.topics[2]) == sequence) {
                return abi.decode(log.data, (EVM2AnyRampMessage));
            }
        }
        revert NotSent(source.selector(), destination.selector(), sequence);
    }

    function _leaves(CcipChain source, CcipChain destination, Batch memory batch)
        private
        returns (bytes32[] memory leaves)
    {
        leaves = new bytes32[](batch.last - batch.first + 1);
        for (uint64 i = 0; i < leaves.length; i++) {
            Any2EVMRampMessage memory message = CcipHashing.arrivalOf(sent(source, destination, batch.first + i));
            leaves[i] = CcipHashing.leaf(message, address(source.onRamp()));
        }
    }

    function _batchOf(CcipChain source, CcipChain destination, uint64 sequence) private view returns (Batch memory) {
        Batch[] storage batches = _batches[source][destination];
        for (uint256 i = 0; i < batches.length; i++) {
            if (batches[i].first <= sequence && sequence <= batches[i].last) return batches[i];
        }
        revert NotCommitted(source.selector(), destination.selector(), sequence);
    }

    function _transmit(IOffRamp offRamp, bytes memory encoded) private {
        bytes32[2] memory context = [COMMIT_DIGEST, bytes32(++_ocrSequence)];
        bytes32 digest = keccak256(abi.encodePacked(keccak256(encoded), context[0], context[1]));
        bytes32[] memory rs = new bytes32[](SIGNATURES);
        bytes32[] memory ss = new bytes32[](SIGNATURES);
        bytes memory vs = new bytes(32);
        for (uint256 i = 0; i < SIGNATURES; i++) {
            uint8 v;
            (v, rs[i], ss[i]) = VM.sign(_keys[i], digest);
            vs[i] = bytes1(v - 27);
        }
        offRamp.commit(context, encoded, rs, ss, bytes32(vs));
    }
}
