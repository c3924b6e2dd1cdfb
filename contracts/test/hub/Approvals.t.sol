// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLStakeHub} from "../../src/QLStakeHub.sol";
import {IQLHolds} from "../../src/interfaces/IQLHolds.sol";
import {IQLHubTypes} from "../../src/interfaces/IQLHubTypes.sol";
import {Leaves} from "../lib/Leaves.sol";
import {Vm} from "forge-std/Vm.sol";

/// @notice executeMints: which approvals count.
contract ApprovalsTest is Leaves {
    uint256 private constant CURVE_ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141;

    IQLHubTypes.MintEntry private _entry;

    function setUp() public override {
        super.setUp();
        IQLHubTypes.MintEntry memory arrived = _arriveStake(1 ether, 0);
        (_entry.sourceSelector, _entry.peer, _entry.root, _entry.item) =
        (arrived.sourceSelector, arrived.peer, arrived.root, arrived.item);
    }

    function test_No_approval_mints_nothing() public {
        _refused(_none(), _lacking(0, 1));
    }

    function test_A_stranger_approves_nothing() public {
        _refused(_list(_by(vm.createWallet("stranger"))), _lacking(0, 1));
    }

    function test_k_of_n_must_approve() public {
        _threshold(2);
        _refused(_list(_by(guards[1])), _lacking(1, 2));
        _accepted(_list(_by(guards[2]), _by(guards[0])));
    }

    function test_One_guardian_counts_once() public {
        _threshold(2);
        IQLHubTypes.Approval memory later = _approve(guards[0], _entry.root, _entry.root, _soon() + 1, POLICY);
        _refused(_list(_by(guards[0]), _by(guards[0])), _lacking(1, 2));
        _refused(_list(_by(guards[0]), later), _lacking(1, 2));
    }

    function test_Bad_approvals_among_enough_good_ones_do_no_harm() public {
        IQLHubTypes.Approval memory expired = _approve(guards[1], _entry.root, _entry.root, 1, POLICY);
        IQLHubTypes.Approval memory garbage = IQLHubTypes.Approval(_soon(), POLICY, 99, "r", "s");
        _accepted(_three(expired, garbage, _by(guards[0])));
    }

    function test_The_event_names_the_policy_of_the_first_that_counted() public {
        IQLHubTypes.Approval memory expired = _approve(guards[1], _entry.root, _entry.root, 1, "old policy");
        IQLHubTypes.Approval memory good = _approve(guards[0], _entry.root, _entry.root, _soon(), "new policy");
        vm.expectEmit(address(hub));
        emit IQLHubTypes.Minted(_entry.root, _entry.root, bob, NATIVE, 1 ether, 1 ether, "new policy");
        _accepted(_list(expired, good));
    }

    function test_An_approval_lives_to_its_last_second() public {
        IQLHubTypes.Approval memory approval = _by(guards[0]);
        vm.warp(approval.expires + 1);
        _refused(_list(approval), abi.encodeWithSelector(IQLHubTypes.ApprovalExpired.selector, approval.expires));
        vm.warp(approval.expires);
        _accepted(_list(approval));
    }

    function test_An_approval_for_more_than_an_hour_does_not_count() public {
        uint64 latest = uint64(block.timestamp + 1 hours);
        IQLHubTypes.Approval memory approval = _approve(guards[0], _entry.root, _entry.root, latest + 1, POLICY);
        _refused(_list(approval), abi.encodeWithSelector(IQLHubTypes.ApprovalTooLong.selector, latest + 1, latest));
        skip(1);
        _accepted(_list(approval));
    }

    function test_A_revoked_policy_approves_nothing_until_restored() public {
        vm.prank(guards[2].addr);
        hub.revokePolicy(POLICY);
        assertTrue(hub.isRevoked(POLICY));
        _refused(_list(_by(guards[0])), abi.encodeWithSelector(IQLHubTypes.PolicyRevoked.selector, POLICY));
        vm.prank(dao);
        hub.restorePolicy(POLICY);
        _accepted(_list(_by(guards[0])));
    }

    function test_Only_a_guardian_revokes() public {
        vm.expectRevert(abi.encodeWithSelector(IQLHolds.NotGuardian.selector, address(this)));
        hub.revokePolicy(POLICY);
    }

    function test_The_set_in_force_at_execution_counts() public {
        IQLHubTypes.Approval memory approval = _by(guards[0]);
        address[] memory fresh = new address[](1);
        fresh[0] = guards[1].addr;
        vm.prank(dao);
        hub.setGuards(fresh, 1);
        _refused(_list(approval), _lacking(0, 1));
        _accepted(_list(_by(guards[1])));
    }

    function test_A_signature_has_one_form() public {
        IQLHubTypes.Approval memory twin = _by(guards[0]);
        twin.s = bytes32(CURVE_ORDER - uint256(twin.s));
        twin.v = twin.v == 27 ? 28 : 27;
        _refused(_list(twin), _lacking(0, 1));
        _threshold(2);
        _refused(_list(_by(guards[0]), twin), _lacking(1, 2));
    }

    function test_A_signature_that_recovers_nobody_counts_for_nobody() public {
        IQLHubTypes.Approval memory approval = _by(guards[0]);
        approval.v = 0;
        _refused(_list(approval), _lacking(0, 1));
        _refused(_list(IQLHubTypes.Approval(_soon(), POLICY, 27, 0, 0)), _lacking(0, 1));
    }

    function testFuzz_An_approval_holds_for_its_fields_only(uint8 field, bytes32 other) public {
        field = uint8(bound(field, 0, 3));
        (bytes32 stakeId, bytes32 root, uint64 expires, bytes32 policy) = (_entry.root, _entry.root, _soon(), POLICY);
        vm.assume(other != stakeId && other != POLICY);
        if (field == 0) stakeId = other;
        if (field == 1) root = other;
        if (field == 2) policy = other;
        if (field == 3) expires -= uint64(bound(uint256(other), 1, 1800));
        IQLHubTypes.Approval memory approval = _approve(guards[0], stakeId, root, expires, policy);
        (approval.expires, approval.policyHash) = (_soon(), POLICY);
        _refused(_list(approval), _lacking(0, 1));
    }

    function test_An_approval_for_another_hub_does_not_count() public {
        QLStakeHub other = _newHub(hub.authority());
        bytes32 digest = other.hashApproval(_entry.root, _entry.root, _soon(), POLICY);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(guards[0], digest);
        _refused(_list(IQLHubTypes.Approval(_soon(), POLICY, v, r, s)), _lacking(0, 1));
    }

    function test_An_approval_for_another_chain_does_not_count() public {
        IQLHubTypes.Approval memory approval = _by(guards[0]);
        vm.chainId(block.chainid + 1);
        _refused(_list(approval), _lacking(0, 1));
    }

    function test_A_hub_without_guards_mints_nothing() public {
        vm.store(address(hub), _slotOfThreshold(), 0);
        assertEq(hub.threshold(), 0);
        _refused(_list(_by(guards[0])), _lacking(1, 0));
    }

    function _slotOfThreshold() private returns (bytes32) {
        vm.record();
        hub.threshold();
        (bytes32[] memory reads,) = vm.accesses(address(hub));
        return reads[0];
    }

    function _soon() private view returns (uint64) {
        return uint64(block.timestamp + 30 minutes);
    }

    function _by(Vm.Wallet memory guard) private returns (IQLHubTypes.Approval memory) {
        return _approve(guard, _entry.root, _entry.root, _soon(), POLICY);
    }

    function _threshold(uint8 needed) private {
        vm.prank(dao);
        hub.setGuards(_guardAddresses(), needed);
    }

    function _lacking(uint256 valid, uint256 needed) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IQLHubTypes.NotEnoughApprovals.selector, valid, needed);
    }

    function _refused(IQLHubTypes.Approval[] memory approvals, bytes memory reason) private {
        _assertSkipped(_with(approvals), reason);
    }

    function _accepted(IQLHubTypes.Approval[] memory approvals) private {
        _assertMinted(_with(approvals), 1 ether);
    }

    function _with(IQLHubTypes.Approval[] memory approvals) private view returns (IQLHubTypes.MintEntry memory entry) {
        entry =
            IQLHubTypes.MintEntry(AVALANCHE, address(satellite), _entry.root, _entry.item, new bytes32[](0), approvals);
    }

    function _none() private pure returns (IQLHubTypes.Approval[] memory) {}

    function _list(IQLHubTypes.Approval memory a) private pure returns (IQLHubTypes.Approval[] memory all) {
        all = new IQLHubTypes.Approval[](1);
        all[0] = a;
    }

    function _list(IQLHubTypes.Approval memory a, IQLHubTypes.Approval memory b)
        private
        pure
        returns (IQLHubTypes.Approval[] memory all)
    {
        all = new IQLHubTypes.Approval[](2);
        (all[0], all[1]) = (a, b);
    }

    function _three(IQLHubTypes.Approval memory a, IQLHubTypes.Approval memory b, IQLHubTypes.Approval memory c)
        private
        pure
        returns (IQLHubTypes.Approval[] memory all)
    {
        all = new IQLHubTypes.Approval[](3);
        (all[0], all[1], all[2]) = (a, b, c);
    }
}
