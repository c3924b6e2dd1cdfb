// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLBucket} from "../libraries/QLBucket.sol";
import {QLMessages} from "../libraries/QLMessages.sol";

/// @title What a satellite says, and why it refuses.
/// @notice Amounts are in the asset's own smallest unit; fees in the fee token's; the zero address stands for the native coin.
interface IQLSatelliteTypes {
    /// @notice State of a hub as seen from here. Stakes need Open: Hello has come back. A Retiring hub takes no new stakes; everything else
    /// goes on. A Retired one is a stranger, until it is set again.
    enum LaneState {
        Unknown,
        Listed,
        Open,
        Retiring,
        Retired
    }

    /// @notice What became of a root sent from here.
    enum RootState {
        Unknown,
        Sent,
        Voided,
        Abandoned
    }

    /// @notice What a stake costs, in the fee token. `total` = `ccipFee` + `executionFee` - `subsidy`, charged in the same block.
    struct Quote {
        uint256 ccipFee;
        uint256 executionFee;
        uint256 subsidy;
        uint256 total;
    }

    /// @notice A root this satellite sent or abandoned at `sentAt`, a block timestamp; zero for a root it never did.
    struct SentRoot {
        uint128 total;
        uint64 sentAt;
        uint32 count;
        QLMessages.Kind kind;
        RootState state;
        uint64 hubSelector;
        address hub;
    }

    /// @notice Native fees of an open batch: `share` and `execution` are what each leaf pays, `carried` what earlier batches left.
    struct BatchFees {
        uint80 share;
        uint80 execution;
        uint96 carried;
    }

    /// @notice What the subsidy pot gives to direct stakes that pay natively, in wei. A period is `timestamp / periodSeconds`.
    /// @param shareBps Of CCIP's fee, in 1/10,000; zero for no subsidy.
    /// @param periodSeconds Length of a period, greater than zero.
    /// @param capPerPeriod For everyone together, a period.
    /// @param capPerStake For one stake.
    /// @param capPerAccount For one staker, a period.
    struct SubsidyTerms {
        uint16 shareBps;
        uint32 periodSeconds;
        uint128 capPerPeriod;
        uint128 capPerStake;
        uint128 capPerAccount;
    }

    /// @notice A bucket as it is now. `value` and `items` can be taken at once; `lowered` are the limits in force until `loweredUntil`.
    struct BucketState {
        QLBucket.Limits standing;
        QLBucket.Limits inForce;
        uint64 loweredUntil;
        uint256 value;
        uint256 items;
    }

    /// @notice `item` is locked and is a leaf of a root sent in this transaction. `charged` = `ccipFee` + `executionFee` - `subsidy`, in
    /// `feeToken`.
    event StakeLocked(
        bytes32 indexed stakeId,
        address indexed staker,
        QLMessages.Item item,
        address feeToken,
        uint256 ccipFee,
        uint256 executionFee,
        uint256 subsidy,
        uint256 charged
    );

    /// @notice The leaf that `LeafQueued` shows in this transaction is a stake of `staker`, who paid both fees in native coin.
    event StakeQueued(bytes32 indexed stakeId, address indexed staker, uint256 share, uint256 executionFee);

    /// @notice `item` is locked as yield for the hub's shares; `ccipFee` in native coin was paid by `from`.
    event RewardsFunded(bytes32 indexed leaf, address indexed from, QLMessages.Item item, uint256 ccipFee);

    /// @notice The open `batch` was sent as `root`. Of `ccipFee`, the shares of its leaves paid `fromShares`, the flusher the rest.
    event BatchFlushed(
        bytes32 indexed batch, bytes32 indexed root, address indexed flusher, uint256 ccipFee, uint256 fromShares
    );

    /// @notice The open `batch` cannot be sent; from `abandonableAt` (a block timestamp) it may be abandoned if that is still so.
    event BatchStuck(bytes32 indexed batch, uint32 generation, uint64 abandonableAt);

    /// @notice `batch` was abandoned as `root`: it is never sent, and its leaves are repaid here.
    event BatchAbandoned(bytes32 indexed batch, bytes32 indexed root, uint32 count, uint256 total);

    /// @notice The hub, or the DAO where CCIP no longer serves it, gave `root` up: its leaves are repaid here.
    event RootGivenUp(bytes32 indexed root);

    /// @notice `hub` is where stakes go from now on; `challenge` is what its Hello must echo.
    event HubChanged(uint64 indexed hubSelector, address indexed hub, bytes32 challenge);

    /// @notice The hub's Hello came back: stakes may be sent to it.
    event LaneOpened(uint64 indexed hubSelector, address indexed hub);

    /// @notice The hub takes no new stakes.
    event LaneRetiring(uint64 indexed hubSelector, address indexed hub);

    /// @notice The hub is a stranger.
    event LaneRetired(uint64 indexed hubSelector, address indexed hub);

    /// @notice `asset` may be staked.
    event AssetListed(address indexed asset);

    /// @notice `asset` may not be staked any more; what is locked stays.
    event AssetDelisted(address indexed asset);

    /// @notice Standing limits of what may be staked of `asset`.
    event StakeLimitsChanged(address indexed asset, QLBucket.Limits limits);

    /// @notice Standing limits of what may be paid out of `asset`.
    event PayoutLimitsChanged(address indexed asset, QLBucket.Limits limits);

    /// @notice Limits in force for stakes of `asset` for 7 days.
    event StakeLimitsLowered(address indexed asset, QLBucket.Limits limits, address account);

    /// @notice Limits in force for payouts of `asset` for 7 days.
    event PayoutLimitsLowered(address indexed asset, QLBucket.Limits limits, address account);

    /// @notice Flat fee per stake for executing the mint, in `feeToken`.
    event ExecutionFeeChanged(address indexed feeToken, uint256 fee);

    /// @notice Native fee that a queued leaf brings to its batch; batches that are open already keep theirs.
    event BatchShareChanged(uint256 share);

    /// @notice Accrued execution fees went to `to`.
    event FeesWithdrawn(address indexed feeToken, address indexed to, uint256 amount);

    /// @notice Wrapped native was added to the float that pays CCIP.
    event FloatFunded(address indexed from, uint256 amount);

    /// @notice Part of the float left as native coin.
    event FloatWithdrawn(address indexed to, uint256 amount);

    /// @notice Native coin was added to the subsidy pot.
    event SubsidyFunded(address indexed from, uint256 amount);

    /// @notice Part of the subsidy pot left.
    event SubsidyWithdrawn(address indexed to, uint256 amount);

    /// @notice The pot gives by `terms` from now on.
    event SubsidyChanged(SubsidyTerms terms);

    /// @notice The DAO wrote `amount` of `asset` off: it was lost and is owed to nobody here any more.
    event LossRecorded(address indexed asset, uint256 amount);

    /// @notice The hub's Hello has not come back yet, it is retiring, or no hub is set.
    error LaneNotOpen(uint64 hubSelector, address hub);
    /// @notice The hub is not in the state this needs; `pending` batches and received roots are open.
    error LaneNotReady(LaneState state, uint256 pending);
    /// @notice CCIP still serves the lane, or the root is younger than 30 days.
    error LaneStillServed(uint64 hubSelector, uint64 sentAt);
    /// @notice Amounts must be below 2^128.
    error AmountTooLarge(uint256 amount);
    /// @notice No root of that kind and state was sent to that hub.
    error RootNotSent(bytes32 root);
    /// @notice The batch can be sent: flush it.
    error BatchSendable(bytes32 batch);
    /// @notice The batch was not marked stuck since it opened, or not for 7 days.
    error BatchNotStuckLongEnough(bytes32 batch, uint64 abandonableAt);
    /// @notice Only an account without code, directly: within another CCIP message every sending fails.
    error OnlyDirectly(address caller);
    /// @notice An attempt at sending succeeded and was undone.
    error AttemptSucceeded();
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
    /// @notice More was asked for than the counter holds.
    error CounterTooLow(uint256 asked, uint256 available);
    /// @notice The balance of `token` does not cover principal, fees, subsidy pot and float.
    error Uncovered(address token, uint256 owed, uint256 balance);
    /// @notice A bucket does not hold that much, or no item. `held` can be taken now; `retryAt` is the first second at which the amount can
    /// be taken if nothing else is, 2^256-1 if never.
    error BucketExceeded(uint256 held, uint256 retryAt);
    /// @notice A payout limit that is zero would keep everybody's money.
    error LimitZero();
    /// @notice A share above 10,000, or a period of no length.
    error InvalidTerms();
    /// @notice A loss is recorded only while Stakes and Releases are paused.
    error NotPaused();
    /// @notice The receiver must be given `needed` gas; the caller left less.
    error GasTooLow(uint256 left, uint256 needed);
}
