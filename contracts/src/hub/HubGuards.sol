// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLEndpoint} from "../QLEndpoint.sol";
import {IQLStakeHub} from "../interfaces/IQLStakeHub.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

/// @title Who may approve a mint, and whether enough have. EIP-712.
abstract contract HubGuards is IQLStakeHub, QLEndpoint, EIP712 {
    bytes32 private constant MINT_APPROVAL =
        keccak256("MintApproval(bytes32 stakeId,bytes32 root,uint64 expires,bytes32 policyHash)");
    uint64 private constant LONGEST_APPROVAL = 1 hours;

    /// @inheritdoc IQLStakeHub
    uint8 public threshold;
    /// @inheritdoc IQLStakeHub
    mapping(bytes32 policyHash => bool) public isRevoked;

    address[] private _guardians;
    /// @dev From 1, so that a guardian's bit in a mask of signers can be told from no guardian.
    mapping(address guardian => uint256) private _numberOf;

    constructor() EIP712("QLStakeHub", "1") {}

    /// @inheritdoc IQLStakeHub
    function setGuards(address[] calldata guardians_, uint8 threshold_) external restricted {
        if (threshold_ == 0 || threshold_ > guardians_.length || guardians_.length > type(uint8).max) {
            revert InvalidGuardSet();
        }
        for (uint256 i; i < _guardians.length; ++i) {
            delete _numberOf[_guardians[i]];
        }
        for (uint256 i; i < guardians_.length; ++i) {
            if (guardians_[i] == address(0) || _numberOf[guardians_[i]] != 0) revert InvalidGuardSet();
            _numberOf[guardians_[i]] = i + 1;
        }
        _guardians = guardians_;
        threshold = threshold_;
        emit GuardSetChanged(guardians_, threshold_);
    }

    /// @inheritdoc IQLStakeHub
    function revokePolicy(bytes32 policyHash) external {
        if (!isGuardian(msg.sender)) revert NotGuardian(msg.sender);
        isRevoked[policyHash] = true;
        emit PolicyHashRevoked(policyHash, msg.sender);
    }

    /// @inheritdoc IQLStakeHub
    function restorePolicy(bytes32 policyHash) external restricted {
        isRevoked[policyHash] = false;
        emit PolicyHashRestored(policyHash, msg.sender);
    }

    /// @inheritdoc IQLStakeHub
    function guardians() external view returns (address[] memory) {
        return _guardians;
    }

    /// @inheritdoc IQLStakeHub
    function isGuardian(address account) public view returns (bool) {
        return _numberOf[account] != 0;
    }

    /// @inheritdoc IQLStakeHub
    function domainSeparator() external view returns (bytes32) {
        return _domainSeparatorV4();
    }

    /// @inheritdoc IQLStakeHub
    function hashApproval(bytes32 stakeId, bytes32 root, uint64 expires, bytes32 policyHash)
        public
        view
        returns (bytes32)
    {
        return _hashTypedDataV4(keccak256(abi.encode(MINT_APPROVAL, stakeId, root, expires, policyHash)));
    }

    /// @dev Counts distinct guardians with a valid approval until there are enough. A bad approval among enough good ones is harmless;
    /// where they do not suffice, the first bad one says why.
    /// @return policyHash Of the first approval counted.
    function _requireApproved(bytes32 stakeId, bytes32 root, Approval[] calldata approvals)
        internal
        view
        returns (bytes32 policyHash)
    {
        uint256 needed = threshold;
        uint256 valid;
        uint256 signers;
        bytes memory refusal;
        for (uint256 i; i < approvals.length && (valid < needed || needed == 0); ++i) {
            (uint256 number, bytes memory why) = _check(stakeId, root, approvals[i]);
            if (why.length != 0 && refusal.length == 0) refusal = why;
            if (number == 0 || signers & (1 << number) != 0) continue;
            signers |= 1 << number;
            if (valid++ == 0) policyHash = approvals[i].policyHash;
        }
        if (valid >= needed && needed != 0) return policyHash;
        if (refusal.length == 0) revert NotEnoughApprovals(valid, needed);
        assembly ("memory-safe") {
            revert(add(refusal, 32), mload(refusal))
        }
    }

    /// @dev Number of the guardian who signed, zero if the approval does not count; and why, unless the signature is a stranger's.
    function _check(bytes32 stakeId, bytes32 root, Approval calldata approval)
        private
        view
        returns (uint256 number, bytes memory why)
    {
        uint64 expires = approval.expires;
        uint64 latest = uint64(block.timestamp) + LONGEST_APPROVAL;
        if (expires < block.timestamp) return (0, abi.encodeWithSelector(ApprovalExpired.selector, expires));
        if (expires > latest) return (0, abi.encodeWithSelector(ApprovalTooLong.selector, expires, latest));
        if (isRevoked[approval.policyHash]) {
            return (0, abi.encodeWithSelector(PolicyRevoked.selector, approval.policyHash));
        }
        bytes32 digest = hashApproval(stakeId, root, expires, approval.policyHash);
        // rejects high s and v outside 27 and 28: a signature has one form
        (address signer, ECDSA.RecoverError failure,) = ECDSA.tryRecover(digest, approval.v, approval.r, approval.s);
        if (failure == ECDSA.RecoverError.NoError) number = _numberOf[signer];
    }
}
