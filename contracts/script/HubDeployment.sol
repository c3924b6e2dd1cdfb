// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLStakeHub} from "../src/QLStakeHub.sol";
import {QLiquidToken} from "../src/QLiquidToken.sol";
import {IQLHubTypes} from "../src/interfaces/IQLHubTypes.sol";
import {IQLPauses} from "../src/interfaces/IQLPauses.sol";
import {IQLiquidToken} from "../src/interfaces/IQLiquidToken.sol";
import {QLBucket} from "../src/libraries/QLBucket.sol";
import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";

/// @title What is deployed on the hub's chain, and how it is wired before it is handed over.
/// @dev `deploy`, then `wire` once the satellites are deployed, then `Governance.handOver`: all by the deployer, who is the caller.
library HubDeployment {
    struct Config {
        address router;
        uint64 selector;
        address[] guards;
        uint8 threshold;
        Token[] tokens;
        Peer[] peers;
    }

    struct Token {
        string name;
        string symbol;
    }

    struct Peer {
        uint64 selector;
        address satellite;
        Asset[] assets;
    }

    /// @param token Index into the config's tokens.
    /// @param mints,redemptions In assets normalised to 18 decimals.
    struct Asset {
        address asset;
        uint8 decimals;
        uint256 token;
        QLBucket.Limits mints;
        QLBucket.Limits redemptions;
    }

    struct Deployed {
        AccessManager access;
        QLStakeHub hub;
        QLiquidToken[] tokens;
    }

    /// @notice Creates the contracts. `ccipAdmin` is who registers the tokens with CCIP: the DAO.
    function deploy(Config memory config, address deployer, address ccipAdmin)
        internal
        returns (Deployed memory deployed)
    {
        deployed.access = new AccessManager(deployer);
        address authority = address(deployed.access);
        deployed.hub = new QLStakeHub(authority, config.router, config.selector);
        deployed.tokens = new QLiquidToken[](config.tokens.length);
        for (uint256 i; i < config.tokens.length; ++i) {
            Token memory token = config.tokens[i];
            deployed.tokens[i] = new QLiquidToken(token.name, token.symbol, authority, ccipAdmin, true);
            deployed.tokens[i].setMinter(address(deployed.hub), IQLiquidToken.Minter.Issuer);
        }
        deployed.hub.setGuards(config.guards, config.threshold);
    }

    /// @notice Names the satellites and what of theirs is minted and redeemed, and how fast.
    function wire(Config memory config, Deployed memory deployed) internal {
        for (uint256 i; i < config.peers.length; ++i) {
            Peer memory peer = config.peers[i];
            deployed.hub.listPeer(peer.selector, peer.satellite);
            for (uint256 j; j < peer.assets.length; ++j) {
                Asset memory asset = peer.assets[j];
                address token = address(deployed.tokens[asset.token]);
                IQLHubTypes.Place memory place = IQLHubTypes.Place(peer.selector, peer.satellite, asset.asset);
                deployed.hub.listAsset(peer.selector, peer.satellite, asset.asset, token, asset.decimals);
                deployed.hub.setLimits(IQLPauses.Scope.Mints, place, asset.mints);
                deployed.hub.setLimits(IQLPauses.Scope.Redemptions, place, asset.redemptions);
            }
        }
    }
}
