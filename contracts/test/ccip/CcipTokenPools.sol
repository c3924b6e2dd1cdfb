// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {CcipChain} from "./CcipChain.sol";
import {ITokenPool} from "./CcipTokenInterfaces.sol";
import {OfficialBytecode} from "./OfficialBytecode.sol";

/// @notice Puts a token on CCIP. The caller becomes the pool's owner and must be the token's CCIP admin.
library CcipTokenPools {
    function deployBurnMintPool(CcipChain chain, address token) internal returns (ITokenPool pool) {
        pool = ITokenPool(
            OfficialBytecode.deploy(
                "v1_6_1/burn_mint_token_pool",
                abi.encode(token, uint8(18), new address[](0), chain.rmnProxy(), address(chain.router()))
            )
        );
        chain.registryModule().registerAdminViaGetCCIPAdmin(token);
        chain.tokenAdminRegistry().acceptAdminRole(token);
        chain.tokenAdminRegistry().setPool(token, address(pool));
    }

    /// @notice Lets `pool` send to and receive from the remote pool, both ways within `limit`; call it on both ends.
    function connect(
        ITokenPool pool,
        CcipChain remote,
        ITokenPool remotePool,
        address remoteToken,
        ITokenPool.RateLimit memory limit
    ) internal {
        bytes[] memory remotePools = new bytes[](1);
        remotePools[0] = abi.encode(remotePool);
        ITokenPool.ChainUpdate[] memory added = new ITokenPool.ChainUpdate[](1);
        added[0] = ITokenPool.ChainUpdate(remote.selector(), remotePools, abi.encode(remoteToken), limit, limit);
        pool.applyChainUpdates(new uint64[](0), added);
    }
}
