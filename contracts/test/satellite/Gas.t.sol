// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {TwoChains} from "../lib/TwoChains.sol";
import {IRouterClient} from "@chainlink/contracts-ccip/contracts/interfaces/IRouterClient.sol";
import {Client} from "@chainlink/contracts-ccip/contracts/libraries/Client.sol";

/// @notice What a stake costs, as a transaction of its own: base and calldata included, storage cold, counters in use.
contract SatelliteGasTest is TwoChains {
    uint256 private constant ABOVE_CCIP = 65_000;

    function test_A_stake_costs_CCIPs_own_send_and_65k_at_most() public {
        _stakeNative(1 ether); // the counters are in use
        uint256 send = _sendAlone();
        emit log_named_uint("ccipSend from an account", send);
        uint256 exact = _stakeWith(0);
        emit log_named_uint("stake, exact value", exact);
        uint256 excess = _stakeWith(0.1 ether);
        emit log_named_uint("stake, excess returned", excess);
        assertLe(exact, send + ABOVE_CCIP);
        assertLe(excess, send + ABOVE_CCIP);
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
        _cool();
        vm.prank(alice);
        router.ccipSend{value: fee}(ETHEREUM, message);
        return _transaction(vm.lastCallGas().gasTotalUsed, abi.encodeCall(router.ccipSend, (ETHEREUM, message)));
    }

    function _stakeWith(uint256 excess) private returns (uint256) {
        uint256 fee = satellite.quoteStake(alice, NATIVE, 1 ether, bob, alice, NATIVE).total;
        vm.deal(alice, 2 ether + fee + excess);
        bytes memory data = abi.encodeCall(satellite.stake, (NATIVE, 1 ether, bob, alice, NATIVE, fee));
        _cool();
        vm.prank(alice);
        satellite.stake{value: 1 ether + fee + excess}(NATIVE, 1 ether, bob, alice, NATIVE, fee);
        return _transaction(vm.lastCallGas().gasTotalUsed, data);
    }

    function _cool() private {
        vm.cool(address(satellite));
        vm.cool(address(avalanche.router()));
        vm.cool(address(avalanche.onRamp()));
        vm.cool(address(avalanche.feeQuoter()));
        vm.cool(address(avalanche.wrappedNative()));
    }

    /// @dev EIP-2028: 16 a byte, 4 where it is zero.
    function _transaction(uint256 used, bytes memory data) private returns (uint256 gas) {
        emit log_named_int("refunded", vm.lastCallGas().gasRefunded);
        gas = 21_000 + used;
        for (uint256 i; i < data.length; ++i) {
            gas += data[i] == 0 ? 4 : 16;
        }
    }
}
