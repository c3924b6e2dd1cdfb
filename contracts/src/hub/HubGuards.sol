// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLHolds} from "../endpoint/QLHolds.sol";
import {IQLHubTypes} from "../interfaces/IQLHubTypes.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";

/// @title Who may approve, and whether enough have. EIP-712.
abstract contract HubGuards is QLHolds {
    bytes32 private constant DOMAIN =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
    bytes32 private constant NAME = keccak256("QLStakeHub");
    bytes32 private constant VERSION = keccak256("1");
    bytes32 private constant MINT_APPROVAL =
        keccak256("MintApproval(bytes32 stakeId,bytes32 root,uint64 expires,bytes32 policyHash)");
    bytes32 private constant REFUND_APPROVAL = keccak256("RefundApproval(bytes32 stakeId,bytes32 root,uint64 expires)");
    bytes32 private constant HEARTBEAT = keccak256("Heartbeat(uint64 at)");
    uint64 private constant LONGEST_APPROVAL = 1 hours;

    uint8 internal _threshold;
    uint64 internal _lastQuorumAt;
    mapping(bytes32 policyHash => bool) internal _revoked;
    address[] internal _guardians;
    /// @dev From 1, so that a guardian's bit in a mask of signers can be told from no guardian.
    mapping(address guardian => uint256) internal _numberOf;

    function _mayHold(address account) internal view override returns (bool) {
        return _numberOf[account] != 0;
    }

    /// @dev Enough guardians have just acted on chain. One write a block.
    function _noteQuorum() internal {
        if (_lastQuorumAt != block.timestamp) _lastQuorumAt = uint64(block.timestamp);
    }

    /// @dev Counts distinct guardians with a valid approval until there are enough. A bad approval among enough good ones is harmless;
    /// where they do not suffice, the first bad one says why. Never reverts.
    /// @param refunding Whether to refund is approved, rather than to mint.
    /// @return policyHash Of the first approval counted.
    /// @return refusal The encoded error where there are not enough, else nothing.
    function _refuseUnapproved(bool refunding, bytes32 leaf, bytes32 root, IQLHubTypes.Approval[] calldata approvals)
        internal
        view
        returns (bytes32 policyHash, bytes memory refusal)
    {
        uint256 needed = _threshold;
        uint256 valid;
        uint256 signers;
        for (uint256 i; i < approvals.length && (valid < needed || needed == 0); ++i) {
            IQLHubTypes.Approval calldata approval = approvals[i];
            (uint256 bit, bytes memory why) = _check(refunding, leaf, root, approval);
            if (why.length != 0 && refusal.length == 0) refusal = why;
            if (bit == 0 || signers & bit != 0) continue;
            signers |= bit;
            if (valid++ == 0) policyHash = approval.policyHash;
        }
        if (valid >= needed && needed != 0) return (policyHash, "");
        if (refusal.length == 0) {
            refusal = abi.encodeWithSelector(IQLHubTypes.NotEnoughApprovals.selector, valid, needed);
        }
    }

    /// @dev Bit of the guardian who signed, zero if the approval does not count; and why, unless the signature is a stranger's.
    function _check(bool refunding, bytes32 leaf, bytes32 root, IQLHubTypes.Approval calldata approval)
        private
        view
        returns (uint256 bit, bytes memory why)
    {
        uint64 expires = approval.expires;
        uint64 latest = uint64(block.timestamp) + LONGEST_APPROVAL;
        if (expires < block.timestamp) {
            return (0, abi.encodeWithSelector(IQLHubTypes.ApprovalExpired.selector, expires));
        }
        if (expires > latest) {
            return (0, abi.encodeWithSelector(IQLHubTypes.ApprovalTooLong.selector, expires, latest));
        }
        bytes32 content;
        if (refunding) {
            content = _refundApproval(leaf, root, expires);
        } else {
            bytes32 policyHash = approval.policyHash;
            if (_revoked[policyHash]) {
                return (0, abi.encodeWithSelector(IQLHubTypes.PolicyRevoked.selector, policyHash));
            }
            content = _mintApproval(leaf, root, expires, policyHash);
        }
        bit = _bitOf(_digest(content), approval.v, approval.r, approval.s);
    }

    /// @dev Rejects high s and v outside 27 and 28: a signature has one form.
    function _bitOf(bytes32 digest, uint8 v, bytes32 r, bytes32 s) internal view returns (uint256) {
        (address signer, ECDSA.RecoverError failure,) = ECDSA.tryRecover(digest, v, r, s);
        if (failure != ECDSA.RecoverError.NoError) return 0;
        uint256 number = _numberOf[signer];
        return number == 0 ? 0 : 1 << number;
    }

    /// @dev Computed anew: neither a fork of the chain nor the desk's own address can make a cached one wrong.
    function _domainSeparator() internal view returns (bytes32 separator) {
        (bytes32 domain, bytes32 name, bytes32 version) = (DOMAIN, NAME, VERSION);
        assembly ("memory-safe") {
            let words := mload(0x40)
            mstore(words, domain)
            mstore(add(words, 0x20), name)
            mstore(add(words, 0x40), version)
            mstore(add(words, 0x60), chainid())
            mstore(add(words, 0x80), address())
            separator := keccak256(words, 0xa0)
        }
    }

    function _digest(bytes32 content) internal view returns (bytes32) {
        return MessageHashUtils.toTypedDataHash(_domainSeparator(), content);
    }

    function _mintApproval(bytes32 leaf, bytes32 root, uint64 expires, bytes32 policyHash)
        internal
        pure
        returns (bytes32 content)
    {
        bytes32 type_ = MINT_APPROVAL;
        assembly ("memory-safe") {
            let words := mload(0x40)
            mstore(words, type_)
            mstore(add(words, 0x20), leaf)
            mstore(add(words, 0x40), root)
            mstore(add(words, 0x60), and(expires, 0xffffffffffffffff))
            mstore(add(words, 0x80), policyHash)
            content := keccak256(words, 0xa0)
        }
    }

    function _refundApproval(bytes32 leaf, bytes32 root, uint64 expires) internal pure returns (bytes32) {
        return keccak256(abi.encode(REFUND_APPROVAL, leaf, root, expires));
    }

    function _heartbeat(uint64 at) internal pure returns (bytes32) {
        return keccak256(abi.encode(HEARTBEAT, at));
    }
}
