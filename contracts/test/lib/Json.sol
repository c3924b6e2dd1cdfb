// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {Vm} from "forge-std/Vm.sol";

/// @notice Writes JSON with keys in the order given and whole numbers as decimal strings, since they exceed what JSON readers hold exactly.
library Json {
    Vm private constant VM = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    function text(string memory key, string memory value) internal pure returns (string memory) {
        return string.concat('"', key, '": "', value, '"');
    }

    function field(string memory key, uint256 value) internal pure returns (string memory) {
        return text(key, VM.toString(value));
    }

    function field(string memory key, address value) internal pure returns (string memory) {
        return text(key, VM.toString(value));
    }

    function field(string memory key, bytes32 value) internal pure returns (string memory) {
        return text(key, VM.toString(value));
    }

    function field(string memory key, bytes memory value) internal pure returns (string memory) {
        return text(key, VM.toString(value));
    }

    function raw(string memory key, string memory value) internal pure returns (string memory) {
        return string.concat('"', key, '": ', value);
    }

    function object(string[] memory fields) internal pure returns (string memory) {
        return string.concat("{", _join(fields, ", "), "}");
    }

    /// @notice One element a line.
    function list(string[] memory elements) internal pure returns (string memory) {
        return string.concat("[\n", _join(elements, ",\n"), "\n]");
    }

    function list(bytes32[] memory values) internal pure returns (string memory) {
        string[] memory elements = new string[](values.length);
        for (uint256 i; i < values.length; ++i) {
            elements[i] = string.concat('"', VM.toString(values[i]), '"');
        }
        return string.concat("[", _join(elements, ", "), "]");
    }

    function _join(string[] memory parts, string memory between) private pure returns (string memory all) {
        for (uint256 i; i < parts.length; ++i) {
            all = i == 0 ? parts[0] : string.concat(all, between, parts[i]);
        }
    }
}
