// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLEndpoint} from "../../src/interfaces/IQLEndpoint.sol";
import {IQLSatelliteTypes} from "../../src/interfaces/IQLSatelliteTypes.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {TwoChains} from "../lib/TwoChains.sol";
import {Client} from "@chainlink/contracts-ccip/contracts/libraries/Client.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @notice setRouter and dropRouter, on the satellite, which also lets the Router take its fee.
contract RouterTest is TwoChains {
    address private _old;
    address private _new;
    bytes32 private _challenge;

    function setUp() public override {
        super.setUp();
        _old = satellite.router();
        _new = address(ethereum.router()); // any contract does
        (, _challenge) = satellite.laneOf(ETHEREUM, address(hub));
    }

    function test_The_new_Router_sends_and_both_deliver_until_the_old_is_dropped() public {
        vm.prank(dao);
        vm.expectEmit(address(satellite));
        emit IQLEndpoint.RouterChanged(_new, _old);
        satellite.setRouter(_new);
        assertEq(satellite.router(), _new);
        assertEq(satellite.previousRouter(), _old);
        _hello(_old);
        _hello(_new);

        vm.prank(dao);
        vm.expectEmit(address(satellite));
        emit IQLEndpoint.RouterDropped(_old);
        satellite.dropRouter(_old);
        _hello(_new);
        vm.expectRevert(abi.encodeWithSelector(IQLEndpoint.NotRouter.selector, _old));
        _hello(_old);
    }

    function test_Only_the_Router_that_sends_may_take_the_float() public {
        IERC20 wrapped = IERC20(satellite.wrappedNative());
        vm.prank(dao);
        satellite.setRouter(_new);
        assertEq(wrapped.allowance(address(satellite), _old), 0);
        assertEq(wrapped.allowance(address(satellite), _new), type(uint256).max);
    }

    function test_A_Router_that_takes_another_LINK_fee_than_it_quoted_is_refused() public {
        IERC20 link = IERC20(address(avalanche.link()));
        LyingRouter liar = new LyingRouter(link);
        vm.prank(dao);
        satellite.setRouter(address(liar));
        avalanche.mintLink(alice, 1 ether);
        hoax(alice, 1 ether);
        link.approve(address(satellite), 1 ether);
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(IQLSatelliteTypes.TransferMismatch.selector, link, 0.5 ether, 0.5 ether - 1)
        );
        satellite.stake{value: 1 ether}(NATIVE, 1 ether, bob, alice, address(link), 1 ether);
        assertEq(link.balanceOf(alice), 1 ether);
    }

    function test_A_change_can_be_taken_back() public {
        vm.startPrank(dao);
        satellite.setRouter(_new);
        satellite.setRouter(_old);
        satellite.dropRouter(_new);
        vm.stopPrank();
        assertEq(satellite.router(), _old);
        _stakeNative(1 ether);
    }

    function test_Two_are_trusted_and_no_third() public {
        vm.startPrank(dao);
        vm.expectRevert(abi.encodeWithSelector(IQLEndpoint.RouterNotDropped.selector, _old));
        satellite.setRouter(_old);
        satellite.setRouter(_new);
        vm.expectRevert(abi.encodeWithSelector(IQLEndpoint.RouterNotDropped.selector, _old));
        satellite.setRouter(address(hub));
    }

    function test_A_Router_has_code_and_the_sending_one_stays() public {
        vm.startPrank(dao);
        vm.expectRevert(abi.encodeWithSelector(IQLEndpoint.NoCode.selector, bob));
        satellite.setRouter(bob);
        vm.expectRevert(abi.encodeWithSelector(IQLEndpoint.RouterNotDroppable.selector, _old));
        satellite.dropRouter(_old);
        vm.expectRevert(abi.encodeWithSelector(IQLEndpoint.RouterNotDroppable.selector, address(0)));
        satellite.dropRouter(address(0));
    }

    function test_No_address_is_the_Router_that_is_not_there() public {
        vm.expectRevert(abi.encodeWithSelector(IQLEndpoint.NotRouter.selector, bob));
        _hello(bob);
    }

    function _hello(address router) private {
        vm.prank(router);
        satellite.ccipReceive(
            Client.Any2EVMMessage(
                "id", ETHEREUM, abi.encode(hub), QLMessages.encodeHello(_challenge), new Client.EVMTokenAmount[](0)
            )
        );
    }
}

/// @dev Quotes half a LINK and takes a unit less.
contract LyingRouter {
    IERC20 private immutable _link;

    constructor(IERC20 link) {
        _link = link;
    }

    function getFee(uint64, Client.EVM2AnyMessage calldata) external pure returns (uint256) {
        return 0.5 ether;
    }

    function ccipSend(uint64, Client.EVM2AnyMessage calldata) external payable returns (bytes32) {
        require(_link.transferFrom(msg.sender, address(this), 0.5 ether - 1));
        return "sent";
    }
}
