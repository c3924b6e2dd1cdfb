// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLMessages} from "../libraries/QLMessages.sol";
import {IQLEndpoint} from "./IQLEndpoint.sol";
import {IQLInbox} from "./IQLInbox.sol";

/// @title Records the roots of satellites and mints liquid tokens for their leaves, under guard approval.
/// @notice A listing is (source selector, peer, asset). Amounts of items and roots are in the asset's smallest unit on its own chain;
/// backing, buckets and rates are in assets normalised to 18 decimals; shares are in the liquid token's 18 decimals.
interface IQLStakeHub is IQLEndpoint, IQLInbox {
    /// @notice A satellite. `helloReceivedAt` is zero until its first Hello; `challenge` is what that Hello carried; `openRoots` of it have
    /// leaves to consume.
    struct Peer {
        bool listed;
        uint64 helloReceivedAt;
        uint64 openRoots;
        bytes32 challenge;
    }

    /// @notice What a listing mints, and the decimals of the asset on its own chain (at most 18), fixed at listing.
    struct Listing {
        address liquidToken;
        uint8 decimals;
    }

    /// @notice A token bucket in normalised assets. `refillPerSecond` fills it up to `capacity`; a mint takes its assets from `available`.
    struct Bucket {
        uint256 capacity;
        uint256 refillPerSecond;
        uint256 available;
    }

    /// @notice One guardian's EIP-712 signature over `MintApproval(bytes32 stakeId,bytes32 root,uint64 expires,bytes32 policyHash)`.
    /// @param expires Last second of validity, a block timestamp at most one hour ahead.
    struct Approval {
        uint64 expires;
        bytes32 policyHash;
        uint8 v;
        bytes32 r;
        bytes32 s;
    }

    /// @notice One mint: a leaf of a received Stake root, its proof (empty for a root of one) and approvals in any order.
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

    /// @notice A leaf was consumed. `assets` in the asset's own unit, as in the item; `policyHash` of the first approval counted.
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

    /// @notice Minting is paused; roots are still recorded.
    event MintsPaused(address by);
    /// @notice Minting goes on.
    event MintsUnpaused(address by);
    /// @notice The guardians and how many of them must approve, in force at once.
    event GuardSetChanged(address[] guardians, uint8 threshold);
    /// @notice Approvals under `policyHash` count no more.
    event PolicyHashRevoked(bytes32 indexed policyHash, address by);
    /// @notice Approvals under `policyHash` count again.
    event PolicyHashRestored(bytes32 indexed policyHash, address by);
    /// @notice Messages from `peer` are recorded from now on.
    event PeerListed(uint64 indexed sourceSelector, address indexed peer);
    /// @notice `asset` of `peer` is minted as `liquidToken` from now on.
    event AssetListed(
        uint64 indexed sourceSelector, address indexed peer, address indexed asset, address liquidToken, uint8 decimals
    );
    /// @notice Limits of a listing's mint bucket, in normalised assets.
    event MintBucketChanged(
        uint64 indexed sourceSelector,
        address indexed peer,
        address indexed asset,
        uint256 capacity,
        uint256 refillPerSecond
    );

    /// @notice Minting is paused.
    error MintingPaused();
    /// @notice The asset is not listed for the peer.
    error AssetNotListed(uint64 sourceSelector, address peer, address asset);
    /// @notice The asset is listed already; decimals and liquid token are fixed.
    error AssetAlreadyListed(uint64 sourceSelector, address peer, address asset);
    /// @notice More decimals than the 18 that assets are normalised to.
    error TooManyDecimals(uint8 decimals);
    /// @notice The bucket lacks assets; it will hold enough at `retryAt` (a block timestamp, 2^256-1 for never under this capacity).
    error BucketExceeded(uint256 available, uint256 retryAt);
    /// @notice Fewer guardians than needed approved, and no single approval says why.
    error NotEnoughApprovals(uint256 valid, uint256 needed);
    /// @notice An approval that was needed has expired.
    error ApprovalExpired(uint64 expires);
    /// @notice An approval that was needed is valid for longer than one hour from now.
    error ApprovalTooLong(uint64 expires, uint64 latest);
    /// @notice An approval that was needed was given under a revoked policy.
    error PolicyRevoked(bytes32 policyHash);
    /// @notice The amount is worth less than one share.
    error ZeroShares(uint256 assets);
    /// @notice The liquid token refused the mint; `reason` holds at most its first 256 bytes.
    error MintFailed(bytes reason);
    /// @notice Only this contract may call `mintEntry`, from `executeMints`.
    error OnlySelf(address caller);
    /// @notice Only a guardian may call.
    error NotGuardian(address caller);
    /// @notice Guardians must be distinct and not zero, the threshold between 1 and their number, which is at most 255.
    error InvalidGuardSet();
    /// @notice The peer has said no Hello to answer.
    error NoHello(uint64 sourceSelector, address peer);

    /// @notice Mints what can be minted, by anyone. One bad entry never stops another. Reverts only if minting is paused.
    /// @return outcomes One for each entry, in order; a simulation reads here why an entry would be skipped.
    function executeMints(MintEntry[] calldata entries) external returns (MintOutcome[] memory outcomes);

    /// @notice One entry, all or nothing; only for `executeMints`. A simulation from this contract's own address shows the bare error.
    function mintEntry(MintEntry calldata entry) external returns (bytes32 stakeId, uint256 shares);

    /// @notice Answers the Hello of `peer` by echoing its challenge; by anyone, who pays CCIP's fee in native coin; the excess returns.
    function hello(uint64 sourceSelector, address peer) external payable returns (bytes32 messageId);

    /// @notice Guardian: approvals under `policyHash` count no more, at once.
    function revokePolicy(bytes32 policyHash) external;
    /// @notice DAO: undoes `revokePolicy`.
    function restorePolicy(bytes32 policyHash) external;
    /// @notice PAUSER: stops minting.
    function pauseMints() external;
    /// @notice DAO: lets minting go on.
    function unpauseMints() external;
    /// @notice DAO: replaces guardians and threshold; approvals of removed guardians count no more.
    function setGuards(address[] calldata guardians, uint8 threshold) external;
    /// @notice DAO: records messages of `peer` from now on.
    function listPeer(uint64 sourceSelector, address peer) external;
    /// @notice DAO: mints `liquidToken` (18 decimals) for `asset` of `peer`, which has `decimals` there; no limit is set yet, so nothing mints.
    function listAsset(uint64 sourceSelector, address peer, address asset, address liquidToken, uint8 decimals) external;
    /// @notice CONFIG: limits of a listing, in normalised assets; the first call fills the bucket, later ones never do.
    function setMintBucket(
        uint64 sourceSelector,
        address peer,
        address asset,
        uint128 capacity,
        uint128 refillPerSecond
    ) external;

    /// @notice Whether minting is paused.
    function mintsPaused() external view returns (bool);
    /// @notice All guardians, in no particular order.
    function guardians() external view returns (address[] memory);
    /// @notice How many guardians must approve a mint; zero until a set is given, when nothing mints.
    function threshold() external view returns (uint8);
    /// @notice Whether `account` is a guardian.
    function isGuardian(address account) external view returns (bool);
    /// @notice Whether approvals under `policyHash` are void.
    function isRevoked(bytes32 policyHash) external view returns (bool);
    /// @notice EIP-712 domain separator: name "QLStakeHub", version "1", this chain, this contract.
    function domainSeparator() external view returns (bytes32);
    /// @notice EIP-712 digest that a guardian signs.
    function hashApproval(bytes32 stakeId, bytes32 root, uint64 expires, bytes32 policyHash)
        external
        view
        returns (bytes32);

    /// @notice A peer, zeros if unknown.
    function peerOf(uint64 sourceSelector, address peer) external view returns (Peer memory);
    /// @notice A listing, zeros if there is none.
    function listingOf(uint64 sourceSelector, address peer, address asset) external view returns (Listing memory);
    /// @notice A listing's mint bucket as of now.
    function mintBucketOf(uint64 sourceSelector, address peer, address asset) external view returns (Bucket memory);
    /// @notice Whether leaf `index` of a received Stake root is consumed.
    function isConsumed(uint64 sourceSelector, address peer, bytes32 root, uint32 index) external view returns (bool);
    /// @notice Id of `item` if staked at `peer` for this hub.
    function stakeIdOf(uint64 sourceSelector, address peer, QLMessages.Item calldata item)
        external
        view
        returns (bytes32);
    /// @notice Assets that back shares, per listing, normalised.
    function backingOf(uint64 sourceSelector, address peer, address asset) external view returns (uint256);
    /// @notice Assets that back all shares of `liquidToken`, normalised.
    function totalBacking(address liquidToken) external view returns (uint256);
    /// @notice Shares of `liquidToken` minted here and not redeemed, wherever CCIP has carried them.
    function sharesOutstanding(address liquidToken) external view returns (uint256);
    /// @notice Shares of `liquidToken` for `assets` (normalised) at the rate of now, rounded down.
    function toSharesDown(address liquidToken, uint256 assets) external view returns (uint256);
    /// @notice Assets (normalised) for `shares` of `liquidToken` at the rate of now, rounded down.
    function toAssetsDown(address liquidToken, uint256 shares) external view returns (uint256);
}
