// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

// How a token comes to travel: registry, pool, and the token Chainlink ships.

interface ITokenAdminRegistry {
    function addRegistryModule(address module) external;
    function acceptAdminRole(address token) external;
    function setPool(address token, address pool) external;
}

interface IRegistryModule {
    function registerAdminViaOwner(address token) external;
    function registerAdminViaGetCCIPAdmin(address token) external;
    function registerAccessControlDefaultAdmin(address token) external;
}

interface ITokenPool {
    struct RateLimit {
        bool isEnabled;
        uint128 capacity;
        uint128 rate;
    }

    struct ChainUpdate {
        uint64 remoteChainSelector;
        bytes[] remotePoolAddresses;
        bytes remoteTokenAddress;
        RateLimit outboundRateLimiterConfig;
        RateLimit inboundRateLimiterConfig;
    }

    error TokenMaxCapacityExceeded(uint256 capacity, uint256 requested, address token);

    function applyChainUpdates(uint64[] calldata removed, ChainUpdate[] calldata added) external;
    function setChainRateLimiterConfig(
        uint64 remoteChainSelector,
        RateLimit calldata outbound,
        RateLimit calldata inbound
    ) external;
}

interface IFactoryToken {
    function mint(address to, uint256 amount) external;
    function grantMintRole(address minter) external;
    function grantMintAndBurnRoles(address minterAndBurner) external;
    function approve(address spender, uint256 amount) external returns (bool);
    function transfer(address to, uint256 amount) external returns (bool);
    function balanceOf(address owner) external view returns (uint256);
    function totalSupply() external view returns (uint256);
}
