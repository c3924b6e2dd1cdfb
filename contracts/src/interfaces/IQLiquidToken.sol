// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

/// @title The liquid token: ERC-20 with permit, 18 decimals, shares in the assets behind it.
/// @notice The hub issues it; CCIP's official burn-mint pool carries it between chains. On the hub's chain pools may mint at most what
/// pools burned there, so that a compromised remote chain is no second, unlimited minter.
interface IQLiquidToken {
    /// @notice Who may mint and burn: the hub as Issuer without a bound, CCIP's pools as Pool.
    enum Minter {
        None,
        Issuer,
        Pool
    }

    /// @notice `account` may mint and burn as `minter`; None takes the right away.
    event MinterChanged(address indexed account, Minter minter);
    /// @notice `admin` may register the token with CCIP's TokenAdminRegistry.
    event CCIPAdminChanged(address indexed admin);

    /// @notice The caller may neither mint nor burn.
    error NotMinter(address caller);
    /// @notice Pools would mint more than they burned here and have not minted back.
    error PoolMintExceedsBurns(uint256 amount, uint256 available);
    /// @notice The address must not be zero.
    error ZeroAddress();

    /// @notice Issuer or pool: creates `amount` for `account`.
    function mint(address account, uint256 amount) external;
    /// @notice Issuer or pool: destroys `amount` of its own balance.
    function burn(uint256 amount) external;
    /// @notice Issuer or pool: destroys `amount` of `account`, within its allowance.
    function burnFrom(address account, uint256 amount) external;
    /// @notice The same as `burnFrom`, under the name some CCIP pools use.
    function burn(address account, uint256 amount) external;

    /// @notice DAO: gives or takes the right to mint and burn.
    function setMinter(address account, Minter minter) external;
    /// @notice DAO: names the account that administers the token in CCIP.
    function setCCIPAdmin(address admin) external;

    /// @notice What `account` may do.
    function minterOf(address account) external view returns (Minter);
    /// @notice Account that may register this token with CCIP's RegistryModuleOwnerCustom.
    function getCCIPAdmin() external view returns (address);
    /// @notice Whether pools are bounded by their burns; true on the hub's chain, fixed at deployment.
    function poolMintsBounded() external view returns (bool);
    /// @notice What pools burned here and have not minted back; zero where they are not bounded.
    function bridgedOut() external view returns (uint256);
}
