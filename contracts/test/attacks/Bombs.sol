// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {PlainToken} from "../lib/Tokens.sol";

/// @notice Answers every payment with as much as its gas can return, as success or as failure.
contract BombReceiver {
    bool private immutable _failing;

    constructor(bool failing) {
        _failing = failing;
    }

    receive() external payable {
        bool failing = _failing;
        assembly {
            // memory costs words squared over 512: as much as nearly all gas buys
            let size := 270000
            if lt(gas(), 190000) { size := 100000 }
            if failing { revert(0, size) }
            return(0, size)
        }
    }
}

/// @notice Burns all the gas it is given.
contract GasBurner {
    receive() external payable {
        while (true) {}
    }
}

/// @notice Needs most of what a receiver is promised.
contract DearReceiver {
    receive() external payable {
        uint256 least = gasleft() - 150_000;
        while (gasleft() > least) {}
    }
}

/// @notice A token whose transfers out can be made to answer with a bomb, with false, or to lose a part of every balance.
contract MoodyToken is PlainToken {
    enum Mood {
        Fair,
        Bomb,
        FailingBomb,
        False,
        Nothing
    }

    Mood public mood;

    constructor() PlainToken("Moody", "MOOD", 18) {}

    function set(Mood mood_) external {
        mood = mood_;
    }

    /// @notice As a rebasing token does: `account` has less than it was given.
    function shrink(address account, uint256 amount) external {
        _burn(account, amount);
    }

    function transfer(address to, uint256 amount) public override returns (bool) {
        if (mood == Mood.False) return false;
        if (mood == Mood.FailingBomb) _explode(true);
        super.transfer(to, amount);
        if (mood == Mood.Bomb) _explode(false);
        if (mood == Mood.Nothing) {
            assembly {
                return(0, 0)
            }
        }
        return true;
    }

    function _explode(bool failing) private pure {
        assembly {
            mstore(0, 1)
            if failing { revert(0, 100000) }
            return(0, 100000)
        }
    }
}
