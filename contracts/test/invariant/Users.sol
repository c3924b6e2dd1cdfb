// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {IQLSatelliteTypes} from "../../src/interfaces/IQLSatelliteTypes.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {WrappedNative} from "../ccip/WrappedNative.sol";
import {Bridges} from "./Bridges.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @notice What users do. Where the contracts quote a price, that is what is charged, to the last wei.
abstract contract Users is Bridges {
    function stake(uint256 who, uint256 which, uint96 wanted, bool inLink) external act {
        QLMessages.Item memory item = _newItem(who, which, wanted);
        address feeToken = inLink ? address(avalanche.link()) : NATIVE;
        try satellite.quoteStake(
            item.refundTo, item.asset, item.amount, item.receiver, item.refundTo, feeToken
        ) returns (
            IQLSatelliteTypes.Quote memory quote
        ) {
            uint256 value = _provide(item, inLink ? 0 : quote.total, inLink ? quote.total : 0);
            vm.prank(item.refundTo);
            (bytes32 id,) = satellite.stake{value: value}(
                item.asset, item.amount, item.receiver, item.refundTo, feeToken, quote.total
            );
            potGiven += quote.subsidy;
            _assertSpent(item);
            _remember(id, item, id);
            stakeRoots[item.asset].push(id);
        } catch {}
    }

    function queue(uint256 who, uint256 which, uint96 wanted) external act {
        QLMessages.Item memory item = _newItem(who, which, wanted);
        item.index = satellite.openBatch(_batchOf(item.asset)).count;
        try satellite.quoteQueue(item.asset, item.amount) returns (IQLSatelliteTypes.Quote memory quote) {
            uint256 value = _provide(item, quote.total, 0);
            vm.prank(item.refundTo);
            bytes32 id =
                satellite.queue{value: value}(item.asset, item.amount, item.receiver, item.refundTo, quote.total);
            _assertSpent(item);
            waiting[item.asset].push(stakes.length);
            _remember(id, item, 0);
        } catch {}
    }

    function flush(uint256 who, uint256 which) external act {
        (address user, address asset) = (_user(who), _asset(which));
        try satellite.quoteFlush(ETHEREUM, address(hub), asset) returns (uint256, uint256 toPay) {
            bytes32 root = satellite.openBatch(_batchOf(asset)).root;
            vm.deal(user, toPay);
            vm.prank(user);
            satellite.flush{value: toPay}(ETHEREUM, address(hub), asset);
            assertEq(user.balance, 0, "flush: quote is charge");
            _leave(asset, root);
        } catch {}
    }

    function redeem(uint256 who, uint256 which, uint256 shares, bool all) external act {
        (address user, address asset) = (_user(who), _asset(which));
        address token = _tokenOf(asset);
        uint256 held = IERC20(token).balanceOf(user);
        if (held == 0) return;
        shares = all ? held : bound(shares, 1, held);
        try hub.quoteRedeem(token, shares, AVALANCHE, address(satellite), asset, user) returns (
            uint256 amount, uint256 fee
        ) {
            _redeem(token, shares, QLMessages.Item(asset, amount, user, user, hub.nextNonce(), 0), fee);
        } catch {}
    }

    function transferShares(uint256 from, uint256 to, uint256 which, uint256 amount) external act {
        IERC20 token = IERC20(_tokenOf(_asset(which)));
        amount = bound(amount, 0, token.balanceOf(_user(from)));
        vm.prank(_user(from));
        assertTrue(token.transfer(_user(to), amount));
    }

    function fundRewards(uint256 which, uint96 wanted) external act {
        address asset = _asset(which);
        uint256 amount = _amountOf(asset, wanted) / 10 + 1;
        QLMessages.Item memory item =
            QLMessages.Item(asset, amount, address(hub), address(this), satellite.nextNonce(), 0);
        vm.deal(address(this), 1 ether + amount);
        if (asset != NATIVE) _grant(asset, address(this), amount);
        uint256 value = asset == NATIVE ? amount + 1 ether : 1 ether;
        try satellite.fundRewards{value: value}(asset, amount) returns (bytes32 leaf, bytes32) {
            rewards.push(Single(leaf, item, false));
        } catch {}
    }

    function claim(uint256 who, uint256 which, bool refusing) external act {
        fickle.refuse(refusing);
        (address user, address asset) = (_user(who), _asset(which));
        uint256 amount = satellite.claimable(user, asset);
        if (amount == 0) return;
        address to = makeAddr("where claims go");
        vm.prank(user);
        assertEq(satellite.claim(asset, to), amount, "a claim always works");
        assertEq(satellite.claimable(user, asset), 0);
    }

    /// @dev Gifts belong to no counter.
    function donate(uint256 which, uint96 amount) external act {
        address asset = _asset(which);
        if (asset == NATIVE) vm.deal(address(satellite), address(satellite).balance + amount);
        else _supply(asset, address(satellite), amount);
    }

    /// @dev Only the float is ever held in wrapped native: it is no asset, and a gift of it changes no counter.
    function stakeWrapped(uint256 who, uint96 amount) external act {
        WrappedNative wrapped = avalanche.wrappedNative();
        vm.prank(dao);
        try satellite.listAsset(address(wrapped), _wide(), _wide()) {
            fail();
        } catch {}
        address user = _user(who);
        amount = uint96(amount % 10 ether + 1);
        uint256 float = satellite.floatBalance();
        vm.deal(user, amount);
        vm.startPrank(user);
        wrapped.deposit{value: amount}();
        wrapped.approve(address(satellite), amount);
        try satellite.stake(address(wrapped), amount, user, user, address(avalanche.link()), 0) {
            fail();
        } catch {}
        assertTrue(wrapped.transfer(address(satellite), amount));
        vm.stopPrank();
        assertEq(satellite.floatBalance(), float);
    }

    receive() external payable {}

    function _amountOf(address asset, uint256 wanted) internal view returns (uint256) {
        // the fuzzer likes the ends of a range: those now and then, else something in between
        uint256 whole = 1 ether / _unit(asset);
        if (wanted % 8 != 0) wanted = uint256(keccak256(abi.encode(wanted))) % 300e6 * (whole / 1e6);
        return bound(wanted, 1, 3000 * whole);
    }

    function _leave(address asset, bytes32 root) internal {
        uint256[] storage leaves = waiting[asset];
        for (uint256 i; i < leaves.length; ++i) {
            stakes[leaves[i]].root = root;
        }
        leavesOf[root] = leaves;
        delete waiting[asset];
        stakeRoots[asset].push(root);
    }

    function _remember(bytes32 id, QLMessages.Item memory item, bytes32 root) private {
        assertEq(id, QLMessages.leafOf(QLMessages.Kind.Stake, _stakeLane(), item));
        Stake storage stake_ = stakes.push();
        (stake_.id, stake_.item, stake_.root) = (id, item, root);
        stake_.refused = uint256(id) % 4 == 0;
        if (root != 0) leavesOf[root].push(stakes.length - 1);
    }

    function _redeem(address token, uint256 shares, QLMessages.Item memory item, uint256 fee) private {
        address user = item.receiver;
        vm.deal(user, fee);
        vm.startPrank(user);
        IERC20(token).approve(address(hub), shares);
        (bytes32 leaf,) =
            hub.redeem{value: fee}(token, shares, AVALANCHE, address(satellite), item.asset, user, item.amount);
        vm.stopPrank();
        assertEq(user.balance, 0, "redeem: quote is charge");
        assertEq(leaf, QLMessages.leafOf(QLMessages.Kind.Release, _refundLane(), item), "redeem: quote is paid");
        sharesBurned[token] += shares;
        redemptions.push(Single(leaf, item, false));
    }

    function _newItem(uint256 who, uint256 which, uint256 wanted) private view returns (QLMessages.Item memory) {
        address asset = _asset(which);
        return QLMessages.Item(asset, _amountOf(asset, wanted), _user(who / 7), _user(who), satellite.nextNonce(), 0);
    }

    /// @return value Native coin that the call must carry.
    function _provide(QLMessages.Item memory item, uint256 fee, uint256 linkFee) private returns (uint256 value) {
        value = item.asset == NATIVE ? item.amount + fee : fee;
        vm.deal(item.refundTo, value);
        if (item.asset != NATIVE) _grant(item.asset, item.refundTo, item.amount);
        if (linkFee != 0) _grant(assets[2], item.refundTo, linkFee);
    }

    function _grant(address asset, address user, uint256 amount) private {
        _supply(asset, user, amount);
        amount += IERC20(asset).allowance(user, address(satellite));
        vm.prank(user);
        IERC20(asset).approve(address(satellite), amount);
    }

    function _assertSpent(QLMessages.Item memory item) private view {
        assertEq(item.refundTo.balance, 0, "quote is charge");
        for (uint256 i = 1; i < assets.length; ++i) {
            assertEq(IERC20(assets[i]).allowance(item.refundTo, address(satellite)), 0, "quote is charge");
        }
    }
}
