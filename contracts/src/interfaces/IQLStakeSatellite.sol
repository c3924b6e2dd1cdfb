// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLMessages} from "../libraries/QLMessages.sol";
import {IQLEndpoint} from "./IQLEndpoint.sol";

/// @title Locks assets on a source chain and tells the hub about them through CCIP.
/// @notice Amounts are in the asset's own smallest unit; fees in the fee token's; the zero address stands for the native coin.
interface IQLStakeSatellite is IQLEndpoint {
    /// @notice State of a hub as seen from here. Stakes need Open: Hello has come back.
    enum LaneState {
        Unknown,
        Listed,
        Open
    }

    /// @notice What a stake costs, in the fee token. `total` is the sum of the others, and what is charged in the same block.
    struct Quote {
        uint256 ccipFee;
        uint256 executionFee;
        uint256 total;
    }

    /// @notice A root this satellite sent. `sentAt` is a block timestamp, zero for a root it never sent.
    struct SentRoot {
        uint128 total;
        uint64 sentAt;
        uint32 count;
        QLMessages.Kind kind;
    }

    /// @notice `item` is locked and is a leaf of a root sent in this transaction. `charged` = `ccipFee` + `executionFee`, in `feeToken`.
    event StakeLocked(
        bytes32 indexed stakeId,
        address indexed staker,
        QLMessages.Item item,
        address feeToken,
        uint256 ccipFee,
        uint256 executionFee,
        uint256 charged
    );

    /// @notice `root` over `count` leaves worth `total` left in CCIP message `messageId`.
    event RootSent(
        bytes32 indexed messageId,
        bytes32 indexed root,
        QLMessages.Kind kind,
        address asset,
        uint32 count,
        uint256 total,
        uint64 destSelector,
        address hub
    );

    /// @notice `hub` is where stakes go from now on; `challenge` is what its Hello must echo.
    event HubChanged(uint64 indexed hubSelector, address indexed hub, bytes32 challenge);
    /// @notice The hub's Hello came back: stakes may be sent to it.
    event LaneOpened(uint64 indexed hubSelector, address indexed hub);
    /// @notice `asset` may be staked.
    event AssetListed(address indexed asset);
    /// @notice `asset` may not be staked any more; what is locked stays.
    event AssetDelisted(address indexed asset);
    /// @notice Flat fee per stake for executing the mint, in `feeToken`.
    event ExecutionFeeChanged(address indexed feeToken, uint256 fee);
    /// @notice Accrued execution fees went to `to`.
    event FeesWithdrawn(address indexed feeToken, address indexed to, uint256 amount);
    /// @notice Wrapped native was added to the float that pays CCIP.
    event FloatFunded(address indexed from, uint256 amount);
    /// @notice Part of the float left as native coin.
    event FloatWithdrawn(address indexed to, uint256 amount);

    /// @notice The hub's Hello has not come back yet, or no hub is set.
    error LaneNotOpen(uint64 hubSelector, address hub);
    /// @notice `asset` is not listed for staking.
    error AssetNotListed(address asset);
    /// @notice `asset` may never be listed: the float is kept in it.
    error AssetNotListable(address asset);
    /// @notice CCIP fees are taken in native coin or LINK only.
    error FeeTokenNotAccepted(address feeToken);
    /// @notice The charge would exceed what the staker allowed, both in the fee token.
    error FeeAboveMax(uint256 charge, uint256 maxFee);
    /// @notice The token moved another amount than asked for: fee-on-transfer and rebasing tokens are refused.
    error TransferMismatch(address token, uint256 expected, uint256 found);
    /// @notice The native coin sent differs from what is staked, where the fee is not native.
    error ValueMismatch(uint256 expected, uint256 found);
    /// @notice Amounts must be below 2^128.
    error AmountTooLarge(uint256 amount);
    /// @notice More was asked for than the counter holds.
    error CounterTooLow(uint256 asked, uint256 available);
    /// @notice The balance of `token` does not cover principal, fees and float.
    error Uncovered(address token, uint256 owed, uint256 balance);

    /// @notice Locks `amount` of `asset` and sends its root to the hub, at once.
    /// @param asset Listed token, or the zero address for the native coin.
    /// @param amount Greater than zero and below 2^128.
    /// @param receiver Who is credited with shares on the hub chain; not zero.
    /// @param refundTo Who is paid here if the stake is refunded; zero means the caller.
    /// @param feeToken The zero address (native, from the value sent beyond a native `amount`; the excess returns) or LINK (pulled).
    /// @param maxFee Most that may be charged, in `feeToken`.
    /// @return stakeId The leaf's hash, which is also the root.
    /// @return messageId CCIP's message id.
    function stake(address asset, uint256 amount, address receiver, address refundTo, address feeToken, uint256 maxFee)
        external
        payable
        returns (bytes32 stakeId, bytes32 messageId);

    /// @notice What `stake` with the same arguments would charge in this block. Reverts as `stake` would for a closed lane, an unlisted
    /// asset or another fee token.
    function quoteStake(address asset, uint256 amount, address receiver, address refundTo, address feeToken)
        external
        view
        returns (Quote memory);

    /// @notice Sends Hello to the current hub, by anyone, who pays CCIP's fee in native coin; the excess returns.
    function hello() external payable returns (bytes32 messageId);

    /// @notice Adds the value sent to the float.
    function fundFloat() external payable;

    /// @notice DAO: lists `hub` if it is new and makes it the one stakes go to. A hub that was open stays open.
    function setHub(uint64 hubSelector, address hub) external;
    /// @notice DAO: allows staking of `asset`.
    function listAsset(address asset) external;
    /// @notice CONFIG: stops staking of `asset`.
    function delistAsset(address asset) external;
    /// @notice CONFIG: sets the flat execution fee per stake in `feeToken` (native or LINK).
    function setExecutionFee(address feeToken, uint256 fee) external;
    /// @notice DAO: pays accrued execution fees to the treasury.
    function withdrawFees(address feeToken, address to, uint256 amount) external;
    /// @notice DAO: takes part of the float out as native coin.
    function withdrawFloat(address to, uint256 amount) external;

    /// @notice The hub stakes go to, zeros if none is set.
    function currentHub() external view returns (uint64 hubSelector, address hub, LaneState state);
    /// @notice State of any hub, and the challenge its Hello must echo.
    function laneOf(uint64 hubSelector, address hub) external view returns (LaneState state, bytes32 challenge);
    /// @notice Whether `asset` may be staked.
    function isListed(address asset) external view returns (bool);
    /// @notice Principal of `asset` locked here.
    function locked(address asset) external view returns (uint256);
    /// @notice Execution fees accrued in `feeToken` and not withdrawn.
    function accruedFees(address feeToken) external view returns (uint256);
    /// @notice Wrapped native kept to pay CCIP, in wei.
    function floatBalance() external view returns (uint256);
    /// @notice Flat execution fee per stake in `feeToken`.
    function executionFee(address feeToken) external view returns (uint256);
    /// @notice Nonce of the next stake.
    function nextNonce() external view returns (uint64);
    /// @notice What this satellite sent under `root`; zeros if nothing.
    function sentRoot(bytes32 root) external view returns (SentRoot memory);
    /// @notice Whether `stakeId` is a stake that was locked and sent here directly, as a root of one.
    function isStake(bytes32 stakeId) external view returns (bool);
    /// @notice Id of `item` if staked over the lane to the current hub.
    function stakeIdOf(QLMessages.Item calldata item) external view returns (bytes32);
    /// @notice LINK on this chain.
    function link() external view returns (address);
    /// @notice Wrapped native coin, as CCIP's Router takes it.
    function wrappedNative() external view returns (address);
}
