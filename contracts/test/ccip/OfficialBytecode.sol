// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {Vm} from "forge-std/Vm.sol";

/// @notice Deploys what Chainlink deploys: the creation bytecode shipped in its npm package, never a recompilation.
library OfficialBytecode {
    Vm private constant VM = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));
    string private constant FOLDER = "node_modules/@chainlink/contracts-ccip/bytecode/";

    error DeploymentFailed(string file, bytes reason);

    /// @param file version folder and file name without extension, for example `v1_6_0/onramp`
    /// @param arguments ABI-encoded constructor arguments
    function deploy(string memory file, bytes memory arguments) internal returns (address deployed) {
        bytes memory code = VM.parseBytes(VM.readFile(string.concat(FOLDER, file, ".bin")));
        bytes memory creation = abi.encodePacked(code, arguments);
        assembly ("memory-safe") {
            deployed := create(0, add(creation, 0x20), mload(creation))
        }
        if (deployed == address(0)) {
            bytes memory reason;
            assembly ("memory-safe") {
                reason := mload(0x40)
                mstore(reason, returndatasize())
                returndatacopy(add(reason, 0x20), 0, returndatasize())
                mstore(0x40, add(reason, and(add(returndatasize(), 0x3f), not(0x1f))))
            }
            revert DeploymentFailed(file, reason);
        }
    }
}
