// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLEndpoint} from "../../src/interfaces/IQLEndpoint.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {TwoChains} from "../lib/TwoChains.sol";
import {Client} from "@chainlink/contracts-ccip/contracts/libraries/Client.sol";

/// @notice setRouter and dropRouter on the hub, where no Router may take anything.
contract HubRouterTest is TwoChains {
    address private _old;
    address private _new;

    function setUp() public override {
        super.setUp();
        _old = hub.router();
        _new = address(avalanche.router()); // any contract does
    }

    function test_Both_Routers_deliver_until_the_old_is_dropped() public {
        vm.prank(dao);
        hub.setRouter(_new);
        assertEq(hub.router(), _new);
        _record(_old, "before");
        _record(_new, "after");
        assertGt(_receivedAt("before"), 0);
        assertGt(_receivedAt("after"), 0);

        vm.prank(dao);
        hub.dropRouter(_old);
        vm.expectRevert(abi.encodeWithSelector(IQLEndpoint.NotRouter.selector, _old));
        _record(_old, "too late");
        _record(_new, "still");
        assertGt(_receivedAt("still"), 0);
    }

    function test_No_Router_gets_an_allowance_from_the_hub() public {
        vm.prank(dao);
        hub.setRouter(_new);
        assertEq(qavax.allowance(address(hub), _new), 0);
        assertEq(ethereum.wrappedNative().allowance(address(hub), _new), 0);
    }

    function _record(address router, bytes32 root) private {
        bytes memory data = QLMessages.encodeRoot(QLMessages.Kind.Stake, NATIVE, 2, 1 ether, root);
        Client.EVMTokenAmount[] memory none = new Client.EVMTokenAmount[](0);
        vm.prank(router);
        hub.ccipReceive(Client.Any2EVMMessage("id", AVALANCHE, abi.encode(satellite), data, none));
    }

    function _receivedAt(bytes32 root) private view returns (uint256) {
        return hub.rootOf(AVALANCHE, address(satellite), QLMessages.Kind.Stake, root).receivedAt;
    }
}
