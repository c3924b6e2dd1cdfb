// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLHubTypes} from "../../src/interfaces/IQLHubTypes.sol";
import {IQLInbox} from "../../src/interfaces/IQLInbox.sol";
import {IQLSatelliteTypes} from "../../src/interfaces/IQLSatelliteTypes.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {CcipChain} from "../ccip/CcipChain.sol";
import {ExecutionState} from "../ccip/CcipTypes.sol";
import {TwoChains} from "../lib/TwoChains.sol";
import {IRouterClient} from "@chainlink/contracts-ccip/contracts/interfaces/IRouterClient.sol";
import {Client} from "@chainlink/contracts-ccip/contracts/libraries/Client.sol";
import {Vm} from "forge-std/Vm.sol";

/// @notice Whole ways through the system. What a step needs it reads from the chains' logs, as a service does, or a
/// user who rescues himself; two of three guards approve.
abstract contract Journey is TwoChains {
    uint64 internal constant ARBITRUM = 3478487238524512106;

    /// @dev On the lane the Hello took the first sequence number.
    uint64 internal constant FIRST_STAKE = 2;

    function setUp() public virtual override {
        super.setUp();
        vm.prank(dao);
        hub.setGuards(_guardAddresses(), 2);
    }

    function _stake(uint256 amount) internal returns (bytes32 stakeId) {
        (stakeId,) = _stakeNative(amount);
    }

    function _deliver() internal returns (ExecutionState) {
        return don.deliver(avalanche, ethereum);
    }

    /// @dev The newest stake as its event shows it, approved.
    function _lastEntry() internal returns (IQLHubTypes.MintEntry memory) {
        Vm.Log memory log = journal.last(address(satellite), IQLSatelliteTypes.StakeLocked.selector);
        (QLMessages.Item memory item) = abi.decode(log.data, (QLMessages.Item));
        return _directEntry(item, log.topics[1]);
    }

    /// @dev A stake that is the root of its own message.
    function _directEntry(QLMessages.Item memory item, bytes32 stakeId)
        internal
        returns (IQLHubTypes.MintEntry memory)
    {
        return IQLHubTypes.MintEntry({
            sourceSelector: AVALANCHE,
            peer: address(satellite),
            root: stakeId,
            item: item,
            proof: new bytes32[](0),
            approvals: _approvals(stakeId, stakeId, 2)
        });
    }

    function _approvals(bytes32 stakeId, bytes32 root, uint256 count)
        internal
        returns (IQLHubTypes.Approval[] memory approvals)
    {
        approvals = new IQLHubTypes.Approval[](count);
        for (uint256 i = 0; i < count; i++) {
            approvals[i] = _approve(guards[i], stakeId, root, uint64(block.timestamp + 10 minutes), POLICY);
        }
    }

    function _rootOf(bytes32 stakeId) internal view returns (IQLInbox.ReceivedRoot memory) {
        return hub.rootOf(AVALANCHE, address(satellite), QLMessages.Kind.Stake, stakeId);
    }

    /// @dev What any account may do on any chain: send the hub a message of its own making.
    function _sendToHub(CcipChain source, address sender, bytes memory data) internal {
        Client.EVM2AnyMessage memory message = Client.EVM2AnyMessage({
            receiver: abi.encode(hub),
            data: data,
            tokenAmounts: new Client.EVMTokenAmount[](0),
            feeToken: address(0),
            extraArgs: satellite.extraArgs()
        });
        IRouterClient router = source.router();
        uint256 fee = router.getFee(ETHEREUM, message);
        hoax(sender, fee);
        router.ccipSend{value: fee}(ETHEREUM, message);
    }
}
