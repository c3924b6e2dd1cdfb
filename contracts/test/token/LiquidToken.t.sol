// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLiquidToken} from "../../src/QLiquidToken.sol";
import {IQLiquidToken} from "../../src/interfaces/IQLiquidToken.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {Test} from "forge-std/Test.sol";
import {Vm} from "forge-std/Vm.sol";

contract LiquidTokenTest is Test {
    address private immutable dao = makeAddr("dao");
    address private immutable hub = makeAddr("hub");
    address private immutable pool = makeAddr("pool");
    address private immutable alice = makeAddr("alice");

    QLiquidToken private _home;
    QLiquidToken private _abroad;

    function setUp() public {
        address access = deployCode("AccessManager.sol:AccessManager", abi.encode(dao));
        _home = _deploy(access, true);
        _abroad = _deploy(access, false);
    }

    function test_The_hub_mints_and_burns_without_a_bound() public {
        vm.startPrank(hub);
        _home.mint(alice, 10 ether);
        _home.mint(hub, 5 ether);
        _home.burn(5 ether);
        assertEq(_home.totalSupply(), 10 ether);
        assertEq(_home.bridgedOut(), 0);
    }

    function test_Burning_of_anothers_needs_an_allowance() public {
        vm.prank(hub);
        _home.mint(alice, 10 ether);
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, hub, 0, 1));
        vm.prank(hub);
        _home.burnFrom(alice, 1);
        vm.prank(alice);
        _home.approve(hub, 3 ether);
        vm.startPrank(hub);
        _home.burnFrom(alice, 2 ether);
        _home.burn(alice, 1 ether);
        assertEq(_home.balanceOf(alice), 7 ether);
        assertEq(_home.allowance(alice, hub), 0);
    }

    function testFuzz_Nobody_else_mints_or_burns(address stranger, uint256 amount) public {
        vm.assume(stranger != hub && stranger != pool);
        bytes memory reason = abi.encodeWithSelector(IQLiquidToken.NotMinter.selector, stranger);
        vm.startPrank(stranger);
        vm.expectRevert(reason);
        _home.mint(stranger, amount);
        vm.expectRevert(reason);
        _home.burn(amount);
        vm.expectRevert(reason);
        _home.burnFrom(stranger, amount);
        vm.expectRevert(reason);
        _home.burn(stranger, amount);
    }

    function test_A_minter_may_be_dismissed() public {
        vm.prank(dao);
        _home.setMinter(hub, IQLiquidToken.Minter.None);
        vm.prank(hub);
        vm.expectRevert(abi.encodeWithSelector(IQLiquidToken.NotMinter.selector, hub));
        _home.mint(alice, 1);
    }

    function testFuzz_At_home_pools_mint_at_most_what_they_burned(uint64[12] memory amounts, uint16 burns) public {
        uint256 burned;
        uint256 minted;
        for (uint256 i; i < amounts.length; ++i) {
            if (burns & (1 << i) != 0) {
                _burnThroughPool(amounts[i]);
                burned += amounts[i];
                continue;
            }
            vm.prank(pool);
            (bool ok, bytes memory reason) = address(_home).call(abi.encodeCall(_home.mint, (alice, amounts[i])));
            uint256 left = burned - minted;
            assertEq(ok, amounts[i] <= left);
            if (ok) minted += amounts[i];
            else assertEq(reason, _exceeds(amounts[i], left));
        }
        assertEq(_home.bridgedOut(), burned - minted);
    }

    function test_Burns_of_one_pool_bound_the_next_pool_too() public {
        _burnThroughPool(5 ether);
        address next = makeAddr("next pool");
        vm.startPrank(dao);
        _home.setMinter(pool, IQLiquidToken.Minter.None);
        _home.setMinter(next, IQLiquidToken.Minter.Pool);
        vm.stopPrank();
        vm.startPrank(next);
        _home.mint(alice, 5 ether);
        vm.expectRevert(_exceeds(1, 0));
        _home.mint(alice, 1);
    }

    function test_The_hubs_burns_give_pools_nothing() public {
        vm.startPrank(hub);
        _home.mint(hub, 5 ether);
        _home.burn(5 ether);
        vm.stopPrank();
        vm.prank(pool);
        vm.expectRevert(_exceeds(1, 0));
        _home.mint(alice, 1);
    }

    function test_Abroad_pools_mint_freely() public {
        vm.startPrank(pool);
        _abroad.mint(pool, 5 ether);
        _abroad.burn(2 ether);
        assertEq(_abroad.totalSupply(), 3 ether);
        assertEq(_abroad.bridgedOut(), 0);
    }

    function test_A_permit_is_an_approval_by_signature() public {
        Vm.Wallet memory owner = vm.createWallet("owner");
        bytes32 permit = keccak256(
            abi.encode(
                keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"),
                owner.addr,
                alice,
                7,
                0,
                block.timestamp
            )
        );
        (uint8 v, bytes32 r, bytes32 s) =
            vm.sign(owner, keccak256(abi.encodePacked(hex"1901", _home.DOMAIN_SEPARATOR(), permit)));
        _home.permit(owner.addr, alice, 7, block.timestamp, v, r, s);
        assertEq(_home.allowance(owner.addr, alice), 7);
    }

    function test_The_DAO_alone_names_minters_and_the_CCIP_admin() public {
        assertEq(_home.getCCIPAdmin(), dao);
        vm.prank(dao);
        vm.expectEmit(address(_home));
        emit IQLiquidToken.CCIPAdminChanged(alice);
        _home.setCCIPAdmin(alice);
        assertEq(_home.getCCIPAdmin(), alice);

        vm.startPrank(alice);
        bytes memory reason = abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, alice);
        vm.expectRevert(reason);
        _home.setCCIPAdmin(alice);
        vm.expectRevert(reason);
        _home.setMinter(alice, IQLiquidToken.Minter.Issuer);
    }

    function test_Nobody_is_no_minter_and_no_admin() public {
        address access = _home.authority();
        vm.startPrank(dao);
        vm.expectRevert(IQLiquidToken.ZeroAddress.selector);
        _home.setCCIPAdmin(address(0));
        vm.expectRevert(IQLiquidToken.ZeroAddress.selector);
        _home.setMinter(address(0), IQLiquidToken.Minter.Pool);
        vm.expectRevert(IQLiquidToken.ZeroAddress.selector);
        new QLiquidToken("", "", access, address(0), true);
        vm.expectRevert(IQLiquidToken.ZeroAddress.selector);
        new QLiquidToken("", "", address(0), dao, true);
    }

    function _deploy(address access, bool bounded) private returns (QLiquidToken token) {
        bytes memory arguments = abi.encode("Quantum AVAX", "qAVAX", access, dao, bounded);
        token = QLiquidToken(deployCode("QLiquidToken.sol:QLiquidToken", arguments));
        vm.startPrank(dao);
        token.setMinter(hub, IQLiquidToken.Minter.Issuer);
        token.setMinter(pool, IQLiquidToken.Minter.Pool);
        vm.stopPrank();
    }

    function _burnThroughPool(uint256 amount) private {
        vm.prank(hub);
        _home.mint(pool, amount);
        vm.prank(pool);
        _home.burn(amount);
    }

    function _exceeds(uint256 amount, uint256 available) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IQLiquidToken.PoolMintExceedsBurns.selector, amount, available);
    }
}
