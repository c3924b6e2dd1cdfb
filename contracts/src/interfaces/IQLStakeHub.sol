// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLHolds} from "./IQLHolds.sol";
import {IQLHubGovernance} from "./IQLHubGovernance.sol";
import {IQLHubMints} from "./IQLHubMints.sol";
import {IQLHubReleases} from "./IQLHubReleases.sol";
import {IQLHubViews} from "./IQLHubViews.sol";
import {IQLInbox} from "./IQLInbox.sol";
import {IQLOutbox} from "./IQLOutbox.sol";
import {IQLPauses} from "./IQLPauses.sol";

/// @title All of the hub: records the roots of satellites, mints liquid tokens for their leaves under guard approval, and sends back what is
/// refunded or redeemed.
interface IQLStakeHub is
    IQLHolds,
    IQLInbox,
    IQLOutbox,
    IQLPauses,
    IQLHubMints,
    IQLHubReleases,
    IQLHubGovernance,
    IQLHubViews
{}
