// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

/// @notice Calls whatever it was told to whenever it is paid.
contract Reenterer {
    address private _target;
    bytes private _data;
    bool private _refusing;
    bytes public answer;

    function arm(address target, bytes calldata data) external {
        (_target, _data, answer) = (target, data, "");
    }

    function refuse(bool value) external {
        _refusing = value;
    }

    /// @notice Calls `target` in its own name, with `value` of its own coin.
    function run(address target, uint256 value, bytes calldata data) external {
        (bool ok, bytes memory reason) = target.call{value: value}(data);
        if (ok) return;
        assembly ("memory-safe") {
            revert(add(reason, 32), mload(reason))
        }
    }

    receive() external payable {
        require(!_refusing, "refused");
        if (_target == address(0)) return;
        bool ok;
        (ok, answer) = _target.call(_data);
        require(!ok, "got back in");
    }
}
