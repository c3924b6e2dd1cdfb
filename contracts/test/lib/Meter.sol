// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {TwoChains} from "./TwoChains.sol";

/// @notice What calls cost as transactions of their own: base and calldata included, storage cold, the contracts' counters in use.
/// The figures are kept in `snapshots/`: a change of one is seen in the difference, and one that was not meant fails the tests.
abstract contract Meter is TwoChains {
    /// @dev Of the last call, which was made with `data`. EIP-2028: 16 a byte, 4 where it is zero.
    function _transaction(bytes memory data) internal view returns (uint256 gas) {
        gas = 21_000 + vm.lastCallGas().gasTotalUsed;
        for (uint256 i; i < data.length; ++i) {
            gas += data[i] == 0 ? 4 : 16;
        }
    }

    /// @dev As `_transaction`, kept under `name`.
    function _keep(string memory name, bytes memory data) internal returns (uint256 gas) {
        gas = _transaction(data);
        _keep(name, gas);
    }

    function _keep(string memory name, uint256 gas) internal {
        vm.snapshotValue(_group(), name, gas);
    }

    /// @dev File under `snapshots/`.
    function _group() internal pure virtual returns (string memory);

    function _coolSatellite() internal {
        vm.cool(address(satellite));
        vm.cool(address(usd));
        vm.cool(address(avalanche.router()));
        vm.cool(address(avalanche.onRamp()));
        vm.cool(address(avalanche.feeQuoter()));
        vm.cool(address(avalanche.wrappedNative()));
    }

    function _coolHub() internal {
        vm.cool(address(hub));
        vm.cool(address(qavax));
        vm.cool(address(ethereum.router()));
        vm.cool(address(ethereum.onRamp()));
        vm.cool(address(ethereum.feeQuoter()));
        vm.cool(address(ethereum.wrappedNative()));
    }
}
