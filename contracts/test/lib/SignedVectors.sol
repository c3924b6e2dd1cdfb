// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLStakeHub} from "../../src/QLStakeHub.sol";
import {Json} from "./Json.sol";
import {Test} from "forge-std/Test.sol";
import {Vm} from "forge-std/Vm.sol";

/// @notice The part of the vectors that guards sign: digests of the hub, and signatures of keys made up for it.
abstract contract SignedVectors is Test {
    uint256 internal constant HUB_CHAIN = 11155111;
    QLStakeHub internal constant HUB = QLStakeHub(address(0x00000000000000000000000000000000000AB1de));

    function _approvals() internal returns (string memory) {
        string[] memory all = new string[](3);
        for (uint256 i; i < all.length; ++i) {
            all[i] = _approvalJson(
                keccak256(abi.encode("stake", i)), keccak256(abi.encode("root", i)), uint64(1_800_000_000 + i), i
            );
        }
        return Json.list(all);
    }

    function _approvalJson(bytes32 stakeId, bytes32 root, uint64 expires, uint256 i) private returns (string memory) {
        bytes32 policyHash = keccak256(abi.encode("policy", i));
        bytes32 digest = HUB.hashApproval(stakeId, root, expires, policyHash);
        Vm.Wallet memory guard = vm.createWallet(string.concat("vector guard ", vm.toString(i)));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(guard, digest);
        string[] memory fields = new string[](13);
        fields[0] = Json.field("chainId", HUB_CHAIN);
        fields[1] = Json.field("verifyingContract", address(HUB));
        fields[2] = Json.field("domainSeparator", HUB.domainSeparator());
        fields[3] = Json.field("stakeId", stakeId);
        fields[4] = Json.field("root", root);
        fields[5] = Json.field("expires", uint256(expires));
        fields[6] = Json.field("policyHash", policyHash);
        fields[7] = Json.field("digest", digest);
        fields[8] = Json.field("privateKey", bytes32(guard.privateKey));
        fields[9] = Json.field("signer", guard.addr);
        fields[10] = Json.field("v", uint256(v));
        fields[11] = Json.field("r", r);
        fields[12] = Json.field("s", s);
        return Json.object(fields);
    }

    function _refundApprovals() internal view returns (string memory) {
        string[] memory all = new string[](3);
        for (uint256 i; i < all.length; ++i) {
            bytes32 stakeId = keccak256(abi.encode("stake", i));
            bytes32 root = keccak256(abi.encode("root", i));
            uint64 expires = uint64(1_800_000_000 + i);
            string[] memory fields = new string[](4);
            fields[0] = Json.field("stakeId", stakeId);
            fields[1] = Json.field("root", root);
            fields[2] = Json.field("expires", uint256(expires));
            fields[3] = Json.field("digest", HUB.hashRefundApproval(stakeId, root, expires));
            all[i] = Json.object(fields);
        }
        return Json.list(all);
    }

    function _heartbeats() internal view returns (string memory) {
        uint64[3] memory moments = [uint64(0), 1_800_000_000, type(uint64).max];
        string[] memory all = new string[](moments.length);
        for (uint256 i; i < all.length; ++i) {
            string[] memory fields = new string[](2);
            fields[0] = Json.field("at", uint256(moments[i]));
            fields[1] = Json.field("digest", HUB.hashHeartbeat(moments[i]));
            all[i] = Json.object(fields);
        }
        return Json.list(all);
    }
}
