// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLSatelliteInbound} from "../../src/QLSatelliteInbound.sol";
import {IQLEndpoint} from "../../src/interfaces/IQLEndpoint.sol";
import {IQLPauses} from "../../src/interfaces/IQLPauses.sol";
import {IQLSatelliteTypes} from "../../src/interfaces/IQLSatelliteTypes.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {ISatellite} from "../lib/ISatellite.sol";
import {HookToken} from "../lib/Tokens.sol";
import {TwoChains} from "../lib/TwoChains.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

/// @notice Float, fees, listings and permissions of the satellite, and attacks on its counters.
contract FundsTest is TwoChains {
    function test_Fees_are_withdrawn_up_to_the_counter() public {
        address link = address(avalanche.link());
        vm.startPrank(config);
        satellite.setExecutionFee(NATIVE, 0.5 ether);
        satellite.setExecutionFee(link, 2 ether);
        vm.stopPrank();
        _stakeNative(1 ether);
        _stakeForLink();
        vm.startPrank(dao);
        vm.expectRevert(abi.encodeWithSelector(IQLSatelliteTypes.CounterTooLow.selector, 0.5 ether + 1, 0.5 ether));
        satellite.withdrawFees(NATIVE, bob, 0.5 ether + 1);
        satellite.withdrawFees(NATIVE, bob, 0.5 ether);
        satellite.withdrawFees(link, bob, 2 ether);
        vm.expectRevert(IQLEndpoint.ZeroValue.selector);
        satellite.withdrawFees(link, address(0), 0);
        vm.stopPrank();

        assertEq(bob.balance, 0.5 ether);
        assertEq(avalanche.link().balanceOf(bob), 2 ether);
        assertEq(address(satellite).balance, 2 ether, "principal stays");
    }

    function test_Principal_is_no_fee() public {
        _stakeNative(3 ether);
        vm.startPrank(dao);
        vm.expectRevert(abi.encodeWithSelector(IQLSatelliteTypes.CounterTooLow.selector, 1, 0));
        satellite.withdrawFees(NATIVE, dao, 1);
        vm.expectRevert(abi.encodeWithSelector(IQLSatelliteTypes.CounterTooLow.selector, 2 ether, 1 ether));
        satellite.withdrawFloat(dao, 2 ether);
        vm.expectRevert(IQLEndpoint.ZeroValue.selector);
        satellite.withdrawFloat(address(0), 1);
    }

    function test_Donations_change_no_counter() public {
        usd.mint(address(satellite), 5e6);
        vm.deal(address(satellite), 9 ether);
        assertEq(satellite.locked(address(usd)), 0);
        assertEq(satellite.locked(NATIVE), 0);
        vm.prank(dao);
        vm.expectRevert(abi.encodeWithSelector(IQLSatelliteTypes.CounterTooLow.selector, 1, 0));
        satellite.withdrawFees(address(usd), dao, 1);
    }

    function test_The_float_goes_in_and_out_as_native_coin() public {
        vm.prank(dao);
        satellite.withdrawFloat(bob, 0.4 ether);
        assertEq(bob.balance, 0.4 ether);
        assertEq(satellite.floatBalance(), 0.6 ether);
        satellite.fundFloat{value: 0.2 ether}();
        assertEq(satellite.floatBalance(), 0.8 ether);
        assertEq(avalanche.wrappedNative().balanceOf(address(satellite)), 0.8 ether);
    }

    function test_Wrapped_native_is_never_staked() public {
        address wrapped = satellite.wrappedNative();
        vm.prank(dao);
        vm.expectRevert(abi.encodeWithSelector(IQLSatelliteTypes.AssetNotListable.selector, wrapped));
        satellite.listAsset(wrapped, _wide(), _wide());
    }

    function test_An_asset_has_code() public {
        vm.prank(dao);
        vm.expectRevert(abi.encodeWithSelector(IQLEndpoint.NoCode.selector, bob));
        satellite.listAsset(bob, _wide(), _wide());
        assertFalse(satellite.isListed(bob));
    }

    function test_What_stakes_pay_on_top_can_be_read() public {
        vm.startPrank(config);
        satellite.setExecutionFee(NATIVE, 7);
        satellite.setBatchShare(9);
        vm.stopPrank();
        assertEq(satellite.executionFee(NATIVE), 7);
        assertEq(satellite.executionFee(address(avalanche.link())), 0);
        assertEq(satellite.batchShare(), 9);
        assertEq(satellite.quoteQueue(NATIVE, 1 ether).total, 16);
    }

    function test_Coin_sent_to_the_satellites_further_code_comes_back() public {
        address inbound = deployCode(
            "QLSatelliteInbound.sol:QLSatelliteInbound",
            abi.encode(satellite.authority(), bob, AVALANCHE, avalanche.wrappedNative(), avalanche.link())
        );
        (bool ok, bytes memory reason) = inbound.call{value: 1}("");
        assertFalse(ok);
        assertEq(reason, abi.encodeWithSelector(IQLSatelliteTypes.ValueMismatch.selector, 0, 1));
    }

    function test_A_delisted_asset_takes_no_more_stakes_and_keeps_its_own() public {
        _stakeNative(1 ether);
        vm.prank(config);
        satellite.delistAsset(NATIVE);
        assertFalse(satellite.isListed(NATIVE));
        assertEq(satellite.locked(NATIVE), 1 ether);
        vm.expectRevert(abi.encodeWithSelector(IQLSatelliteTypes.AssetNotListed.selector, NATIVE));
        satellite.stake{value: 2 ether}(NATIVE, 1 ether, bob, alice, NATIVE, 1 ether);
    }

    function test_An_execution_fee_is_native_or_LINK() public {
        vm.prank(config);
        vm.expectRevert(abi.encodeWithSelector(IQLSatelliteTypes.FeeTokenNotAccepted.selector, address(usd)));
        satellite.setExecutionFee(address(usd), 1);
    }

    function test_A_token_hook_cannot_stake_from_within() public {
        HookToken token = new HookToken();
        vm.prank(dao);
        satellite.listAsset(address(token), _wide(), _wide());
        token.mint(alice, 100);
        token.arm(address(satellite), abi.encodeCall(satellite.stake, (address(token), 1, bob, alice, NATIVE, 1 ether)));
        uint256 fee = satellite.quoteStake(alice, address(token), 100, bob, alice, NATIVE).total;
        vm.deal(alice, fee);
        vm.startPrank(alice);
        token.approve(address(satellite), 100);
        satellite.stake{value: fee}(address(token), 100, bob, alice, NATIVE, fee);
        vm.stopPrank();

        assertFalse(token.hookSucceeded());
        assertEq(bytes4(token.answer()), IQLEndpoint.Reentered.selector);
        assertEq(satellite.locked(address(token)), 100);
    }

    function test_Returned_change_cannot_stake_from_within() public {
        Reenterer attacker = new Reenterer(satellite);
        vm.deal(address(attacker), 20 ether);
        uint256 fee = satellite.quoteStake(alice, NATIVE, 1 ether, bob, alice, NATIVE).total;
        vm.expectRevert(abi.encodeWithSelector(IQLEndpoint.ReturnFailed.selector, address(attacker), 1 ether));
        attacker.attack(fee);
        assertEq(satellite.locked(NATIVE), 0);
    }

    function test_A_token_that_loses_principal_is_caught() public {
        usd.mint(alice, 10e6);
        vm.startPrank(alice);
        usd.approve(address(satellite), 10e6);
        vm.deal(alice, 2 ether);
        satellite.stake{value: 1 ether}(address(usd), 5e6, bob, alice, NATIVE, 1 ether);
        deal(address(usd), address(satellite), 4e6);
        vm.expectRevert(abi.encodeWithSelector(IQLSatelliteTypes.Uncovered.selector, address(usd), 10e6, 9e6));
        satellite.stake{value: 1 ether}(address(usd), 5e6, bob, alice, NATIVE, 1 ether);
        vm.stopPrank();
    }

    function test_Every_restricted_function_refuses_strangers_and_CONFIG_what_is_the_DAOs() public {
        bytes[] memory calls = _restricted();
        for (uint256 i; i < calls.length; ++i) {
            _assertRefused(alice, calls[i]);
            if (i < 15) _assertRefused(config, calls[i]);
            if (i < 22) _assertRefused(pauser, calls[i]);
        }
    }

    function test_A_satellite_needs_all_its_addresses() public {
        address authority = satellite.authority();
        vm.expectRevert(IQLEndpoint.ZeroValue.selector);
        new QLSatelliteInbound(authority, bob, 1, address(0), bob);
        vm.expectRevert(IQLEndpoint.ZeroValue.selector);
        new QLSatelliteInbound(authority, bob, 1, bob, address(0));
        vm.startPrank(dao);
        vm.expectRevert(IQLEndpoint.ZeroValue.selector);
        satellite.setHub(0, bob);
        vm.expectRevert(IQLEndpoint.ZeroValue.selector);
        satellite.setHub(1, address(0));
    }

    /// @dev First what is the DAO's, then CONFIG's, then the pauser's.
    function _restricted() private view returns (bytes[] memory calls) {
        IQLPauses.Scope scope = IQLPauses.Scope.Stakes;
        calls = new bytes[](27);
        calls[0] = abi.encodeCall(satellite.setHub, (ETHEREUM, bob));
        calls[1] = abi.encodeCall(satellite.listAsset, (bob, _wide(), _wide()));
        calls[2] = abi.encodeCall(satellite.withdrawFees, (NATIVE, bob, 0));
        calls[3] = abi.encodeCall(satellite.withdrawFloat, (bob, 1));
        calls[4] = abi.encodeCall(satellite.withdrawSubsidy, (bob, 1));
        calls[5] = abi.encodeCall(satellite.recordLoss, (NATIVE, 1));
        calls[6] = abi.encodeCall(satellite.retireHub, (ETHEREUM, address(hub)));
        calls[7] = abi.encodeCall(satellite.closeHub, (ETHEREUM, address(hub)));
        calls[8] = abi.encodeCall(satellite.voidRoot, ("root"));
        calls[9] = abi.encodeCall(satellite.confirmPause, (scope, 1));
        calls[10] = abi.encodeCall(satellite.unpause, (scope));
        calls[11] = abi.encodeCall(satellite.extendHold, ("target", 1));
        calls[12] = abi.encodeCall(satellite.liftHold, ("target"));
        calls[13] = abi.encodeCall(satellite.setRouter, (bob));
        calls[14] = abi.encodeCall(satellite.dropRouter, (bob));
        calls[15] = abi.encodeCall(satellite.delistAsset, (NATIVE));
        calls[16] = abi.encodeCall(satellite.setExecutionFee, (NATIVE, 1));
        calls[17] = abi.encodeCall(satellite.setDeliveryGas, (1));
        calls[18] = abi.encodeCall(satellite.setStakeLimits, (NATIVE, _wide()));
        calls[19] = abi.encodeCall(satellite.setPayoutLimits, (NATIVE, _wide()));
        calls[20] = abi.encodeCall(satellite.setBatchShare, (1));
        calls[21] = abi.encodeCall(satellite.setSubsidy, (IQLSatelliteTypes.SubsidyTerms(1, 1, 1, 1, 1)));
        calls[22] = abi.encodeCall(satellite.pause, (scope));
        calls[23] = abi.encodeCall(satellite.lowerStakeLimits, (NATIVE, _wide()));
        calls[24] = abi.encodeCall(satellite.lowerPayoutLimits, (NATIVE, _wide()));
        calls[25] = abi.encodeCall(satellite.setAuthority, (bob));
        calls[26] = abi.encodeCall(satellite.writeOff, (ETHEREUM, address(hub), QLMessages.Kind.Release, "root"));
    }

    function _stakeForLink() private {
        address link = address(avalanche.link());
        uint256 fee = satellite.quoteStake(alice, NATIVE, 1 ether, bob, alice, link).total;
        avalanche.mintLink(alice, fee);
        vm.deal(alice, 1 ether);
        vm.startPrank(alice);
        avalanche.link().approve(address(satellite), fee);
        satellite.stake{value: 1 ether}(NATIVE, 1 ether, bob, alice, link, fee);
        vm.stopPrank();
    }

    function _assertRefused(address caller, bytes memory data) private {
        vm.prank(caller);
        (bool ok, bytes memory reason) = address(satellite).call(data);
        assertFalse(ok);
        assertEq(reason, abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, caller));
    }
}

/// @dev Stakes again from the change it is given.
contract Reenterer {
    ISatellite private immutable _satellite;

    constructor(ISatellite satellite) {
        _satellite = satellite;
    }

    function attack(uint256 fee) external {
        _satellite.stake{value: 2 ether + fee}(address(0), 1 ether, address(this), address(0), address(0), fee);
    }

    receive() external payable {
        _satellite.stake{value: 5 ether}(address(0), 1 ether, address(this), address(0), address(0), 4 ether);
    }
}
