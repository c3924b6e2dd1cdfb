// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

/// @title Runs on its own state what another contract has the code for.
abstract contract QLDelegator {
    address private immutable _further;

    constructor(address further) {
        _further = further;
    }

    /// @dev Everything not found here is found there.
    fallback() external payable virtual {
        address further = _further;
        assembly ("memory-safe") {
            let data := mload(0x40)
            calldatacopy(data, 0, calldatasize())
            let ok := delegatecall(gas(), further, data, calldatasize(), 0, 0)
            returndatacopy(data, 0, returndatasize())
            if iszero(ok) { revert(data, returndatasize()) }
            return(data, returndatasize())
        }
    }
}
