// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLEndpoint} from "../../src/interfaces/IQLEndpoint.sol";
import {IQLSatelliteTypes} from "../../src/interfaces/IQLSatelliteTypes.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {IOnRamp} from "../ccip/CcipInterfaces.sol";
import {EVM2AnyRampMessage} from "../ccip/CcipTypes.sol";
import {TwoChains} from "../lib/TwoChains.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Vm} from "forge-std/Vm.sol";

contract StakeTest is TwoChains {
    address private _link;

    function setUp() public override {
        super.setUp();
        _link = address(avalanche.link());
        vm.startPrank(config);
        satellite.setExecutionFee(NATIVE, 0.01 ether);
        satellite.setExecutionFee(_link, 0.02 ether);
        vm.stopPrank();
    }

    function test_A_stake_locks_its_amount_and_says_all_of_it() public {
        IQLSatelliteTypes.Quote memory quote = satellite.quoteStake(alice, NATIVE, 2 ether, bob, alice, NATIVE);
        QLMessages.Item memory item = QLMessages.Item(NATIVE, 2 ether, bob, alice, 0, 0);
        bytes32 expectedId = satellite.stakeIdOf(item);
        vm.deal(alice, 2 ether + quote.total);

        vm.prank(alice);
        vm.expectEmit(address(satellite));
        emit IQLSatelliteTypes.StakeLocked(
            expectedId, alice, item, NATIVE, quote.ccipFee, quote.executionFee, 0, quote.total
        );
        (bytes32 stakeId, bytes32 messageId) =
            satellite.stake{value: 2 ether + quote.total}(NATIVE, 2 ether, bob, alice, NATIVE, quote.total);

        assertEq(stakeId, expectedId);
        assertEq(stakeId, hub.stakeIdOf(AVALANCHE, address(satellite), item), "both ends agree");
        assertEq(satellite.locked(NATIVE), 2 ether);
        assertEq(satellite.accruedFees(NATIVE), 0.01 ether);
        assertEq(satellite.floatBalance(), 1 ether);
        assertTrue(satellite.isStake(stakeId));
        assertEq(abi.encode(satellite.sentRoot(stakeId)), abi.encode(2 ether, block.timestamp, 1, 1, 1, ETHEREUM, hub));
        _assertRootSent(messageId, stakeId);
    }

    function _assertRootSent(bytes32 messageId, bytes32 stakeId) private {
        Vm.Log memory log = journal.last(address(satellite), IQLEndpoint.RootSent.selector);
        assertEq(log.topics[1], messageId);
        assertEq(log.topics[2], stakeId);
        assertEq(log.data, abi.encode(QLMessages.Kind.Stake, NATIVE, 1, 2 ether, ETHEREUM, address(hub)));
    }

    function test_The_message_carries_the_item_in_the_clear_out_of_order() public {
        (bytes32 stakeId, QLMessages.Item memory item) = _stakeNative(2 ether);
        Vm.Log memory log = journal.last(address(avalanche.onRamp()), IOnRamp.CCIPMessageSent.selector);
        EVM2AnyRampMessage memory message = abi.decode(log.data, (EVM2AnyRampMessage));

        assertTrue(satellite.isStake(stakeId));
        assertEq(message.data, QLMessages.encodeItem(QLMessages.Kind.Stake, item));
        assertEq(message.header.nonce, 0, "no order is kept");
        assertEq(message.receiver, abi.encode(hub));
    }

    function test_Excess_value_returns() public {
        uint256 fee = satellite.quoteStake(alice, NATIVE, 1 ether, bob, alice, NATIVE).total;
        vm.deal(alice, 10 ether);
        vm.prank(alice);
        satellite.stake{value: 10 ether}(NATIVE, 1 ether, bob, alice, NATIVE, fee);

        assertEq(alice.balance, 9 ether - fee);
    }

    function test_A_token_stake_takes_a_native_fee() public {
        uint256 fee = satellite.quoteStake(alice, address(usd), 5e6, bob, alice, NATIVE).total;
        _give(alice, 5e6);
        vm.deal(alice, fee);
        vm.prank(alice);
        satellite.stake{value: fee}(address(usd), 5e6, bob, alice, NATIVE, fee);

        assertEq(satellite.locked(address(usd)), 5e6);
        assertEq(usd.balanceOf(address(satellite)), 5e6);
        assertEq(alice.balance, 0);
    }

    function test_A_native_stake_takes_a_LINK_fee() public {
        uint256 fee = _stakeForLink(NATIVE, 1 ether);

        assertEq(avalanche.link().balanceOf(alice), 0);
        assertEq(avalanche.link().balanceOf(address(satellite)), 0.02 ether);
        assertEq(satellite.accruedFees(_link), 0.02 ether);
        assertGt(fee, 0.02 ether);
        assertEq(IERC20(_link).allowance(address(satellite), address(avalanche.router())), 0);
    }

    function test_LINK_may_be_staked_with_a_LINK_fee() public {
        vm.prank(dao);
        satellite.listAsset(_link, _wide(), _wide());
        avalanche.mintLink(alice, 7 ether);
        _stakeForLink(_link, 7 ether);

        assertEq(satellite.locked(_link), 7 ether);
        assertEq(avalanche.link().balanceOf(address(satellite)), 7.02 ether);
    }

    function test_Without_a_float_the_offer_is_wrapped_first() public {
        vm.prank(dao);
        satellite.withdrawFloat(dao, 1 ether);
        uint256 fee = satellite.quoteStake(alice, NATIVE, 1 ether, bob, alice, NATIVE).total;
        vm.deal(alice, 3 ether);
        vm.prank(alice);
        satellite.stake{value: 3 ether}(NATIVE, 1 ether, bob, alice, NATIVE, fee);

        assertEq(alice.balance, 2 ether - fee);
        assertEq(satellite.floatBalance(), 0);
        assertEq(avalanche.wrappedNative().balanceOf(address(satellite)), 0);
        assertEq(address(satellite).balance, 1.01 ether);
    }

    function testFuzz_Fees_never_touch_principal_or_float(uint96 amount, uint64 float, uint64 execution, uint96 excess)
        public
    {
        amount = uint96(bound(amount, 1, type(uint96).max));
        vm.prank(dao);
        satellite.withdrawFloat(dao, 1 ether);
        vm.deal(address(this), float);
        satellite.fundFloat{value: float}();
        vm.prank(config);
        satellite.setExecutionFee(NATIVE, execution);
        uint256 fee = satellite.quoteStake(alice, NATIVE, amount, bob, alice, NATIVE).total;
        vm.deal(alice, uint256(amount) + fee + excess);
        vm.prank(alice);
        satellite.stake{value: uint256(amount) + fee + excess}(NATIVE, amount, bob, alice, NATIVE, fee);

        assertEq(alice.balance, excess, "the quote is what was charged");
        assertEq(satellite.floatBalance(), float);
        assertEq(avalanche.wrappedNative().balanceOf(address(satellite)), float);
        assertEq(address(satellite).balance, uint256(amount) + execution);
    }

    function test_A_root_that_never_left_is_unknown() public view {
        IQLSatelliteTypes.SentRoot memory unknown;
        assertEq(abi.encode(satellite.sentRoot("never sent")), abi.encode(unknown));
        assertFalse(satellite.isStake("never sent"));
    }

    function test_Two_equal_stakes_have_two_ids() public {
        (bytes32 first,) = _stakeNative(1 ether);
        (bytes32 second,) = _stakeNative(1 ether);

        assertNotEq(first, second);
        assertEq(satellite.nextNonce(), 2);
    }

    function test_Refunds_go_to_the_staker_unless_told_otherwise() public {
        uint256 fee = satellite.quoteStake(alice, NATIVE, 1 ether, bob, address(0), NATIVE).total;
        bytes32 expected = satellite.stakeIdOf(QLMessages.Item(NATIVE, 1 ether, bob, alice, 0, 0));
        vm.deal(alice, 1 ether + fee);
        vm.prank(alice);
        (bytes32 stakeId,) = satellite.stake{value: 1 ether + fee}(NATIVE, 1 ether, bob, address(0), NATIVE, fee);

        assertEq(stakeId, expected);
    }

    function _stakeForLink(address asset, uint256 amount) private returns (uint256 fee) {
        fee = satellite.quoteStake(alice, asset, amount, bob, alice, _link).total;
        avalanche.mintLink(alice, fee);
        uint256 value = asset == NATIVE ? amount : 0;
        vm.deal(alice, value);
        vm.startPrank(alice);
        avalanche.link().approve(address(satellite), type(uint256).max);
        satellite.stake{value: value}(asset, amount, bob, alice, _link, fee);
        vm.stopPrank();
    }

    function _give(address to, uint256 amount) private {
        usd.mint(to, amount);
        vm.prank(to);
        usd.approve(address(satellite), amount);
    }
}
