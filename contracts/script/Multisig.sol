// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {VmSafe} from "forge-std/Vm.sol";

/// @notice What of Safe 1.4.1 is used here.
interface ISafe {
    function setup(
        address[] calldata owners,
        uint256 threshold,
        address to,
        bytes calldata data,
        address fallbackHandler,
        address paymentToken,
        uint256 payment,
        address payable paymentReceiver
    ) external;
    function execTransaction(
        address to,
        uint256 value,
        bytes calldata data,
        uint8 operation,
        uint256 safeTxGas,
        uint256 baseGas,
        uint256 gasPrice,
        address gasToken,
        address payable refundReceiver,
        bytes memory signatures
    ) external payable returns (bool success);
    function getTransactionHash(
        address to,
        uint256 value,
        bytes calldata data,
        uint8 operation,
        uint256 safeTxGas,
        uint256 baseGas,
        uint256 gasPrice,
        address gasToken,
        address refundReceiver,
        uint256 nonce
    ) external view returns (bytes32);
    function nonce() external view returns (uint256);
    function getOwners() external view returns (address[] memory);
    function getThreshold() external view returns (uint256);
}

interface ISafeProxyFactory {
    function createProxyWithNonce(address singleton, bytes memory initializer, uint256 saltNonce)
        external
        returns (address proxy);
}

/// @title Safe 1.4.1 from its official artifacts: the multisig that becomes the DAO.
/// @notice For a chain where Safe is not deployed yet. Where it is, its own factory is to be used and the address configured.
library Multisig {
    VmSafe private constant VM = VmSafe(address(uint160(uint256(keccak256("hevm cheat code")))));
    string private constant ARTIFACTS = "node_modules/@safe-global/safe-contracts/build/artifacts/contracts/";

    /// @notice A new Safe of `owners`, `threshold` of whom must sign. The caller keeps no right in it.
    function create(address[] memory owners, uint256 threshold) internal returns (address) {
        address singleton = _deploy("SafeL2.sol/SafeL2.json");
        address handler = _deploy("handler/CompatibilityFallbackHandler.sol/CompatibilityFallbackHandler.json");
        address factory = _deploy("proxies/SafeProxyFactory.sol/SafeProxyFactory.json");
        bytes memory setup = abi.encodeCall(
            ISafe.setup, (owners, threshold, address(0), "", handler, address(0), 0, payable(address(0)))
        );
        return ISafeProxyFactory(factory).createProxyWithNonce(singleton, setup, 0);
    }

    function _deploy(string memory artifact) private returns (address at) {
        string memory json = VM.readFile(string.concat(ARTIFACTS, artifact));
        bytes memory code = VM.parseJsonBytes(json, ".bytecode");
        assembly ("memory-safe") {
            at := create(0, add(code, 32), mload(code))
        }
        require(at != address(0), string.concat("Safe's ", artifact, " could not be deployed"));
    }
}
