// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {Meter} from "../lib/Meter.sol";
import {TwoChains} from "../lib/TwoChains.sol";
import {Satellites} from "./Satellites.sol";
import {IRouterClient} from "@chainlink/contracts-ccip/contracts/interfaces/IRouterClient.sol";
import {Client} from "@chainlink/contracts-ccip/contracts/libraries/Client.sol";

/// @notice What stakes cost.
contract SatelliteGasTest is Satellites, Meter {
    uint256 private constant ABOVE_CCIP = 65_000;
    /// @dev A call that pays native coin out; CCIP's Router keeps an excess instead.
    uint256 private constant RETURNING = 7_500;
    /// @dev The aim was 65,000, of which base, call data, slots and events alone take 64,200: docs/benchmarks.md.
    uint256 private constant QUEUE = 75_500;

    function setUp() public override(Satellites, TwoChains) {
        super.setUp();
    }

    function test_A_stake_costs_CCIPs_own_send_and_65k_at_most() public {
        _stakeNative(1 ether); // the counters are in use
        uint256 send = _sendAlone();
        _keep("ccipSend from an account", send);
        uint256 exact = _stakeWith(0);
        _keep("stake, exact value", exact);
        uint256 excess = _stakeWith(0.1 ether);
        _keep("stake, excess returned", excess);
        assertLe(exact, send + ABOVE_CCIP);
        assertLe(excess, exact + RETURNING);
    }

    function test_A_queued_stake_costs_a_third_of_a_direct_one_on_average_over_1000() public {
        _queueNative(1 ether);
        _flush(); // slots of the batch are in use
        uint256 total;
        for (uint256 i; i < 1000; ++i) {
            total += _queueWith();
        }
        _keep("queue, average of 1,000", total / 1000);
        assertLe(total / 1000, QUEUE);
        _keep("flush of 1,000", _flushGas());
    }

    function test_The_fee_of_a_flush_does_not_depend_on_its_leaves() public {
        uint256 single = satellite.quoteStake(alice, NATIVE, 1 ether, bob, alice, NATIVE).ccipFee;
        _queueMany(50);
        (uint256 fee,) = satellite.quoteFlush(ETHEREUM, address(hub), NATIVE);
        assertLe(fee * 100, single * 50 * 2);
        _queueMany(950);
        (fee,) = satellite.quoteFlush(ETHEREUM, address(hub), NATIVE);
        assertLe(fee * 10_000, single * 1000 * 12);
    }

    function _queueWith() private returns (uint256) {
        uint256 fee = satellite.quoteQueue(NATIVE, 1 ether).total;
        vm.deal(alice, 2 ether);
        vm.cool(address(satellite));
        vm.prank(alice);
        satellite.queue{value: 1 ether + fee}(NATIVE, 1 ether, bob, alice, fee);
        return _transaction(abi.encodeCall(satellite.queue, (NATIVE, 1 ether, bob, alice, fee)));
    }

    function _flushGas() private returns (uint256) {
        (, uint256 toPay) = satellite.quoteFlush(ETHEREUM, address(hub), NATIVE);
        _coolSatellite();
        hoax(alice, toPay);
        satellite.flush{value: toPay}(ETHEREUM, address(hub), NATIVE);
        return _transaction(abi.encodeCall(satellite.flush, (ETHEREUM, address(hub), NATIVE)));
    }

    function _sendAlone() private returns (uint256) {
        QLMessages.Item memory item = QLMessages.Item(NATIVE, 1 ether, bob, alice, satellite.nextNonce(), 0);
        Client.EVM2AnyMessage memory message = Client.EVM2AnyMessage({
            receiver: abi.encode(hub),
            data: QLMessages.encodeItem(QLMessages.Kind.Stake, item),
            tokenAmounts: new Client.EVMTokenAmount[](0),
            feeToken: NATIVE,
            extraArgs: satellite.extraArgs()
        });
        IRouterClient router = avalanche.router();
        uint256 fee = router.getFee(ETHEREUM, message);
        vm.deal(alice, fee);
        _coolSatellite();
        vm.prank(alice);
        router.ccipSend{value: fee}(ETHEREUM, message);
        return _transaction(abi.encodeCall(router.ccipSend, (ETHEREUM, message)));
    }

    function _stakeWith(uint256 excess) private returns (uint256) {
        uint256 fee = satellite.quoteStake(alice, NATIVE, 1 ether, bob, alice, NATIVE).total;
        vm.deal(alice, 2 ether + fee + excess);
        bytes memory data = abi.encodeCall(satellite.stake, (NATIVE, 1 ether, bob, alice, NATIVE, fee));
        _coolSatellite();
        vm.prank(alice);
        satellite.stake{value: 1 ether + fee + excess}(NATIVE, 1 ether, bob, alice, NATIVE, fee);
        return _transaction(data);
    }

    function _group() internal pure override returns (string memory) {
        return "satellite";
    }
}
