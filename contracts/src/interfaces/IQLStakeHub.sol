// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLBucket} from "../libraries/QLBucket.sol";
import {QLMessages} from "../libraries/QLMessages.sol";
import {IQLEndpoint} from "./IQLEndpoint.sol";
import {IQLPauses} from "./IQLPauses.sol";

/// @title Records the roots of satellites, mints liquid tokens for their leaves under guard approval, and sends back what is refunded or redeemed.
/// @notice A listing is (source selector, peer, asset). Amounts of items and roots are in the asset's smallest unit on its own chain;
/// backing, buckets and rates are in assets normalised to 18 decimals; shares are in the liquid token's 18 decimals.
interface IQLStakeHub is IQLEndpoint {
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
    /// @notice `root` over `count` leaves worth `total` left in CCIP message `messageId`.
    event RootSent(
        bytes32 indexed messageId,
        bytes32 indexed root,
        QLMessages.Kind kind,
        address asset,
        uint32 count,
        uint256 total,
        uint64 destSelector,
        address peer
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
    /// @notice `amount` of `asset`, in its own unit, is lost and backs nothing any more.
    event LossRecorded(uint64 indexed sourceSelector, address indexed peer, address indexed asset, uint256 amount);
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

    /// @notice Mints what can be minted, by anyone. One bad entry never stops another. Reverts only if mints are paused.
    /// @return outcomes One for each entry, in order; a simulation reads here why an entry would be skipped.
    function executeMints(MintEntry[] calldata entries) external returns (MintOutcome[] memory outcomes);

    /// @notice Mints one leaf without approvals, by anyone, once the guards have been silent for `escapeDelay` since both the root's receipt
    /// and their last sign of life. Pauses, holds and the mint bucket bind it like any mint.
    function escapeMint(MintEntry calldata entry) external returns (bytes32 stakeId, uint256 shares);

    /// @notice Credits a Rewards leaf, approved like a mint or, with no approvals, after guard silence; by anyone. It vests over 7 days.
    function creditRewards(MintEntry calldata entry) external returns (bytes32 leaf);

    /// @notice k guardians refund a stake: its leaf is consumed, a Refund leaf to its `refundTo` is queued. Knows neither pauses nor holds.
    function refund(MintEntry calldata entry) external returns (bytes32 refundLeaf);

    /// @notice DAO: refunds a stake.
    function refundByDao(MintEntry calldata entry) external returns (bytes32 refundLeaf);

    /// @notice Refunds a stake that was not minted for `refundDelay` after its root's receipt; by anyone, whatever is paused or held.
    function escapeRefund(MintEntry calldata entry) external returns (bytes32 refundLeaf);

    /// @notice Sends the open batch of refunds, by anyone, who pays CCIP's fee in native coin; the excess returns.
    function flushRefunds(uint64 destSelector, address peer, address asset)
        external
        payable
        returns (bytes32 root, bytes32 messageId);

    /// @notice Burns `shares` of the caller (who has approved this contract) and sends `peer` a Release root for what they are worth now.
    /// @param asset What is paid, listed at `peer` as backing of `liquidToken`.
    /// @param receiver Who is paid on the peer's chain; not zero.
    /// @param minAssets Least that the shares must be worth, in the asset's own unit.
    /// @dev The value sent pays CCIP's fee; the excess returns.
    /// @return releaseId The leaf's hash, which is also the root.
    /// @return messageId CCIP's message id.
    function redeem(
        address liquidToken,
        uint256 shares,
        uint64 destSelector,
        address peer,
        address asset,
        address receiver,
        uint256 minAssets
    ) external payable returns (bytes32 releaseId, bytes32 messageId);

    /// @notice What `redeem` with the same arguments would pay (in the asset's own unit) and cost (in native coin) in this block. Reverts as
    /// it would.
    function quoteRedeem(
        address liquidToken,
        uint256 shares,
        uint64 destSelector,
        address peer,
        address asset,
        address receiver
    ) external view returns (uint256 amount, uint256 ccipFee);

    /// @notice Answers the Hello of `peer` by echoing its challenge; by anyone, who pays CCIP's fee in native coin; the excess returns.
    function hello(uint64 sourceSelector, address peer) external payable returns (bytes32 messageId);

    /// @notice Tells the satellite that `root` is given up; by anyone, any number of times, paying CCIP's fee; the excess returns.
    function sendVoid(uint64 sourceSelector, address peer, bytes32 root) external payable returns (bytes32 messageId);

    /// @notice k guardians' sign of life: they were there at `at`, a block timestamp. By anyone.
    function heartbeat(uint64 at, Signature[] calldata signatures) external;

    /// @notice Guardian: approvals under `policyHash` count no more, at once.
    function revokePolicy(bytes32 policyHash) external;
    /// @notice DAO: undoes `revokePolicy`.
    function restorePolicy(bytes32 policyHash) external;
    /// @notice DAO: replaces guardians and threshold; approvals of removed guardians count no more.
    function setGuards(address[] calldata guardians, uint8 threshold) external;
    /// @notice DAO: seconds of silence before an escape mint and of waiting before an escape refund; each from 1 to 60 days.
    function setDelays(uint64 escapeDelay, uint64 refundDelay) external;
    /// @notice DAO: records messages of `peer` from now on.
    function listPeer(uint64 sourceSelector, address peer) external;
    /// @notice DAO: marks `peer` as Retiring, or Active again.
    function setRetiring(uint64 sourceSelector, address peer, bool retiring) external;
    /// @notice DAO: makes a Retiring peer a stranger, once nothing of it is left here.
    function retirePeer(uint64 sourceSelector, address peer) external;
    /// @notice DAO: gives up a Stake root that has not arrived. If it comes later it is ignored.
    function voidRoot(uint64 sourceSelector, address peer, bytes32 root) external;
    /// @notice DAO: mints `liquidToken` (18 decimals) for `asset` of `peer`, which has `decimals` there; no limit is set yet, so nothing mints.
    function listAsset(uint64 sourceSelector, address peer, address asset, address liquidToken, uint8 decimals) external;
    /// @notice DAO: `amount` of `asset`, in its own unit, is lost at `peer`. Only while Mints and Redemptions are paused.
    function recordLoss(uint64 sourceSelector, address peer, address asset, uint256 amount) external;
    /// @notice DAO: names the hub whose books this one may take over; zero for none.
    function setPredecessor(address hub) external;
    /// @notice DAO: hands the books of `liquidToken` to `successor`, which must have named this hub its predecessor and listed the same
    /// assets. Only while Mints and Redemptions are paused and every lane with such an asset is drained.
    function migrate(address liquidToken, address successor) external;
    /// @notice The predecessor hands over the backing of one listing, normalised.
    function takeOverBacking(address liquidToken, Place calldata place, uint256 backing) external;
    /// @notice The predecessor hands over the shares it issued, behind all their backing, and the rewards that vest for them.
    function takeOverShares(address liquidToken, uint256 shares, uint256 unvested, uint64 vestsUntil) external;
    /// @notice CONFIG: standing limits of a listing's mints or redemptions (Scope.Mints, Scope.Redemptions), in normalised assets and
    /// items; the first call fills the bucket, later ones never do.
    function setLimits(IQLPauses.Scope scope, Place calldata place, QLBucket.Limits calldata limits) external;
    /// @notice PAUSER: lowers limits for 7 days; once per account and bucket until `setLimits`.
    function lowerLimits(IQLPauses.Scope scope, Place calldata place, QLBucket.Limits calldata limits) external;

    /// @notice Whether mints are paused.
    function mintsPaused() external view returns (bool);
    /// @notice All guardians, in no particular order.
    function guardians() external view returns (address[] memory);
    /// @notice How many guardians must approve a mint; zero until a set is given, when nothing mints but by escape.
    function threshold() external view returns (uint8);
    /// @notice When enough guardians were last seen to act together, a block timestamp.
    function lastQuorumAt() external view returns (uint64);
    /// @notice Seconds of guard silence before an escape mint.
    function escapeDelay() external view returns (uint64);
    /// @notice Seconds after a root's receipt before its leaves may be refunded by anyone.
    function refundDelay() external view returns (uint64);
    /// @notice Whether `account` is a guardian.
    function isGuardian(address account) external view returns (bool);
    /// @notice Whether approvals under `policyHash` are void.
    function isRevoked(bytes32 policyHash) external view returns (bool);
    /// @notice EIP-712 domain separator: name "QLStakeHub", version "1", this chain, this contract.
    function domainSeparator() external view returns (bytes32);
    /// @notice EIP-712 digest that a guardian signs to approve a mint.
    function hashApproval(bytes32 stakeId, bytes32 root, uint64 expires, bytes32 policyHash)
        external
        view
        returns (bytes32);
    /// @notice EIP-712 digest that a guardian signs to approve a refund.
    function hashRefundApproval(bytes32 stakeId, bytes32 root, uint64 expires) external view returns (bytes32);
    /// @notice EIP-712 digest that a guardian signs as a sign of life.
    function hashHeartbeat(uint64 at) external view returns (bytes32);

    /// @notice A peer, zeros if unknown.
    function peerOf(uint64 sourceSelector, address peer) external view returns (Peer memory);
    /// @notice A listing, zeros if there is none.
    function listingOf(uint64 sourceSelector, address peer, address asset) external view returns (Listing memory);
    /// @notice The bucket of a listing's mints or redemptions as of now.
    function bucketOf(IQLPauses.Scope scope, Place calldata place) external view returns (Bucket memory);
    /// @notice Whether leaf `index` of a received Stake root is consumed: minted or refunded.
    function isConsumed(uint64 sourceSelector, address peer, bytes32 root, uint32 index) external view returns (bool);
    /// @notice Whether the DAO has given up this Stake root.
    function isVoided(uint64 sourceSelector, address peer, bytes32 root) external view returns (bool);
    /// @notice Id of `item` if staked at `peer` for this hub.
    function stakeIdOf(uint64 sourceSelector, address peer, QLMessages.Item calldata item)
        external
        view
        returns (bytes32);
    /// @notice Assets that back shares, per listing, normalised.
    function backingOf(uint64 sourceSelector, address peer, address asset) external view returns (uint256);
    /// @notice Assets that back all shares of `liquidToken`, normalised, unvested rewards included.
    function totalBacking(address liquidToken) external view returns (uint256);
    /// @notice Rewards that back `liquidToken` but do not count for its rate yet, normalised; all of it counts from `until` on.
    function unvestedRewards(address liquidToken) external view returns (uint256 assets, uint64 until);
    /// @notice Shares of `liquidToken` minted here and not redeemed, wherever CCIP has carried them.
    function sharesOutstanding(address liquidToken) external view returns (uint256);
    /// @notice Shares of `liquidToken` for `assets` (normalised, below 2^128) at the rate of now, rounded down.
    function toSharesDown(address liquidToken, uint256 assets) external view returns (uint256);
    /// @notice Assets (normalised) for `shares` (below 2^128) of `liquidToken` at the rate of now, rounded down.
    function toAssetsDown(address liquidToken, uint256 shares) external view returns (uint256);
    /// @notice Nonce of the next redemption's item.
    function nextNonce() external view returns (uint64);
    /// @notice The hub whose books this one may take over; zero for none.
    function predecessor() external view returns (address);
}
