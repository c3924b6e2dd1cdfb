// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLiquidToken} from "../../src/QLiquidToken.sol";
import {IQLPauses} from "../../src/interfaces/IQLPauses.sol";
import {Books} from "./Books.sol";

/// @notice Whatever users, guards, DAO, CCIP and attackers do, in whatever order: what holds at every step, and how each run ends.
contract SolvencyTest is Books {
    function setUp() public override {
        super.setUp();
        bytes4[] memory steps = new bytes4[](69);
        uint256 count;
        // what a life is made of is called more often than what disturbs it
        for (uint256 i; i < 5; ++i) {
            steps[count++] = this.stake.selector;
            steps[count++] = this.mint.selector;
            steps[count++] = this.deliverAll.selector;
        }
        steps[count++] = this.deliverAll.selector;
        steps[count++] = this.deliverAll.selector;
        for (uint256 i; i < 3; ++i) {
            steps[count++] = this.queue.selector;
            steps[count++] = this.redeem.selector;
            steps[count++] = this.release.selector;
            steps[count++] = this.wait.selector;
        }
        bytes4[40] memory once = [
            this.flush.selector,
            this.transferShares.selector,
            this.fundRewards.selector,
            this.claim.selector,
            this.donate.selector,
            this.fallSilent.selector,
            this.refund.selector,
            this.heartbeat.selector,
            this.creditRewards.selector,
            this.hold.selector,
            this.holdPayouts.selector,
            this.escapeMint.selector,
            this.escapeRefund.selector,
            this.creditRewardsInSilence.selector,
            this.flushRefunds.selector,
            this.releaseRefund.selector,
            this.repay.selector,
            this.payRest.selector,
            this.markStuck.selector,
            this.abandon.selector,
            this.sendVoid.selector,
            this.commit.selector,
            this.execute.selector,
            this.executeByHand.selector,
            this.starve.selector,
            this.curse.selector,
            this.wait.selector,
            this.replayApprovals.selector,
            this.mintWithTooFewApprovals.selector,
            this.forgeItem.selector,
            this.confuseKinds.selector,
            this.forgePayout.selector,
            this.bridge.selector,
            this.bridge.selector,
            this.bridge.selector,
            this.bridgeBack.selector,
            this.bridgeBack.selector,
            this.forgeShares.selector,
            this.stakeWrapped.selector,
            this.voidRoot.selector
        ];
        for (uint256 i; i < once.length; ++i) {
            steps[count++] = once[i];
        }
        targetContract(address(this));
        targetSelector(FuzzSelector(address(this), steps));
        targetSelector(FuzzSelector(address(this), _daoSteps()));
        targetSender(address(this));
    }

    function invariant_Every_locked_unit_is_somewhere() public view {
        for (uint256 i; i < assets.length; ++i) {
            assertEq(satellite.locked(assets[i]), _whereabouts(assets[i]));
        }
    }

    function invariant_Every_share_is_backed_and_counted() public view {
        for (uint256 i; i < assets.length; ++i) {
            address token = _tokenOf(assets[i]);
            uint256 shares = hub.sharesOutstanding(token);
            assertEq(hub.totalBacking(token), hub.backingOf(AVALANCHE, address(satellite), assets[i]));
            assertLe(shares == 0 ? 0 : hub.toAssetsDown(token, shares), hub.totalBacking(token));
            assertEq(shares, QLiquidToken(token).totalSupply() + QLiquidToken(token).bridgedOut());
        }
    }

    /// @notice Moving creates and destroys nothing, and a chain that lies brings home no more than was burned for it.
    function invariant_Shares_are_conserved_over_all_chains() public view {
        (uint256 away, uint256 there) = _moved(AWAY);
        (uint256 back, uint256 home) = _moved(HOME);
        assertLe(home, away, "the pool minted more at home than was burned there");
        assertEq(qavax.bridgedOut(), away - home);
        assertEq(remoteQavax.totalSupply(), there + forged - back);
        assertEq(
            hub.sharesOutstanding(address(qavax)) + forged,
            qavax.totalSupply() + (away - there) + remoteQavax.totalSupply() + (back - home)
        );
    }

    function invariant_Nobody_but_guards_and_escapes_minted() public view {
        for (uint256 i; i < assets.length; ++i) {
            address token = _tokenOf(assets[i]);
            assertEq(hub.sharesOutstanding(token), sharesMinted[token] - sharesBurned[token]);
        }
    }

    function invariant_Every_stake_ends_at_most_once() public view {
        for (uint256 i; i < stakes.length; ++i) {
            Stake storage stake_ = stakes[i];
            assertFalse(stake_.minted && (stake_.refunded || stake_.returned));
            assertEq(
                hub.isConsumed(AVALANCHE, address(satellite), stake_.root, stake_.item.index),
                stake_.minted || stake_.refunded
            );
            assertEq(satellite.isReturned(stake_.root, stake_.item.index), stake_.returned);
        }
    }

    function invariant_Balances_cover_every_counter() public view {
        assertGe(
            address(satellite).balance,
            satellite.locked(NATIVE) + satellite.accruedFees(NATIVE) + satellite.batchFees()
                + satellite.waitingFees(NATIVE) + satellite.subsidyPot()
        );
        assertGe(usd.balanceOf(address(satellite)), satellite.locked(address(usd)));
        address link = address(avalanche.link());
        assertGe(avalanche.link().balanceOf(address(satellite)), satellite.locked(link) + satellite.accruedFees(link));
        assertGe(avalanche.wrappedNative().balanceOf(address(satellite)), satellite.floatBalance());
        assertEq(address(hub).balance, 0);
    }

    function invariant_The_pot_gives_no_more_than_it_was_given() public view {
        assertEq(satellite.subsidyPot(), potFunded - potGiven);
    }

    function invariant_No_bucket_holds_more_than_its_capacity() public view {
        for (uint256 i; i < assets.length; ++i) {
            _assertWithin(satellite.stakeBucketOf(assets[i]));
            _assertWithin(satellite.payoutBucketOf(assets[i]));
            _assertWithin(hub.bucketOf(IQLPauses.Scope.Mints, _place(assets[i])));
            _assertWithin(hub.bucketOf(IQLPauses.Scope.Redemptions, _place(assets[i])));
        }
    }

    /// @notice Guards, DAO and services vanish, and still every stake ends, minted or given back, and every redemption is paid.
    function afterInvariant() public {
        _rescueAll();
        for (uint256 i; i < stakes.length; ++i) {
            assertTrue(stakes[i].minted != stakes[i].returned, "a stake never ended");
        }
        for (uint256 i; i < assets.length; ++i) {
            uint256 backing = hub.backingOf(AVALANCHE, address(satellite), assets[i]) / _unit(assets[i]);
            assertEq(satellite.locked(assets[i]), backing + _uncredited(assets[i]));
        }
        if (forged == 0) assertEq(qavax.bridgedOut(), 0, "shares did not come home");
    }

    function _daoSteps() private pure returns (bytes4[] memory steps) {
        steps = new bytes4[](12);
        steps[0] = this.pause.selector;
        steps[1] = this.confirmPause.selector;
        steps[2] = this.unpause.selector;
        steps[3] = this.lower.selector;
        steps[4] = this.setLimits.selector;
        steps[5] = this.setFees.selector;
        steps[6] = this.setSubsidy.selector;
        steps[7] = this.fundSubsidy.selector;
        steps[8] = this.withdraw.selector;
        steps[9] = this.recordLoss.selector;
        steps[10] = this.liftHold.selector;
        steps[11] = this.strand.selector;
    }
}
