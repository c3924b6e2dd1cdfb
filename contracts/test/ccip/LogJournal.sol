// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {Vm} from "forge-std/Vm.sol";

/// @notice Keeps every log since its creation. The cheat code forgets what it has once returned, and several readers
/// (the DON, a test rebuilding proofs) need the same logs.
contract LogJournal {
    Vm private constant VM = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    Vm.Log[] private _logs;

    error NoSuchLog(address emitter, bytes32 topic0);

    constructor() {
        VM.recordLogs();
    }

    /// @return found the logs of `emitter` with this first topic, oldest first
    /// @dev forge also records logs of calls that were reverted later; compare with the emitter's state where it matters
    function all(address emitter, bytes32 topic0) public returns (Vm.Log[] memory found) {
        _pull();
        uint256 count;
        for (uint256 i = 0; i < _logs.length; i++) {
            if (_matches(_logs[i], emitter, topic0)) count++;
        }
        found = new Vm.Log[](count);
        for (uint256 i = _logs.length; count > 0; i--) {
            if (_matches(_logs[i - 1], emitter, topic0)) found[--count] = _logs[i - 1];
        }
    }

    /// @return the newest log of `emitter` with this first topic
    function last(address emitter, bytes32 topic0) external returns (Vm.Log memory) {
        Vm.Log[] memory found = all(emitter, topic0);
        if (found.length == 0) revert NoSuchLog(emitter, topic0);
        return found[found.length - 1];
    }

    function _pull() private {
        Vm.Log[] memory fresh = VM.getRecordedLogs();
        for (uint256 i = 0; i < fresh.length; i++) {
            _logs.push(fresh[i]);
        }
    }

    function _matches(Vm.Log storage log, address emitter, bytes32 topic0) private view returns (bool) {
        return log.emitter == emitter && log.topics.length > 0 && log.topics[0] == topic0;
    }
}
