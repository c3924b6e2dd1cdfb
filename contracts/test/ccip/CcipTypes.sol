// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

// Shapes of CCIP 1.6, as in the ABIs that ship with the official bytecode (contracts/abi/ccip).

struct RampMessageHeader {
    bytes32 messageId;
    uint64 sourceChainSelector;
    uint64 destChainSelector;
    uint64 sequenceNumber;
    uint64 nonce;
}

struct EVM2AnyTokenTransfer {
    address sourcePoolAddress;
    bytes destTokenAddress;
    bytes extraData;
    uint256 amount;
    bytes destExecData;
}

/// @dev What `CCIPMessageSent` announces on the source chain.
struct EVM2AnyRampMessage {
    RampMessageHeader header;
    address sender;
    bytes data;
    bytes receiver;
    bytes extraArgs;
    address feeToken;
    uint256 feeTokenAmount;
    uint256 feeValueJuels;
    EVM2AnyTokenTransfer[] tokenAmounts;
}

struct Any2EVMTokenTransfer {
    bytes sourcePoolAddress;
    address destTokenAddress;
    uint32 destGasAmount;
    bytes extraData;
    uint256 amount;
}

/// @dev What the OffRamp executes on the destination chain.
struct Any2EVMRampMessage {
    RampMessageHeader header;
    bytes sender;
    bytes data;
    address receiver;
    uint256 gasLimit;
    Any2EVMTokenTransfer[] tokenAmounts;
}

struct TokenPriceUpdate {
    address sourceToken;
    uint224 usdPerToken;
}

struct GasPriceUpdate {
    uint64 destChainSelector;
    uint224 usdPerUnitGas;
}

struct PriceUpdates {
    TokenPriceUpdate[] tokenPriceUpdates;
    GasPriceUpdate[] gasPriceUpdates;
}

struct MerkleRoot {
    uint64 sourceChainSelector;
    bytes onRampAddress;
    uint64 minSeqNr;
    uint64 maxSeqNr;
    bytes32 merkleRoot;
}

struct RmnSignature {
    bytes32 r;
    bytes32 s;
}

struct CommitReport {
    PriceUpdates priceUpdates;
    MerkleRoot[] blessedMerkleRoots;
    MerkleRoot[] unblessedMerkleRoots;
    RmnSignature[] rmnSignatures;
}

struct ExecutionReport {
    uint64 sourceChainSelector;
    Any2EVMRampMessage[] messages;
    bytes[][] offchainTokenData;
    bytes32[] proofs;
    uint256 proofFlagBits;
}

struct GasLimitOverride {
    uint256 receiverExecutionGasLimit;
    uint32[] tokenGasOverrides;
}

enum ExecutionState {
    Untouched,
    InProgress,
    Success,
    Failure
}
