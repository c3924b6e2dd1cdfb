// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @notice A well-behaved token that anyone may mint.
contract PlainToken is ERC20 {
    uint8 private immutable _decimals;

    constructor(string memory name_, string memory symbol_, uint8 decimals_) ERC20(name_, symbol_) {
        _decimals = decimals_;
    }

    function decimals() public view override returns (uint8) {
        return _decimals;
    }

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }
}

/// @notice Keeps one unit of every transfer.
contract TollToken is PlainToken {
    constructor() PlainToken("Toll", "TOLL", 18) {}

    function _update(address from, address to, uint256 value) internal override {
        super._update(from, to, value);
        if (from != address(0) && to != address(0)) super._update(to, address(this), 1);
    }
}

/// @notice Calls whatever it was told to, once, in the middle of a transfer, as ERC-777 hooks do.
contract HookToken is PlainToken {
    address private _target;
    bytes private _data;
    bytes public answer;
    bool public hookSucceeded;

    constructor() PlainToken("Hook", "HOOK", 18) {}

    function arm(address target, bytes calldata data) external {
        (_target, _data) = (target, data);
    }

    function _update(address from, address to, uint256 value) internal override {
        super._update(from, to, value);
        if (_target == address(0)) return;
        (address target, bytes memory data) = (_target, _data);
        _target = address(0);
        (hookSucceeded, answer) = target.call(data);
    }
}
