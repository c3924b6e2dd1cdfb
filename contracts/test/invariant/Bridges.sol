// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLiquidToken} from "../../src/QLiquidToken.sol";
import {IQLiquidToken} from "../../src/interfaces/IQLiquidToken.sol";
import {CcipChain} from "../ccip/CcipChain.sol";
import {ITokenPool} from "../ccip/CcipTokenInterfaces.sol";
import {CcipTokenPools} from "../ccip/CcipTokenPools.sol";
import {World} from "./World.sol";
import {IRouterClient} from "@chainlink/contracts-ccip/contracts/interfaces/IRouterClient.sol";
import {Client} from "@chainlink/contracts-ccip/contracts/libraries/Client.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @notice A third chain to which qAVAX moves on by CCIP's own pools, and from which it comes back; at times that chain's token lies.
abstract contract Bridges is World {
    using CcipTokenPools for ITokenPool;

    /// @param index Of the message on its lane.
    /// @param arrived Once seen to have, it stays so.
    struct Transfer {
        uint256 index;
        uint256 amount;
        bool arrived;
    }

    uint64 internal constant ARBITRUM = 3478487238524512106;
    uint256 internal constant AWAY = 2; // the carrier's lane to the third chain
    uint256 internal constant HOME = 3;
    uint128 private constant POOL_LIMIT = 500 ether;

    CcipChain internal arbitrum;
    QLiquidToken internal remoteQavax;
    /// @dev By lane.
    mapping(uint256 lane => Transfer[]) internal transfers;
    /// @dev What the third chain's token made of nothing.
    uint256 internal forged;

    function setUp() public virtual override {
        super.setUp();
        arbitrum = CcipChain(deployCode("CcipChain.sol:CcipChain", abi.encode(ARBITRUM)));
        arbitrum.connect(ethereum);
        ethereum.connect(arbitrum);
        carrier.serve(ethereum, arbitrum);
        remoteQavax = _newToken("Quantum AVAX", "qAVAX", hub.authority(), false);
        vm.startPrank(dao);
        ITokenPool pool = CcipTokenPools.deployBurnMintPool(ethereum, address(qavax));
        ITokenPool remotePool = CcipTokenPools.deployBurnMintPool(arbitrum, address(remoteQavax));
        qavax.setMinter(address(pool), IQLiquidToken.Minter.Pool);
        remoteQavax.setMinter(address(remotePool), IQLiquidToken.Minter.Pool);
        remoteQavax.setMinter(address(this), IQLiquidToken.Minter.Issuer);
        ITokenPool.RateLimit memory limit = ITokenPool.RateLimit(true, POOL_LIMIT, 1 ether);
        pool.connect(arbitrum, remotePool, address(remoteQavax), limit);
        remotePool.connect(ethereum, pool, address(qavax), limit);
        vm.stopPrank();
    }

    function bridge(uint256 who, uint256 amount, bool all) external act {
        _bridge(AWAY, ethereum, arbitrum, qavax, who, all ? type(uint256).max : amount);
    }

    function bridgeBack(uint256 who, uint256 amount, bool all) external act {
        _bridge(HOME, arbitrum, ethereum, remoteQavax, who, all ? type(uint256).max : amount);
    }

    /// @dev A chain that is taken over mints there what it likes.
    function forgeShares(uint256 who, uint96 amount) external act {
        if (!_rarely(8)) return;
        uint256 made = uint256(keccak256(abi.encode(amount))) % 100 ether;
        remoteQavax.mint(_user(who), made);
        forged += made;
    }

    /// @dev What was burned at a lane's start, and what of it was minted at its end.
    function _moved(uint256 lane) internal view returns (uint256 sent, uint256 arrived) {
        for (uint256 i; i < transfers[lane].length; ++i) {
            Transfer storage transfer = transfers[lane][i];
            sent += transfer.amount;
            if (_hasArrived(lane, transfer)) arrived += transfer.amount;
        }
    }

    /// @dev Commits what is under way, and lets the pools' limits refill before each attempt.
    function _settleTransfers(uint256 lane) internal {
        carrier.collect();
        while (carrier.commitNext(lane)) {}
        for (uint256 i; i < transfers[lane].length; ++i) {
            Transfer storage transfer = transfers[lane][i];
            if (_hasArrived(lane, transfer)) continue;
            skip(2 hours);
            carrier.executeByHand(lane, transfer.index, 0);
        }
    }

    function _bringHome() internal {
        for (uint256 i; i < users.length; ++i) {
            while (remoteQavax.balanceOf(users[i]) != 0) {
                uint256 before = remoteQavax.balanceOf(users[i]);
                _bridge(HOME, arbitrum, ethereum, remoteQavax, i, type(uint256).max);
                assertLt(remoteQavax.balanceOf(users[i]), before, "shares are trapped on the third chain");
                skip(2 hours);
                carrier.collect();
            }
        }
    }

    function _bridge(
        uint256 lane,
        CcipChain source,
        CcipChain destination,
        QLiquidToken token,
        uint256 who,
        uint256 amount
    ) internal {
        for (uint256 i; i < users.length && token.balanceOf(_user(who)) == 0; ++i) {
            who = who % users.length + 1;
        }
        address user = _user(who);
        uint256 most = Math.min(token.balanceOf(user), POOL_LIMIT);
        if (most == 0) return;
        amount = bound(amount, 1, most);
        _noteArrivals(lane);
        IRouterClient router = source.router();
        Client.EVM2AnyMessage memory message = _message(user, token, amount);
        vm.deal(user, 1 ether);
        vm.startPrank(user);
        token.approve(address(router), amount);
        try router.ccipSend{value: 1 ether}(destination.selector(), message) {
            transfers[lane].push(Transfer(carrier.sentOn(lane), amount, false));
        } catch {
            token.approve(address(router), 0);
        }
        vm.stopPrank();
        vm.deal(user, 0);
    }

    /// @dev What has arrived need not be asked for again.
    function _noteArrivals(uint256 lane) private {
        for (uint256 i; i < transfers[lane].length; ++i) {
            Transfer storage transfer = transfers[lane][i];
            if (!transfer.arrived) transfer.arrived = _hasArrived(lane, transfer);
        }
    }

    function _hasArrived(uint256 lane, Transfer storage transfer) private view returns (bool) {
        return transfer.arrived || carrier.arrivedOn(lane, transfer.index);
    }

    function _message(address to, QLiquidToken token, uint256 amount)
        private
        pure
        returns (Client.EVM2AnyMessage memory)
    {
        Client.EVMTokenAmount[] memory tokens = new Client.EVMTokenAmount[](1);
        tokens[0] = Client.EVMTokenAmount(address(token), amount);
        return Client.EVM2AnyMessage({
            receiver: abi.encode(to),
            data: "",
            tokenAmounts: tokens,
            feeToken: address(0),
            extraArgs: Client._argsToBytes(Client.GenericExtraArgsV2({gasLimit: 0, allowOutOfOrderExecution: true}))
        });
    }
}
