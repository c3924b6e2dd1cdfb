// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLInbox} from "../endpoint/QLInbox.sol";
import {QLOutbox} from "../endpoint/QLOutbox.sol";
import {QLPauses} from "../endpoint/QLPauses.sol";
import {IQLHubTypes} from "../interfaces/IQLHubTypes.sol";
import {QLMessages} from "../libraries/QLMessages.sol";
import {HubGuards} from "./HubGuards.sol";
import {HubLedger} from "./HubLedger.sol";

/// @title All that the hub remembers. The hub and its desk both are this, and add nothing to it: their storage is laid out alike.
abstract contract HubState is QLInbox, QLOutbox, QLPauses, HubGuards {
    HubLedger.Books internal _books;
    mapping(uint64 selector => mapping(address peer => IQLHubTypes.Peer)) internal _peers;
    uint64 internal _escapeDelay = 3 days;
    uint64 internal _refundDelay = 14 days;
    address internal _predecessor;

    function _isPeer(uint64 selector, address peer) internal view override returns (bool) {
        IQLHubTypes.PeerState state = _peers[selector][peer].state;
        return state == IQLHubTypes.PeerState.Active || state == IQLHubTypes.PeerState.Retiring;
    }

    function _rootOpened(uint64 selector, address peer) internal override {
        ++_peers[selector][peer].openRoots;
    }

    function _rootClosed(uint64 selector, address peer) internal override {
        --_peers[selector][peer].openRoots;
    }

    function _hasScope(Scope scope) internal pure override returns (bool) {
        return scope == Scope.Mints || scope == Scope.Redemptions;
    }

    function _stakeKey(uint64 selector, address peer, bytes32 root) internal pure returns (bytes32) {
        return QLMessages.rootKey(selector, peer, QLMessages.Kind.Stake, root);
    }
}
