// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLBucket} from "../libraries/QLBucket.sol";
import {QLMessages} from "../libraries/QLMessages.sol";
import {IQLPauses} from "./IQLPauses.sol";

/// @title What the hub says, and why it refuses.
/// @notice A listing is (source selector, peer, asset). Amounts of items and roots are in the asset's smallest unit on its own chain;
/// backing, buckets and rates are in assets normalised to 18 decimals; shares are in the liquid token's 18 decimals.
interface IQLHubTypes {
    /// @notice What a peer may do. Retiring: its satellite takes no new stakes, everything else goes on. Retired: a stranger again.
    enum PeerState {
        Unknown,
        Active,
        Retiring,
        Retired
    }

    /// @notice A satellite. `helloReceivedAt` is zero until its first Hello; `challenge` is what that Hello carried.
    /// @param openRoots Its roots that have leaves left to consume.
    /// @param queuedRefunds Its refunds that wait to be sent.
    struct Peer {
        PeerState state;
        uint64 helloReceivedAt;
        uint64 openRoots;
        uint32 queuedRefunds;
        bytes32 challenge;
    }

    /// @notice Where a listing is.
    struct Place {
        uint64 selector;
        address peer;
        address asset;
    }

    /// @notice What a listing mints, and the decimals of the asset on its own chain (at most 18), fixed at listing.
    struct Listing {
        address liquidToken;
        uint8 decimals;
    }

    /// @notice A token bucket: the limits in force, and what can be taken now, in normalised assets and in items.
    struct Bucket {
        QLBucket.Limits limits;
        uint256 available;
        uint256 items;
    }

    /// @notice One guardian's EIP-712 signature over `MintApproval(bytes32 stakeId,bytes32 root,uint64 expires,bytes32 policyHash)`, or,
    /// for a refund, over `RefundApproval(bytes32 stakeId,bytes32 root,uint64 expires)`, where `policyHash` is not read.
    /// @param expires Last second of validity, a block timestamp at most one hour ahead.
    struct Approval {
        uint64 expires;
        bytes32 policyHash;
        uint8 v;
        bytes32 r;
        bytes32 s;
    }

    /// @notice One guardian's EIP-712 signature over `Heartbeat(uint64 at)`.
    struct Signature {
        uint8 v;
        bytes32 r;
        bytes32 s;
    }

    /// @notice A leaf of a received root, its proof (empty for a root of one) and approvals in any order (none where none are needed).
    struct MintEntry {
        uint64 sourceSelector;
        address peer;
        bytes32 root;
        QLMessages.Item item;
        bytes32[] proof;
        Approval[] approvals;
    }

    /// @notice What became of an entry. `reason` is empty if `shares` were minted, else the encoded error that stopped it.
    struct MintOutcome {
        bytes32 stakeId;
        uint256 shares;
        bytes reason;
    }

    /// @notice A leaf was consumed. `assets` in the asset's own unit, as in the item; `policyHash` of the first approval counted, zero where
    /// the guards were silent.
    event Minted(
        bytes32 indexed stakeId,
        bytes32 root,
        address indexed receiver,
        address asset,
        uint256 assets,
        uint256 shares,
        bytes32 policyHash
    );
    /// @notice An entry was left unconsumed; `reason` is the encoded error. The rest of the batch went on.
    event MintSkipped(bytes32 indexed stakeId, bytes reason);
    /// @notice A Rewards leaf was consumed: `assets` (normalised) back `liquidToken` more, all of it and what vested before by `vestsUntil`.
    event RewardsCredited(
        bytes32 indexed leaf, bytes32 root, address indexed liquidToken, uint256 assets, uint64 vestsUntil
    );
    /// @notice A stake's leaf was consumed to be paid back: `refundLeaf` waits in the open batch of refunds.
    event Refunded(
        bytes32 indexed stakeId,
        bytes32 indexed refundLeaf,
        bytes32 root,
        address refundTo,
        address asset,
        uint256 amount
    );
    /// @notice `shares` were burned; `item` is a leaf of the Release root sent in this transaction.
    event Redeemed(
        bytes32 indexed releaseId,
        address indexed redeemer,
        address indexed liquidToken,
        uint256 shares,
        QLMessages.Item item
    );
    /// @notice The DAO gave up a Stake root that had not arrived; it is never recorded, its satellite may repay its leaves.
    event RootGivenUp(uint64 indexed sourceSelector, address indexed peer, bytes32 indexed root);
    /// @notice The satellite was told that `root` is given up.
    event VoidSent(bytes32 indexed messageId, bytes32 indexed root, uint64 destSelector, address peer);
    /// @notice Enough guardians gave a sign of life at `at`, a block timestamp.
    event QuorumSeen(uint64 at);
    /// @notice Seconds before an escape mint and before an escape refund.
    event DelaysChanged(uint64 escapeDelay, uint64 refundDelay);
    /// @notice The guardians and how many of them must approve, in force at once.
    event GuardSetChanged(address[] guardians, uint8 threshold);
    /// @notice Approvals under `policyHash` count no more.
    event PolicyHashRevoked(bytes32 indexed policyHash, address by);
    /// @notice Approvals under `policyHash` count again.
    event PolicyHashRestored(bytes32 indexed policyHash, address by);
    /// @notice What `peer` may do from now on.
    event PeerStateChanged(uint64 indexed sourceSelector, address indexed peer, PeerState state);
    /// @notice `asset` of `peer` is minted as `liquidToken` from now on.
    event AssetListed(
        uint64 indexed sourceSelector, address indexed peer, address indexed asset, address liquidToken, uint8 decimals
    );
    /// @notice Standing limits of a listing's mints or redemptions.
    event LimitsChanged(
        uint64 indexed sourceSelector,
        address indexed peer,
        address indexed asset,
        IQLPauses.Scope scope,
        QLBucket.Limits limits
    );
    /// @notice Limits of a listing's mints or redemptions for 7 days, lowered by `account`.
    event LimitsLowered(
        uint64 indexed sourceSelector,
        address indexed peer,
        address indexed asset,
        IQLPauses.Scope scope,
        QLBucket.Limits limits,
        address account
    );
    /// @notice `amount` of `asset`, in its own unit, is lost and backs nothing any more: `assets`, in 18 decimals, less for `liquidToken`.
    event LossRecorded(
        uint64 indexed sourceSelector,
        address indexed peer,
        address indexed asset,
        uint256 amount,
        address liquidToken,
        uint256 assets
    );
    /// @notice `hub` may hand its books over to this one.
    event PredecessorChanged(address indexed hub);
    /// @notice The books of `liquidToken` went to `successor`.
    event BooksMovedOut(address indexed liquidToken, address indexed successor, uint256 shares);
    /// @notice The books of `liquidToken` came from `from`.
    event BooksMovedIn(address indexed liquidToken, address indexed from, uint256 shares, uint256 backing);

    /// @notice The asset is not listed for the peer.
    error AssetNotListed(uint64 sourceSelector, address peer, address asset);
    /// @notice The asset is listed already; decimals and liquid token are fixed.
    error AssetAlreadyListed(uint64 sourceSelector, address peer, address asset);
    /// @notice The asset backs another liquid token.
    error LiquidTokenMismatch(address expected, address found);
    /// @notice More decimals than the 18 that assets are normalised to.
    error TooManyDecimals(uint8 decimals);
    /// @notice The bucket lacks assets or items; it will hold enough at `retryAt` (a block timestamp, 2^256-1 for never under this capacity).
    error BucketExceeded(uint256 available, uint256 retryAt);
    /// @notice Fewer guardians than needed approved, and no single approval says why.
    error NotEnoughApprovals(uint256 valid, uint256 needed);
    /// @notice An approval that was needed has expired.
    error ApprovalExpired(uint64 expires);
    /// @notice An approval that was needed is valid for longer than one hour from now.
    error ApprovalTooLong(uint64 expires, uint64 latest);
    /// @notice An approval that was needed was given under a revoked policy.
    error PolicyRevoked(bytes32 policyHash);
    /// @notice A heartbeat must be after the last sign of life and not in the future.
    error HeartbeatOutOfTime(uint64 at, uint64 lastQuorumAt);
    /// @notice Possible from `from` on, a block timestamp, if the guards stay silent until then.
    error TooEarly(uint256 from);
    /// @notice A delay outside its range, in seconds.
    error DelayOutOfRange(uint64 delay, uint64 shortest, uint64 longest);
    /// @notice The amount is worth less than one share.
    error ZeroShares(uint256 assets);
    /// @notice The shares are worth less than one unit of the asset.
    error ZeroAssets(uint256 shares);
    /// @notice Fewer shares would exist than the least that may, unless none.
    error TooFewShares(uint256 shares, uint256 least);
    /// @notice Shares exist, but nothing backs them: a mint would give the newcomer's assets to their holders.
    error NothingBehindShares(address liquidToken);
    /// @notice Rewards need somebody to have earned them.
    error NoShares(address liquidToken);
    /// @notice Backing or shares would reach 2^128.
    error BooksFull(uint256 assets, uint256 shares);
    /// @notice More shares than exist.
    error SharesExceeded(uint256 shares, uint256 outstanding);
    /// @notice The peer's assets back less than that, normalised.
    error BackingExceeded(uint256 assets, uint256 backing);
    /// @notice The shares are worth less than the redeemer asked for, in the asset's own unit.
    error AssetsBelowMin(uint256 assets, uint256 minAssets);
    /// @notice The liquid token refused the mint; `reason` holds at most its first 256 bytes.
    error MintFailed(bytes reason);
    /// @notice Guardians must be distinct and not zero, the threshold between 1 and their number, which is at most 255.
    error InvalidGuardSet();
    /// @notice The desk takes calls only through its hub.
    error NotHere();
    /// @notice The peer has said no Hello to answer.
    error NoHello(uint64 sourceSelector, address peer);
    /// @notice Roots are written off only while their peer is Retiring.
    error PeerNotRetiring(PeerState state);
    /// @notice A peer is retired from Retiring only, and when it has no open root, no refund to be sent and backs nothing.
    error PeerNotRetirable(PeerState state, uint64 openRoots, uint32 queuedRefunds);
    /// @notice The DAO has not given up this root.
    error RootNotGivenUp(bytes32 root);
    /// @notice `scope` must be paused first.
    error NotPaused(IQLPauses.Scope scope);
    /// @notice Roots of the peer have leaves left, or refunds wait to be sent.
    error LaneNotDrained(uint64 selector, address peer);
    /// @notice Only the hub named as predecessor hands books over.
    error NotPredecessor(address caller);
    /// @notice The successor has books of `liquidToken` already.
    error BooksNotEmpty(address liquidToken);
}
