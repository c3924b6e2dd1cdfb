// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLEndpoint} from "../../src/interfaces/IQLEndpoint.sol";
import {IQLSatelliteTypes} from "../../src/interfaces/IQLSatelliteTypes.sol";
import {ISatellite} from "../lib/ISatellite.sol";
import {TollToken} from "../lib/Tokens.sol";
import {TwoChains} from "../lib/TwoChains.sol";

/// @notice What `stake` refuses, and that nothing is locked or taken then.
contract StakeRefusalsTest is TwoChains {
    address private _link;

    function setUp() public override {
        super.setUp();
        _link = address(avalanche.link());
    }

    function test_A_stake_needs_an_amount_and_a_receiver() public {
        vm.expectRevert(IQLEndpoint.ZeroValue.selector);
        satellite.stake{value: 1 ether}(NATIVE, 0, bob, alice, NATIVE, 1 ether);
        vm.expectRevert(IQLEndpoint.ZeroValue.selector);
        satellite.stake{value: 2 ether}(NATIVE, 1 ether, address(0), alice, NATIVE, 1 ether);
        uint256 huge = uint256(type(uint128).max) + 1;
        vm.expectRevert(abi.encodeWithSelector(IQLSatelliteTypes.AmountTooLarge.selector, huge));
        satellite.stake(address(usd), huge, bob, alice, NATIVE, 1 ether);
    }

    function test_An_unlisted_asset_is_refused() public {
        vm.expectRevert(abi.encodeWithSelector(IQLSatelliteTypes.AssetNotListed.selector, _link));
        satellite.stake{value: 1 ether}(_link, 1, bob, alice, NATIVE, 1 ether);
    }

    function test_Another_fee_token_is_refused() public {
        vm.expectRevert(abi.encodeWithSelector(IQLSatelliteTypes.FeeTokenNotAccepted.selector, address(usd)));
        satellite.stake{value: 1 ether}(NATIVE, 1 ether, bob, alice, address(usd), 1 ether);
    }

    function test_A_charge_above_the_allowed_is_refused() public {
        uint256 fee = satellite.quoteStake(alice, NATIVE, 1 ether, bob, alice, NATIVE).total;
        vm.expectRevert(abi.encodeWithSelector(IQLSatelliteTypes.FeeAboveMax.selector, fee, fee - 1));
        satellite.stake{value: 1 ether + fee}(NATIVE, 1 ether, bob, alice, NATIVE, fee - 1);

        uint256 linkFee = satellite.quoteStake(alice, NATIVE, 1 ether, bob, alice, _link).total;
        vm.expectRevert(abi.encodeWithSelector(IQLSatelliteTypes.FeeAboveMax.selector, linkFee, linkFee - 1));
        satellite.stake{value: 1 ether}(NATIVE, 1 ether, bob, alice, _link, linkFee - 1);
    }

    function test_An_offer_below_the_charge_is_refused_and_never_taken_from_the_float() public {
        uint256 fee = satellite.quoteStake(alice, NATIVE, 1 ether, bob, alice, NATIVE).total;
        vm.expectRevert(abi.encodeWithSelector(IQLEndpoint.ValueTooLow.selector, fee - 1, fee));
        satellite.stake{value: 1 ether + fee - 1}(NATIVE, 1 ether, bob, alice, NATIVE, fee);
        vm.expectRevert(abi.encodeWithSelector(IQLEndpoint.ValueTooLow.selector, 1, 1 ether));
        satellite.stake{value: 1}(NATIVE, 1 ether, bob, alice, NATIVE, fee);
    }

    function test_Value_that_pays_for_nothing_is_refused() public {
        vm.expectRevert(abi.encodeWithSelector(IQLSatelliteTypes.ValueMismatch.selector, 1 ether, 1 ether + 1));
        satellite.stake{value: 1 ether + 1}(NATIVE, 1 ether, bob, alice, _link, 1 ether);
        vm.expectRevert(abi.encodeWithSelector(IQLSatelliteTypes.ValueMismatch.selector, 0, 1));
        satellite.stake{value: 1}(address(usd), 1, bob, alice, _link, 1 ether);
        (bool ok,) = address(satellite).call{value: 1}("");
        assertFalse(ok, "a bare transfer belongs to no counter");
    }

    function test_A_fee_on_transfer_token_is_refused() public {
        TollToken toll = new TollToken();
        vm.prank(dao);
        satellite.listAsset(address(toll), _wide(), _wide());
        toll.mint(address(this), 100);
        toll.approve(address(satellite), 100);
        vm.expectRevert(abi.encodeWithSelector(IQLSatelliteTypes.TransferMismatch.selector, address(toll), 100, 99));
        satellite.stake{value: 1 ether}(address(toll), 100, bob, alice, NATIVE, 1 ether);
    }

    function test_A_staker_who_takes_no_change_must_pay_exactly() public {
        uint256 fee = satellite.quoteStake(alice, NATIVE, 1 ether, bob, alice, NATIVE).total;
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
}

/// @dev Has no way to receive native coin.
contract NoChange {
    function stake(ISatellite satellite, uint256 value, address receiver, uint256 fee) external {
        satellite.stake{value: value}(address(0), 1 ether, receiver, address(this), address(0), fee);
    }
}
