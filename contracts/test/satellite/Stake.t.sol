// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLEndpoint} from "../../src/interfaces/IQLEndpoint.sol";
import {IQLStakeSatellite} from "../../src/interfaces/IQLStakeSatellite.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {IOnRamp} from "../ccip/CcipInterfaces.sol";
import {EVM2AnyRampMessage} from "../ccip/CcipTypes.sol";
import {TollToken} from "../lib/Tokens.sol";
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
        IQLStakeSatellite.Quote memory quote = satellite.quoteStake(NATIVE, 2 ether, bob, alice, NATIVE);
        QLMessages.Item memory item = QLMessages.Item(NATIVE, 2 ether, bob, alice, 0, 0);
        bytes32 expectedId = satellite.stakeIdOf(item);
        vm.deal(alice, 2 ether + quote.total);

        vm.prank(alice);
        vm.expectEmit(address(satellite));
        emit IQLStakeSatellite.StakeLocked(
            expectedId, alice, item, NATIVE, quote.ccipFee, quote.executionFee, quote.total
        );
        (bytes32 stakeId, bytes32 messageId) =
            satellite.stake{value: 2 ether + quote.total}(NATIVE, 2 ether, bob, alice, NATIVE, quote.total);

        assertEq(stakeId, expectedId);
        assertEq(stakeId, hub.stakeIdOf(AVALANCHE, address(satellite), item), "both ends agree");
        assertEq(satellite.locked(NATIVE), 2 ether);
        assertEq(satellite.accruedFees(NATIVE), 0.01 ether);
        assertEq(satellite.floatBalance(), 1 ether);
        assertTrue(satellite.isStake(stakeId));
        assertEq(abi.encode(satellite.sentRoot(stakeId)), abi.encode(2 ether, block.timestamp, 1, 1));
        _assertRootSent(messageId, stakeId);
    }

    function _assertRootSent(bytes32 messageId, bytes32 stakeId) private {
        Vm.Log memory log = journal.last(address(satellite), IQLStakeSatellite.RootSent.selector);
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
        uint256 fee = satellite.quoteStake(NATIVE, 1 ether, bob, alice, NATIVE).total;
        vm.deal(alice, 10 ether);
        vm.prank(alice);
        satellite.stake{value: 10 ether}(NATIVE, 1 ether, bob, alice, NATIVE, fee);

        assertEq(alice.balance, 9 ether - fee);
    }

    function test_A_token_stake_takes_a_native_fee() public {
        uint256 fee = satellite.quoteStake(address(usd), 5e6, bob, alice, NATIVE).total;
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
        satellite.listAsset(_link);
        avalanche.mintLink(alice, 7 ether);
        _stakeForLink(_link, 7 ether);

        assertEq(satellite.locked(_link), 7 ether);
        assertEq(avalanche.link().balanceOf(address(satellite)), 7.02 ether);
    }

    function test_Without_a_float_the_offer_is_wrapped_first() public {
        vm.prank(dao);
        satellite.withdrawFloat(dao, 1 ether);
        uint256 fee = satellite.quoteStake(NATIVE, 1 ether, bob, alice, NATIVE).total;
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
        uint256 fee = satellite.quoteStake(NATIVE, amount, bob, alice, NATIVE).total;
        vm.deal(alice, uint256(amount) + fee + excess);
        vm.prank(alice);
        satellite.stake{value: uint256(amount) + fee + excess}(NATIVE, amount, bob, alice, NATIVE, fee);

        assertEq(alice.balance, excess, "the quote is what was charged");
        assertEq(satellite.floatBalance(), float);
        assertEq(avalanche.wrappedNative().balanceOf(address(satellite)), float);
        assertEq(address(satellite).balance, uint256(amount) + execution);
    }

    function test_Two_equal_stakes_have_two_ids() public {
        (bytes32 first,) = _stakeNative(1 ether);
        (bytes32 second,) = _stakeNative(1 ether);

        assertNotEq(first, second);
        assertEq(satellite.nextNonce(), 2);
    }

    function test_Refunds_go_to_the_staker_unless_told_otherwise() public {
        uint256 fee = satellite.quoteStake(NATIVE, 1 ether, bob, address(0), NATIVE).total;
        bytes32 expected = satellite.stakeIdOf(QLMessages.Item(NATIVE, 1 ether, bob, alice, 0, 0));
        vm.deal(alice, 1 ether + fee);
        vm.prank(alice);
        (bytes32 stakeId,) = satellite.stake{value: 1 ether + fee}(NATIVE, 1 ether, bob, address(0), NATIVE, fee);

        assertEq(stakeId, expected);
    }

    function test_A_stake_needs_an_amount_and_a_receiver() public {
        vm.expectRevert(IQLEndpoint.ZeroValue.selector);
        satellite.stake{value: 1 ether}(NATIVE, 0, bob, alice, NATIVE, 1 ether);
        vm.expectRevert(IQLEndpoint.ZeroValue.selector);
        satellite.stake{value: 2 ether}(NATIVE, 1 ether, address(0), alice, NATIVE, 1 ether);
        uint256 huge = uint256(type(uint128).max) + 1;
        vm.expectRevert(abi.encodeWithSelector(IQLStakeSatellite.AmountTooLarge.selector, huge));
        satellite.stake(address(usd), huge, bob, alice, NATIVE, 1 ether);
    }

    function test_An_unlisted_asset_is_refused() public {
        vm.expectRevert(abi.encodeWithSelector(IQLStakeSatellite.AssetNotListed.selector, _link));
        satellite.stake{value: 1 ether}(_link, 1, bob, alice, NATIVE, 1 ether);
    }

    function test_Another_fee_token_is_refused() public {
        vm.expectRevert(abi.encodeWithSelector(IQLStakeSatellite.FeeTokenNotAccepted.selector, address(usd)));
        satellite.stake{value: 1 ether}(NATIVE, 1 ether, bob, alice, address(usd), 1 ether);
    }

    function test_A_charge_above_the_allowed_is_refused() public {
        uint256 fee = satellite.quoteStake(NATIVE, 1 ether, bob, alice, NATIVE).total;
        vm.expectRevert(abi.encodeWithSelector(IQLStakeSatellite.FeeAboveMax.selector, fee, fee - 1));
        satellite.stake{value: 1 ether + fee}(NATIVE, 1 ether, bob, alice, NATIVE, fee - 1);

        uint256 linkFee = satellite.quoteStake(NATIVE, 1 ether, bob, alice, _link).total;
        vm.expectRevert(abi.encodeWithSelector(IQLStakeSatellite.FeeAboveMax.selector, linkFee, linkFee - 1));
        satellite.stake{value: 1 ether}(NATIVE, 1 ether, bob, alice, _link, linkFee - 1);
    }

    function test_An_offer_below_the_charge_is_refused_and_never_taken_from_the_float() public {
        uint256 fee = satellite.quoteStake(NATIVE, 1 ether, bob, alice, NATIVE).total;
        vm.expectRevert(abi.encodeWithSelector(IQLEndpoint.ValueTooLow.selector, fee - 1, fee));
        satellite.stake{value: 1 ether + fee - 1}(NATIVE, 1 ether, bob, alice, NATIVE, fee);
        vm.expectRevert(abi.encodeWithSelector(IQLEndpoint.ValueTooLow.selector, 1, 1 ether));
        satellite.stake{value: 1}(NATIVE, 1 ether, bob, alice, NATIVE, fee);
    }

    function test_Value_that_pays_for_nothing_is_refused() public {
        vm.expectRevert(abi.encodeWithSelector(IQLStakeSatellite.ValueMismatch.selector, 1 ether, 1 ether + 1));
        satellite.stake{value: 1 ether + 1}(NATIVE, 1 ether, bob, alice, _link, 1 ether);
        vm.expectRevert(abi.encodeWithSelector(IQLStakeSatellite.ValueMismatch.selector, 0, 1));
        satellite.stake{value: 1}(address(usd), 1, bob, alice, _link, 1 ether);
        (bool ok,) = address(satellite).call{value: 1}("");
        assertFalse(ok, "a bare transfer belongs to no counter");
    }

    function test_A_fee_on_transfer_token_is_refused() public {
        TollToken toll = new TollToken();
        vm.prank(dao);
        satellite.listAsset(address(toll));
        toll.mint(address(this), 100);
        toll.approve(address(satellite), 100);
        vm.expectRevert(abi.encodeWithSelector(IQLStakeSatellite.TransferMismatch.selector, address(toll), 100, 99));
        satellite.stake{value: 1 ether}(address(toll), 100, bob, alice, NATIVE, 1 ether);
    }

    function test_A_staker_who_takes_no_change_must_pay_exactly() public {
        uint256 fee = satellite.quoteStake(NATIVE, 1 ether, bob, alice, NATIVE).total;
        NoChange payer = new NoChange();
        vm.deal(address(payer), 10 ether);
        vm.expectRevert(abi.encodeWithSelector(IQLEndpoint.ReturnFailed.selector, address(payer), 1));
        payer.stake(satellite, 1 ether + fee + 1, bob, fee);
        payer.stake(satellite, 1 ether + fee, bob, fee);
        assertEq(satellite.locked(NATIVE), 1 ether);
    }

    function test_A_cursed_lane_takes_no_stake() public {
        avalanche.curseLane(ETHEREUM);
        vm.expectRevert();
        satellite.stake{value: 2 ether}(NATIVE, 1 ether, bob, alice, NATIVE, 1 ether);
        assertEq(satellite.locked(NATIVE), 0);
    }

    function _stakeForLink(address asset, uint256 amount) private returns (uint256 fee) {
        fee = satellite.quoteStake(asset, amount, bob, alice, _link).total;
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

    receive() external payable {}
}

/// @dev Has no way to receive native coin.
contract NoChange {
    function stake(IQLStakeSatellite satellite, uint256 value, address receiver, uint256 fee) external {
        satellite.stake{value: value}(address(0), 1 ether, receiver, address(this), address(0), fee);
    }
}
