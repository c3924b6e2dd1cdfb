// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLHubTypes} from "../../src/interfaces/IQLHubTypes.sol";
import {Leaves} from "../lib/Leaves.sol";
import {Meter} from "../lib/Meter.sol";

/// @notice What the way back costs on the hub.
contract ReleaseGasTest is Leaves, Meter {
    function setUp() public override {
        super.setUp();
        _mint(_arriveStake(10 ether, 0));
        hub.refund(_forRefund(_arriveStake(1 ether, 1)));
        vm.deal(bob, 2 ether);
        vm.prank(bob);
        qavax.approve(address(hub), type(uint256).max);
        _redeem();
        _flushRefunds();
    }

    function test_A_redemption_pays_for_its_own_message() public {
        _coolHub();
        _keep("redeem", _redeem());
    }

    function test_A_refund_queues_a_leaf_and_all_leave_in_one_message() public {
        IQLHubTypes.MintEntry memory entry = _forRefund(_arriveStake(1 ether, 2));
        _coolHub();
        hub.refund(entry);
        _keep("refund by guards", abi.encodeCall(hub.refund, (entry)));
        entry = _arriveStake(1 ether, 3);
        entry.approvals = new IQLHubTypes.Approval[](0);
        skip(hub.refundDelay());
        _coolHub();
        hub.escapeRefund(entry);
        _keep("escapeRefund", abi.encodeCall(hub.escapeRefund, (entry)));
        _coolHub();
        _keep("flushRefunds of 2", _flushRefunds());
    }

    function _redeem() private returns (bytes memory data) {
        (, uint256 fee) = hub.quoteRedeem(address(qavax), 1 ether, AVALANCHE, address(satellite), NATIVE, bob);
        data = abi.encodeCall(hub.redeem, (address(qavax), 1 ether, AVALANCHE, address(satellite), NATIVE, bob, 1));
        _coolHub();
        vm.prank(bob);
        hub.redeem{value: fee}(address(qavax), 1 ether, AVALANCHE, address(satellite), NATIVE, bob, 1);
    }

    function _flushRefunds() private returns (bytes memory data) {
        data = abi.encodeCall(hub.flushRefunds, (AVALANCHE, address(satellite), NATIVE));
        hub.flushRefunds{value: 1 ether}(AVALANCHE, address(satellite), NATIVE);
    }

    /// @dev Change of a flush.
    receive() external payable {}

    function _group() internal pure override returns (string memory) {
        return "hub";
    }
}
