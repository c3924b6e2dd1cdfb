// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {Roles} from "./Roles.sol";
import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";

/// @title Who may do what on one chain, from the deployer's first transaction to his last.
/// @notice The deployer holds the admin role while he wires the contracts, then gives it to the DAO, under its delay, and renounces.
library Governance {
    /// @notice The people of one chain.
    /// @param dao A multisig. Each of its calls waits `daoDelay` seconds in the AccessManager, where anybody can see it.
    /// @param config Changes limits, fees and gas after `configDelay` seconds.
    /// @param pausers Tighten at once; every tightening lapses.
    /// @param guardians Hold release roots at once, on a satellite; every hold lapses. Not used on the hub, which knows its guards itself.
    struct People {
        address dao;
        uint32 daoDelay;
        address config;
        uint32 configDelay;
        address[] pausers;
        address[] guardians;
    }

    /// @notice Less and nobody could react to a call of the DAO or of CONFIG before it acts.
    uint32 internal constant SHORTEST_DELAY = 1 hours;

    /// @notice Lets each role call its functions on `target` (what no table names stays the DAO's), gives every role to its people and takes
    /// the deployer's. The last step: afterwards only the DAO can change anything.
    function handOver(
        AccessManager access,
        address target,
        Roles.Table memory table,
        People memory people,
        address deployer
    ) internal {
        require(people.dao != address(0) && people.dao != deployer, "The DAO must be another account than the deployer");
        require(people.daoDelay >= SHORTEST_DELAY, "The DAO's delay must be at least an hour");
        require(people.configDelay >= SHORTEST_DELAY, "CONFIG's delay must be at least an hour");
        access.setTargetFunctionRole(target, table.config, Roles.CONFIG);
        access.setTargetFunctionRole(target, table.pauser, Roles.PAUSER);
        access.setTargetFunctionRole(target, table.guardian, Roles.GUARDIAN);
        access.labelRole(Roles.CONFIG, "CONFIG");
        access.labelRole(Roles.PAUSER, "PAUSER");
        access.labelRole(Roles.GUARDIAN, "GUARDIAN");
        access.grantRole(Roles.CONFIG, people.config, people.configDelay);
        for (uint256 i; i < people.pausers.length; ++i) {
            access.grantRole(Roles.PAUSER, people.pausers[i], 0);
        }
        for (uint256 i; i < people.guardians.length; ++i) {
            access.grantRole(Roles.GUARDIAN, people.guardians[i], 0);
        }
        access.grantRole(Roles.DAO, people.dao, people.daoDelay);
        access.renounceRole(Roles.DAO, deployer);
    }
}
