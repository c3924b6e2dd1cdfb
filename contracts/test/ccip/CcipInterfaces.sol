// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {EVM2AnyRampMessage, ExecutionReport, ExecutionState, GasLimitOverride, PriceUpdates} from "./CcipTypes.sol";
import {IRouterClient} from "@chainlink/contracts-ccip/contracts/interfaces/IRouterClient.sol";

// The administrative and observable parts of the official contracts that the harness needs.

interface IOfficialRouter is IRouterClient {
    struct OnRampUpdate {
        uint64 destChainSelector;
        address onRamp;
    }

    struct OffRampUpdate {
        uint64 sourceChainSelector;
        address offRamp;
    }

    function applyRampUpdates(
        OnRampUpdate[] calldata onRamps,
        OffRampUpdate[] calldata offRampRemoves,
        OffRampUpdate[] calldata offRampAdds
    ) external;
    function getWrappedNative() external view returns (address);
}

interface IOnRamp {
    struct StaticConfig {
        uint64 chainSelector;
        address rmnRemote;
        address nonceManager;
        address tokenAdminRegistry;
    }

    struct DynamicConfig {
        address feeQuoter;
        bool reentrancyGuardEntered;
        address messageInterceptor;
        address feeAggregator;
        address allowlistAdmin;
    }

    struct DestChainConfigArgs {
        uint64 destChainSelector;
        address router;
        bool allowlistEnabled;
    }

    error MustBeCalledByRouter();

    event CCIPMessageSent(uint64 indexed destChainSelector, uint64 indexed sequenceNumber, EVM2AnyRampMessage message);

    function applyDestChainConfigUpdates(DestChainConfigArgs[] calldata updates) external;
    function getExpectedNextSequenceNumber(uint64 destChainSelector) external view returns (uint64);
}

interface IOffRamp {
    struct StaticConfig {
        uint64 chainSelector;
        uint16 gasForCallExactCheck;
        address rmnRemote;
        address tokenAdminRegistry;
        address nonceManager;
    }

    struct DynamicConfig {
        address feeQuoter;
        uint32 permissionLessExecutionThresholdSeconds;
        address messageInterceptor;
    }

    struct SourceChainConfigArgs {
        address router;
        uint64 sourceChainSelector;
        bool isEnabled;
        bool isRMNVerificationDisabled;
        bytes onRamp;
    }

    struct SourceChainConfig {
        address router;
        bool isEnabled;
        uint64 minSeqNr;
        bool isRMNVerificationDisabled;
        bytes onRamp;
    }

    struct OCRConfigArgs {
        bytes32 configDigest;
        uint8 ocrPluginType;
        uint8 F;
        bool isSignatureVerificationEnabled;
        address[] signers;
        address[] transmitters;
    }

    event ExecutionStateChanged(
        uint64 indexed sourceChainSelector,
        uint64 indexed sequenceNumber,
        bytes32 indexed messageId,
        bytes32 messageHash,
        ExecutionState state,
        bytes returnData,
        uint256 gasUsed
    );
    event SkippedAlreadyExecutedMessage(uint64 sourceChainSelector, uint64 sequenceNumber);
    event AlreadyAttempted(uint64 sourceChainSelector, uint64 sequenceNumber);
    event SkippedReportExecution(uint64 sourceChainSelector);

    error CursedByRMN(uint64 sourceChainSelector);
    error ReceiverError(bytes err);
    error TokenHandlingError(address target, bytes err);
    error ManualExecutionNotYetEnabled(uint64 sourceChainSelector);
    error InvalidManualExecutionGasLimit(uint64 sourceChainSelector, bytes32 messageId, uint256 newLimit);

    function applySourceChainConfigUpdates(SourceChainConfigArgs[] calldata updates) external;
    function setOCR3Configs(OCRConfigArgs[] calldata configs) external;
    function commit(
        bytes32[2] calldata reportContext,
        bytes calldata report,
        bytes32[] calldata rs,
        bytes32[] calldata ss,
        bytes32 rawVs
    ) external;
    function execute(bytes32[2] calldata reportContext, bytes calldata report) external;
    function manuallyExecute(ExecutionReport[] calldata reports, GasLimitOverride[][] calldata gasLimitOverrides)
        external;
    function getExecutionState(uint64 sourceChainSelector, uint64 sequenceNumber) external view returns (ExecutionState);
    function getSourceChainConfig(uint64 sourceChainSelector) external view returns (SourceChainConfig memory);
    function getMerkleRoot(uint64 sourceChainSelector, bytes32 root) external view returns (uint256 committedAt);
}

interface INonceManager {
    struct AuthorizedCallerArgs {
        address[] addedCallers;
        address[] removedCallers;
    }

    function applyAuthorizedCallerUpdates(AuthorizedCallerArgs calldata update) external;
}

interface IRmnRemote {
    function curse(bytes16 subject) external;
    function uncurse(bytes16 subject) external;
}

interface IFeeQuoter {
    struct StaticConfig {
        uint96 maxFeeJuelsPerMsg;
        address linkToken;
        uint32 tokenPriceStalenessThreshold;
    }

    struct DestChainConfig {
        bool isEnabled;
        uint16 maxNumberOfTokensPerMsg;
        uint32 maxDataBytes;
        uint32 maxPerMsgGasLimit;
        uint32 destGasOverhead;
        uint8 destGasPerPayloadByteBase;
        uint8 destGasPerPayloadByteHigh;
        uint16 destGasPerPayloadByteThreshold;
        uint32 destDataAvailabilityOverheadGas;
        uint16 destGasPerDataAvailabilityByte;
        uint16 destDataAvailabilityMultiplierBps;
        bytes4 chainFamilySelector;
        bool enforceOutOfOrder;
        uint16 defaultTokenFeeUSDCents;
        uint32 defaultTokenDestGasOverhead;
        uint32 defaultTxGasLimit;
        uint64 gasMultiplierWeiPerEth;
        uint32 gasPriceStalenessThreshold;
        uint32 networkFeeUSDCents;
    }

    struct DestChainConfigArgs {
        uint64 destChainSelector;
        DestChainConfig destChainConfig;
    }

    struct PremiumMultiplierWeiPerEthArgs {
        address token;
        uint64 premiumMultiplierWeiPerEth;
    }

    struct TokenPriceFeedConfig {
        address dataFeedAddress;
        uint8 tokenDecimals;
        bool isEnabled;
    }

    struct TokenPriceFeedUpdate {
        address sourceToken;
        TokenPriceFeedConfig feedConfig;
    }

    struct TokenTransferFeeConfig {
        uint32 minFeeUSDCents;
        uint32 maxFeeUSDCents;
        uint16 deciBps;
        uint32 destGasOverhead;
        uint32 destBytesOverhead;
        bool isEnabled;
    }

    struct TokenTransferFeeConfigSingleTokenArgs {
        address token;
        TokenTransferFeeConfig tokenTransferFeeConfig;
    }

    struct TokenTransferFeeConfigArgs {
        uint64 destChainSelector;
        TokenTransferFeeConfigSingleTokenArgs[] tokenTransferFeeConfigs;
    }

    function applyDestChainConfigUpdates(DestChainConfigArgs[] calldata updates) external;
    function updatePrices(PriceUpdates calldata updates) external;
}
