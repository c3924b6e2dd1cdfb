// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLSatellitePayouts} from "../../src/interfaces/IQLSatellitePayouts.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {Meter} from "../lib/Meter.sol";
import {TwoChains} from "../lib/TwoChains.sol";
import {Satellites} from "./Satellites.sol";

/// @notice What payouts cost whoever sends them; receivers are new.
contract PayoutGasTest is Satellites, Meter {
    function setUp() public override(Satellites, TwoChains) {
        super.setUp();
        _stakeNative(10 ether);
    }

    function test_A_release_is_a_proof_and_a_transfer() public {
        IQLSatellitePayouts.ReleaseEntry memory entry = _release(NATIVE, 1 ether, makeAddr("new"), 0);
        _coolSatellite();
        satellite.release(entry);
        _keep("release", abi.encodeCall(satellite.release, (entry)));
    }

    function test_A_refund_proves_both_ends() public {
        (bytes32 stakeId, QLMessages.Item memory item) = _stakeNative(1 ether);
        IQLSatellitePayouts.ReleaseEntry memory entry = _refundOf(item);
        IQLSatellitePayouts.SentEntry memory staked = _sentEntry(stakeId, item);
        _coolSatellite();
        satellite.releaseRefund(entry, staked);
        _keep("releaseRefund", abi.encodeCall(satellite.releaseRefund, (entry, staked)));
    }

    function test_A_claim_is_a_transfer() public {
        RefusesCoin receiver = new RefusesCoin();
        satellite.release(_release(NATIVE, 1 ether, address(receiver), 0));
        address to = makeAddr("new");
        _coolSatellite();
        vm.prank(address(receiver));
        satellite.claim(NATIVE, to);
        _keep("claim", abi.encodeCall(satellite.claim, (NATIVE, to)));
    }

    function _group() internal pure override returns (string memory) {
        return "satellite";
    }
}

/// @dev Has no way to receive native coin.
contract RefusesCoin {}
