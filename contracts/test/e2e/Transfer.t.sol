// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLiquidToken} from "../../src/QLiquidToken.sol";
import {IQLiquidToken} from "../../src/interfaces/IQLiquidToken.sol";
import {CcipChain} from "../ccip/CcipChain.sol";
import {IOffRamp} from "../ccip/CcipInterfaces.sol";
import {ITokenPool} from "../ccip/CcipTokenInterfaces.sol";
import {CcipTokenPools} from "../ccip/CcipTokenPools.sol";
import {ExecutionState} from "../ccip/CcipTypes.sol";
import {Journey} from "./Journey.sol";
import {IRouterClient} from "@chainlink/contracts-ccip/contracts/interfaces/IRouterClient.sol";
import {Client} from "@chainlink/contracts-ccip/contracts/libraries/Client.sol";
import {Vm} from "forge-std/Vm.sol";

/// @notice qAVAX moves on from the hub's chain by CCIP's own burn-mint pools, and comes back.
contract TransferJourneyTest is Journey {
    using CcipTokenPools for ITokenPool;

    uint128 private constant POOL_LIMIT = 50 ether;

    CcipChain private arbitrum;
    QLiquidToken private remoteQavax;
    ITokenPool private pool;
    ITokenPool private remotePool;

    function setUp() public override {
        super.setUp();
        arbitrum = new CcipChain(ARBITRUM);
        arbitrum.connect(ethereum);
        ethereum.connect(arbitrum);
        don.serve(arbitrum);
        remoteQavax = new QLiquidToken("Quantum AVAX", "qAVAX", qavax.authority(), dao, false);
        pool = _deployPool(ethereum, qavax);
        remotePool = _deployPool(arbitrum, remoteQavax);
        ITokenPool.RateLimit memory limit = ITokenPool.RateLimit(true, POOL_LIMIT, 0.01 ether);
        vm.startPrank(dao);
        pool.connect(arbitrum, remotePool, address(remoteQavax), limit);
        remotePool.connect(ethereum, pool, address(qavax), limit);
        vm.stopPrank();

        _stake(20 ether);
        _deliver();
        _mint(_lastEntry());
    }

    function test_Shares_travel_to_a_third_chain_and_back() public {
        _transfer(ethereum, arbitrum, qavax, 8 ether);
        assertTrue(don.deliver(ethereum, arbitrum) == ExecutionState.Success);
        assertEq(remoteQavax.balanceOf(bob), 8 ether);
        assertEq(qavax.totalSupply(), 12 ether);
        assertEq(qavax.bridgedOut(), 8 ether);
        assertEq(hub.sharesOutstanding(address(qavax)), 20 ether);

        _transfer(arbitrum, ethereum, remoteQavax, 8 ether);
        assertTrue(don.deliver(arbitrum, ethereum) == ExecutionState.Success);
        assertEq(qavax.balanceOf(bob), 20 ether);
        assertEq(remoteQavax.totalSupply(), 0);
        assertEq(qavax.bridgedOut(), 0);
    }

    /// @dev A compromised third chain must not be a second, unlimited minter.
    function test_A_third_chain_mints_back_no_more_than_was_burned_for_it() public {
        _transfer(ethereum, arbitrum, qavax, 8 ether);
        don.deliver(ethereum, arbitrum);
        vm.prank(dao);
        remoteQavax.setMinter(address(this), IQLiquidToken.Minter.Issuer);
        remoteQavax.mint(bob, 1);

        _transfer(arbitrum, ethereum, remoteQavax, 8 ether + 1);

        assertTrue(don.deliver(arbitrum, ethereum) == ExecutionState.Failure);
        assertEq(qavax.totalSupply(), 12 ether);
        Vm.Log memory log = journal.last(address(ethereum.offRamp()), IOffRamp.ExecutionStateChanged.selector);
        (,, bytes memory returnData,) = abi.decode(log.data, (bytes32, ExecutionState, bytes, uint256));
        assertEq(
            returnData,
            abi.encodeWithSelector(
                IOffRamp.TokenHandlingError.selector,
                address(pool),
                abi.encodeWithSelector(IQLiquidToken.PoolMintExceedsBurns.selector, 8 ether + 1, 8 ether)
            )
        );
    }

    function test_A_transfer_above_the_pools_limit_is_refused_before_anything_burns() public {
        deal(address(qavax), bob, POOL_LIMIT + 1);
        Client.EVM2AnyMessage memory message = _message(qavax, POOL_LIMIT + 1);
        IRouterClient router = ethereum.router();
        uint256 fee = router.getFee(ARBITRUM, message);
        vm.deal(bob, fee);
        vm.startPrank(bob);
        qavax.approve(address(router), POOL_LIMIT + 1);

        vm.expectRevert(
            abi.encodeWithSelector(
                ITokenPool.TokenMaxCapacityExceeded.selector, POOL_LIMIT, POOL_LIMIT + 1, address(qavax)
            )
        );
        router.ccipSend{value: fee}(ARBITRUM, message);
    }

    function _deployPool(CcipChain chain, QLiquidToken token) private returns (ITokenPool deployed) {
        vm.startPrank(dao);
        deployed = CcipTokenPools.deployBurnMintPool(chain, address(token));
        token.setMinter(address(deployed), IQLiquidToken.Minter.Pool);
        vm.stopPrank();
    }

    function _transfer(CcipChain source, CcipChain destination, QLiquidToken token, uint256 amount) private {
        Client.EVM2AnyMessage memory message = _message(token, amount);
        uint64 selector = destination.selector();
        IRouterClient router = source.router();
        uint256 fee = router.getFee(selector, message);
        vm.deal(bob, fee);
        vm.startPrank(bob);
        token.approve(address(router), amount);
        router.ccipSend{value: fee}(selector, message);
        vm.stopPrank();
    }

    function _message(QLiquidToken token, uint256 amount) private view returns (Client.EVM2AnyMessage memory) {
        Client.EVMTokenAmount[] memory tokens = new Client.EVMTokenAmount[](1);
        tokens[0] = Client.EVMTokenAmount(address(token), amount);
        return Client.EVM2AnyMessage({
            receiver: abi.encode(bob),
            data: "",
            tokenAmounts: tokens,
            feeToken: address(0),
            extraArgs: Client._argsToBytes(Client.GenericExtraArgsV2({gasLimit: 0, allowOutOfOrderExecution: true}))
        });
    }
}
