// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLiquidToken} from "./interfaces/IQLiquidToken.sol";
import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";

/// @title Shares in what satellites lock.
contract QLiquidToken is IQLiquidToken, ERC20Permit, AccessManaged {
    /// @inheritdoc IQLiquidToken
    bool public immutable poolMintsBounded;
    /// @inheritdoc IQLiquidToken
    address public getCCIPAdmin;
    /// @inheritdoc IQLiquidToken
    uint256 public bridgedOut;
    /// @inheritdoc IQLiquidToken
    mapping(address account => Minter) public minterOf;

    modifier onlyMinter() {
        if (minterOf[msg.sender] == Minter.None) revert NotMinter(msg.sender);
        _;
    }

    /// @param authority OpenZeppelin AccessManager that decides who may call the restricted functions.
    /// @param ccipAdmin First CCIP administrator of the token.
    /// @param poolMintsBounded_ True on the hub's chain, false elsewhere.
    constructor(
        string memory name_,
        string memory symbol_,
        address authority,
        address ccipAdmin,
        bool poolMintsBounded_
    ) ERC20(name_, symbol_) ERC20Permit(name_) AccessManaged(authority) {
        if (authority == address(0)) revert ZeroAddress();
        poolMintsBounded = poolMintsBounded_;
        _setCCIPAdmin(ccipAdmin);
    }

    /// @inheritdoc IQLiquidToken
    function mint(address account, uint256 amount) external onlyMinter {
        if (_isBoundedPool(msg.sender)) {
            if (amount > bridgedOut) revert PoolMintExceedsBurns(amount, bridgedOut);
            bridgedOut -= amount;
        }
        _mint(account, amount);
    }

    /// @inheritdoc IQLiquidToken
    function burn(uint256 amount) external onlyMinter {
        _burnCounted(msg.sender, amount);
    }

    /// @inheritdoc IQLiquidToken
    function burnFrom(address account, uint256 amount) external onlyMinter {
        _burnFrom(account, amount);
    }

    /// @inheritdoc IQLiquidToken
    function burn(address account, uint256 amount) external onlyMinter {
        _burnFrom(account, amount);
    }

    /// @inheritdoc IQLiquidToken
    function setMinter(address account, Minter minter) external restricted {
        if (account == address(0)) revert ZeroAddress();
        minterOf[account] = minter;
        emit MinterChanged(account, minter);
    }

    /// @inheritdoc IQLiquidToken
    function setCCIPAdmin(address admin) external restricted {
        _setCCIPAdmin(admin);
    }

    function _setCCIPAdmin(address admin) private {
        if (admin == address(0)) revert ZeroAddress();
        getCCIPAdmin = admin;
        emit CCIPAdminChanged(admin);
    }

    function _burnFrom(address account, uint256 amount) private {
        _spendAllowance(account, msg.sender, amount);
        _burnCounted(account, amount);
    }

    function _burnCounted(address account, uint256 amount) private {
        if (_isBoundedPool(msg.sender)) bridgedOut += amount;
        _burn(account, amount);
    }

    function _isBoundedPool(address account) private view returns (bool) {
        return poolMintsBounded && minterOf[account] == Minter.Pool;
    }
}
