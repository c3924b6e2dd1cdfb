// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLBucket} from "../src/libraries/QLBucket.sol";
import {Governance} from "./Governance.sol";
import {HubDeployment} from "./HubDeployment.sol";
import {SatelliteDeployment} from "./SatelliteDeployment.sol";
import {VmSafe} from "forge-std/Vm.sol";

/// @title Reads a chain's plan: a JSON file as `script/networks/*.example.json` show it. What is missing is named by forge's own error.
library Plan {
    VmSafe private constant VM = VmSafe(address(uint160(uint256(keccak256("hevm cheat code")))));

    /// @notice The people. `dao` is zero where a Safe of `daoOwners` is to be made.
    function people(string memory json)
        internal
        pure
        returns (Governance.People memory all, address[] memory daoOwners, uint256 daoThreshold)
    {
        all.dao = VM.parseJsonAddress(json, ".people.dao");
        all.daoDelay = uint32(VM.parseJsonUint(json, ".people.daoDelay"));
        all.config = VM.parseJsonAddress(json, ".people.config");
        all.configDelay = uint32(VM.parseJsonUint(json, ".people.configDelay"));
        all.pausers = VM.parseJsonAddressArray(json, ".people.pausers");
        all.guardians = VM.parseJsonAddressArray(json, ".people.guardians");
        daoOwners = VM.parseJsonAddressArray(json, ".people.daoOwners");
        daoThreshold = VM.parseJsonUint(json, ".people.daoThreshold");
    }

    function satellite(string memory json) internal view returns (SatelliteDeployment.Config memory config) {
        config.router = VM.parseJsonAddress(json, ".router");
        config.selector = uint64(VM.parseJsonUint(json, ".selector"));
        config.wrappedNative = VM.parseJsonAddress(json, ".wrappedNative");
        config.link = VM.parseJsonAddress(json, ".link");
        config.hubSelector = uint64(VM.parseJsonUint(json, ".hub.selector"));
        config.hub = VM.parseJsonAddress(json, ".hub.address");
        config.executionFeeNative = VM.parseJsonUint(json, ".fees.executionNative");
        config.executionFeeLink = VM.parseJsonUint(json, ".fees.executionLink");
        config.batchShare = VM.parseJsonUint(json, ".fees.batchShare");
        config.assets = new SatelliteDeployment.Asset[](_count(json, ".assets"));
        for (uint256 i; i < config.assets.length; ++i) {
            string memory at = _at(".assets", i);
            config.assets[i].asset = VM.parseJsonAddress(json, string.concat(at, ".asset"));
            config.assets[i].stakes = _limits(json, string.concat(at, ".stakes"));
            config.assets[i].payouts = _limits(json, string.concat(at, ".payouts"));
        }
    }

    function hub(string memory json) internal view returns (HubDeployment.Config memory config) {
        config.router = VM.parseJsonAddress(json, ".router");
        config.selector = uint64(VM.parseJsonUint(json, ".selector"));
        config.guards = VM.parseJsonAddressArray(json, ".guards");
        config.threshold = uint8(VM.parseJsonUint(json, ".threshold"));
        config.tokens = new HubDeployment.Token[](_count(json, ".tokens"));
        for (uint256 i; i < config.tokens.length; ++i) {
            string memory at = _at(".tokens", i);
            config.tokens[i].name = VM.parseJsonString(json, string.concat(at, ".name"));
            config.tokens[i].symbol = VM.parseJsonString(json, string.concat(at, ".symbol"));
        }
        config.peers = new HubDeployment.Peer[](_count(json, ".peers"));
        for (uint256 i; i < config.peers.length; ++i) {
            config.peers[i] = _peer(json, _at(".peers", i));
        }
    }

    function _peer(string memory json, string memory at) private view returns (HubDeployment.Peer memory peer) {
        peer.selector = uint64(VM.parseJsonUint(json, string.concat(at, ".selector")));
        peer.satellite = VM.parseJsonAddress(json, string.concat(at, ".satellite"));
        peer.assets = new HubDeployment.Asset[](_count(json, string.concat(at, ".assets")));
        for (uint256 i; i < peer.assets.length; ++i) {
            string memory asset = _at(string.concat(at, ".assets"), i);
            peer.assets[i].asset = VM.parseJsonAddress(json, string.concat(asset, ".asset"));
            peer.assets[i].decimals = uint8(VM.parseJsonUint(json, string.concat(asset, ".decimals")));
            peer.assets[i].token = VM.parseJsonUint(json, string.concat(asset, ".token"));
            peer.assets[i].mints = _limits(json, string.concat(asset, ".mints"));
            peer.assets[i].redemptions = _limits(json, string.concat(asset, ".redemptions"));
        }
    }

    function _limits(string memory json, string memory at) private pure returns (QLBucket.Limits memory) {
        return QLBucket.Limits({
            capacity: uint128(VM.parseJsonUint(json, string.concat(at, ".capacity"))),
            refillPerSecond: uint128(VM.parseJsonUint(json, string.concat(at, ".refillPerSecond"))),
            countCapacity: uint32(VM.parseJsonUint(json, string.concat(at, ".countCapacity"))),
            countPerHour: uint32(VM.parseJsonUint(json, string.concat(at, ".countPerHour")))
        });
    }

    function _count(string memory json, string memory list) private view returns (uint256 count) {
        while (VM.keyExistsJson(json, _at(list, count))) ++count;
    }

    function _at(string memory list, uint256 index) private pure returns (string memory) {
        return string.concat(list, "[", VM.toString(index), "]");
    }
}
