// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {Any2EVMRampMessage, Any2EVMTokenTransfer, EVM2AnyRampMessage, EVM2AnyTokenTransfer} from "./CcipTypes.sol";

/// @notice How CCIP 1.6 names a message on its source chain and proves it on its destination.
library CcipHashing {
    bytes4 internal constant EVM_EXTRA_ARGS_V1_TAG = 0x97a657c9;
    bytes4 internal constant EVM_EXTRA_ARGS_V2_TAG = 0x181dcf10;
    /// @dev What the Router assumes for empty extraArgs.
    uint256 internal constant DEFAULT_GAS_LIMIT = 200_000;

    bytes32 private constant LEAF_DOMAIN = bytes32(0);
    bytes32 private constant NODE_DOMAIN = bytes32(uint256(1));
    bytes32 private constant PADDING = bytes32(type(uint256).max);
    bytes32 private constant EVM_2_ANY = keccak256("EVM2AnyMessageHashV1");
    bytes32 private constant ANY_2_EVM = keccak256("Any2EVMMessageHashV1");

    error UnknownExtraArgsTag(bytes4 tag);

    /// @return the id the OnRamp gives a message
    function messageId(EVM2AnyRampMessage memory message, address onRamp) internal pure returns (bytes32) {
        bytes32 lane = keccak256(
            abi.encode(EVM_2_ANY, message.header.sourceChainSelector, message.header.destChainSelector, onRamp)
        );
        bytes32 fixedSize = keccak256(
            abi.encode(
                message.sender,
                message.header.sequenceNumber,
                message.header.nonce,
                message.feeToken,
                message.feeTokenAmount
            )
        );
        return keccak256(
            abi.encode(
                LEAF_DOMAIN,
                lane,
                fixedSize,
                keccak256(message.receiver),
                keccak256(message.data),
                keccak256(abi.encode(message.tokenAmounts)),
                keccak256(message.extraArgs)
            )
        );
    }

    /// @return the hash the DON commits to, which `ExecutionStateChanged` calls the message hash
    function leaf(Any2EVMRampMessage memory message, address onRamp) internal pure returns (bytes32) {
        bytes32 lane = keccak256(
            abi.encode(
                ANY_2_EVM,
                message.header.sourceChainSelector,
                message.header.destChainSelector,
                keccak256(abi.encode(onRamp))
            )
        );
        bytes32 fixedSize = keccak256(
            abi.encode(
                message.header.messageId,
                message.receiver,
                message.header.sequenceNumber,
                message.gasLimit,
                message.header.nonce
            )
        );
        return keccak256(
            abi.encode(
                LEAF_DOMAIN,
                lane,
                fixedSize,
                keccak256(message.sender),
                keccak256(message.data),
                keccak256(abi.encode(message.tokenAmounts))
            )
        );
    }

    /// @return arrival what the destination's OffRamp is given for a message sent on the source
    function arrivalOf(EVM2AnyRampMessage memory sent) internal pure returns (Any2EVMRampMessage memory arrival) {
        Any2EVMTokenTransfer[] memory transfers = new Any2EVMTokenTransfer[](sent.tokenAmounts.length);
        for (uint256 i = 0; i < transfers.length; i++) {
            EVM2AnyTokenTransfer memory transfer = sent.tokenAmounts[i];
            transfers[i] = Any2EVMTokenTransfer({
                sourcePoolAddress: abi.encode(transfer.sourcePoolAddress),
                destTokenAddress: abi.decode(transfer.destTokenAddress, (address)),
                destGasAmount: abi.decode(transfer.destExecData, (uint32)),
                extraData: transfer.extraData,
                amount: transfer.amount
            });
        }
        return Any2EVMRampMessage({
            header: sent.header,
            sender: abi.encode(sent.sender),
            data: sent.data,
            receiver: abi.decode(sent.receiver, (address)),
            gasLimit: gasLimitOf(sent.extraArgs),
            tokenAmounts: transfers
        });
    }

    /// @return gasLimit what the sender asked for the receiver, in gas
    function gasLimitOf(bytes memory extraArgs) internal pure returns (uint256 gasLimit) {
        if (extraArgs.length == 0) return DEFAULT_GAS_LIMIT;
        bytes4 tag = bytes4(extraArgs);
        if (tag != EVM_EXTRA_ARGS_V1_TAG && tag != EVM_EXTRA_ARGS_V2_TAG) revert UnknownExtraArgsTag(tag);
        assembly ("memory-safe") {
            gasLimit := mload(add(extraArgs, 0x24))
        }
    }

    /// @return the root of 1 to 256 leaves; an odd layer is padded
    function merkleRoot(bytes32[] memory leaves) internal pure returns (bytes32) {
        while (leaves.length > 1) leaves = _parents(leaves);
        return leaves[0];
    }

    /// @return proof the siblings that lead from the leaf at `index` to the root, lowest first; its flag bits are zero
    function merkleProof(bytes32[] memory leaves, uint256 index) internal pure returns (bytes32[] memory proof) {
        uint256 depth;
        for (uint256 width = leaves.length; width > 1; width = (width + 1) / 2) {
            depth++;
        }
        proof = new bytes32[](depth);
        for (uint256 level = 0; level < depth; level++) {
            proof[level] = _at(leaves, index ^ 1);
            leaves = _parents(leaves);
            index /= 2;
        }
    }

    function _parents(bytes32[] memory layer) private pure returns (bytes32[] memory parents) {
        parents = new bytes32[]((layer.length + 1) / 2);
        for (uint256 i = 0; i < parents.length; i++) {
            (bytes32 a, bytes32 b) = (_at(layer, 2 * i), _at(layer, 2 * i + 1));
            parents[i] = a < b ? keccak256(abi.encode(NODE_DOMAIN, a, b)) : keccak256(abi.encode(NODE_DOMAIN, b, a));
        }
    }

    function _at(bytes32[] memory layer, uint256 index) private pure returns (bytes32) {
        return index < layer.length ? layer[index] : PADDING;
    }
}
