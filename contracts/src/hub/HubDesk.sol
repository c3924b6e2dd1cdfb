// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLSender} from "../endpoint/QLSender.sol";
import {IQLHubTypes} from "../interfaces/IQLHubTypes.sol";
import {QLMessages} from "../libraries/QLMessages.sol";
import {HubAdmin} from "./HubAdmin.sol";
import {HubReleases} from "./HubReleases.sol";
import {Client} from "@chainlink/contracts-ccip/contracts/libraries/Client.sol";

/// @title The hub's second half: what is called seldom, and would not fit into one contract (EIP-170).
/// @notice The hub makes it, once, and runs its code on the hub's own storage. It has no power and holds nothing of its own.
/// @dev Linked with `HubBooks`.
contract HubDesk is HubReleases, HubAdmin {
    /// @dev Its own storage names the hub as authority, which is none: called directly, nothing restricted works and no peer is known.
    constructor(address router_, uint64 chainSelector_) QLSender(msg.sender, router_, chainSelector_) {}

    /// @dev Receiving is the hub's.
    function ccipReceive(Client.Any2EVMMessage calldata) external pure override {
        revert IQLHubTypes.NotHere();
    }

    function _record(bytes32, uint64, address, QLMessages.Message memory)
        internal
        pure
        override
        returns (bytes memory)
    {
        revert IQLHubTypes.NotHere();
    }
}
