// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLiquidToken} from "../../src/QLiquidToken.sol";
import {IQLHubTypes} from "../../src/interfaces/IQLHubTypes.sol";
import {IQLiquidToken} from "../../src/interfaces/IQLiquidToken.sol";
import {QLMessages} from "../../src/libraries/QLMessages.sol";
import {LayeredTree} from "../lib/LayeredTree.sol";
import {TwoChains} from "../lib/TwoChains.sol";
import {Carrier} from "./Carrier.sol";
import {Fickle} from "./Fickle.sol";

/// @notice A satellite's chain and the hub's, everybody who acts on them, and what they did, kept apart from the contracts' own books.
abstract contract World is TwoChains {
    /// @param root Zero while the stake waits in the open batch.
    /// @param refused The guards will never approve it.
    /// @param refundRoot Zero until the refund left the hub; `refund` is its leaf there.
    struct Stake {
        bytes32 id;
        bytes32 root;
        QLMessages.Item item;
        bool refused;
        bool minted;
        bool refunded;
        bool returned;
        QLMessages.Item refund;
        bytes32 refundRoot;
    }

    /// @dev A redemption on its way back, or rewards on their way out: a root of one.
    struct Single {
        bytes32 leaf;
        QLMessages.Item item;
        bool done;
    }

    uint256 internal constant THRESHOLD = 2;
    uint256 internal constant OUT = 0; // the carrier's lane to the hub
    uint256 internal constant BACK = 1;

    Carrier internal carrier;
    Fickle internal fickle;
    QLiquidToken internal qlink;
    address[] internal users;
    address[] internal assets;
    bool internal silent;
    /// @dev Whether Avalanche curses Ethereum, Ethereum Avalanche, Ethereum Arbitrum, Arbitrum Ethereum.
    bool[4] internal cursed;

    Stake[] internal stakes;
    Single[] internal redemptions;
    Single[] internal rewards;
    mapping(bytes32 root => uint256[] inOrder) internal leavesOf;
    mapping(bytes32 root => uint256[] inOrder) internal refundsOf;
    mapping(address asset => bytes32[]) internal stakeRoots;
    mapping(address asset => bytes32[]) internal refundRoots;
    mapping(address asset => uint256[] inOrder) internal waiting;
    mapping(address asset => uint256[] inOrder) internal waitingRefunds;
    mapping(address token => uint256) internal sharesMinted;
    mapping(address token => uint256) internal sharesBurned;
    uint256 private rolls;
    uint256 internal potFunded;
    uint256 internal potGiven;

    /// @dev Takes in what was sent; and whatever was done, short of a loss, no share is worth less for it.
    modifier act() {
        uint256[3] memory worth;
        for (uint256 i; i < worth.length; ++i) {
            worth[i] = _perShare(_tokenOf(assets[i]));
        }
        uint256 time = block.timestamp;
        _;
        for (uint256 i; i < worth.length && time == block.timestamp; ++i) {
            _assertWorthNoLess(_tokenOf(assets[i]), worth[i]);
        }
        carrier.collect();
    }

    function setUp() public virtual override {
        super.setUp();
        carrier = Carrier(deployCode("Carrier.sol:Carrier"));
        carrier.serve(avalanche, ethereum);
        fickle = Fickle(payable(deployCode("Fickle.sol:Fickle")));
        users = [alice, bob, makeAddr("carol"), address(fickle)];
        assets = [NATIVE, address(usd), address(avalanche.link())];
        _listLink();
        vm.prank(dao);
        hub.setGuards(_guardAddresses(), uint8(THRESHOLD));
    }

    /// @dev LINK is a fee token and an asset at once: principal and fees of one token, kept apart by counters alone.
    function _listLink() private {
        address link = assets[2];
        qlink = _newToken("Quantum LINK", "qLINK", hub.authority(), true);
        vm.startPrank(dao);
        qlink.setMinter(address(hub), IQLiquidToken.Minter.Issuer);
        hub.listAsset(AVALANCHE, address(satellite), link, address(qlink), 18);
        satellite.listAsset(link, _wide(), _wide());
        vm.stopPrank();
        vm.startPrank(config);
        _setHubLimits(_place(link), _limits(CAPACITY, 1 ether));
        vm.stopPrank();
    }

    /// @dev True once in `n` calls: what disturbs for long must be rarer than what it disturbs.
    function _rarely(uint256 n) internal returns (bool) {
        return uint256(keccak256(abi.encode(++rolls))) % n == 0;
    }

    function _user(uint256 seed) internal view returns (address) {
        return users[seed % users.length];
    }

    function _asset(uint256 seed) internal view returns (address) {
        return assets[seed % assets.length];
    }

    function _tokenOf(address asset) internal view returns (address) {
        return asset == NATIVE ? address(qavax) : asset == address(usd) ? address(qusd) : address(qlink);
    }

    /// @dev What one of the asset's units is, normalised.
    function _unit(address asset) internal view returns (uint256) {
        return asset == address(usd) ? 1e12 : 1;
    }

    /// @dev A new supply of a token on Avalanche, for whoever needs some.
    function _supply(address asset, address to, uint256 amount) internal {
        if (asset == address(usd)) usd.mint(to, amount);
        else avalanche.mintLink(to, amount);
    }

    function _perShare(address token) internal view returns (uint256) {
        if (hub.sharesOutstanding(token) == 0) return 0;
        return hub.toAssetsDown(token, 1e27);
    }

    function _assertWorthNoLess(address token, uint256 before) private view {
        if (hub.sharesOutstanding(token) != 0) assertGe(_perShare(token), before, "a share is worth less");
    }

    function _stakeLane() internal view returns (QLMessages.Lane memory) {
        return QLMessages.Lane(AVALANCHE, address(satellite), ETHEREUM, address(hub));
    }

    function _lane() internal view returns (bytes32) {
        return keccak256(abi.encode(ETHEREUM, address(hub)));
    }

    function _refundLane() internal view returns (QLMessages.Lane memory) {
        return QLMessages.Lane(ETHEREUM, address(hub), AVALANCHE, address(satellite));
    }

    function _batchOf(address asset) internal view returns (bytes32) {
        return satellite.batchKey(QLMessages.Kind.Stake, ETHEREUM, address(hub), asset);
    }

    function _refundBatchOf(address asset) internal view returns (bytes32) {
        return hub.batchKey(QLMessages.Kind.Refund, AVALANCHE, address(satellite), asset);
    }

    function _hubRoot(QLMessages.Kind kind, bytes32 root) internal view returns (uint256 receivedAt, uint256 left) {
        (receivedAt, left) = (hub.rootOf(AVALANCHE, address(satellite), kind, root).receivedAt, 0);
        if (receivedAt == 0) return (0, 0);
        left = hub.rootOf(AVALANCHE, address(satellite), kind, root).total
            - hub.rootOf(AVALANCHE, address(satellite), kind, root).consumed;
    }

    /// @dev A stake's proof to the root it left in.
    function _proofOf(Stake storage stake) internal view returns (bytes32[] memory) {
        uint256[] storage order = leavesOf[stake.root];
        bytes32[] memory leaves = new bytes32[](order.length);
        for (uint256 i; i < leaves.length; ++i) {
            leaves[i] = stakes[order[i]].id;
        }
        return LayeredTree.proof(leaves, stake.item.index);
    }

    function _refundProofOf(Stake storage stake) internal view returns (bytes32[] memory) {
        uint256[] storage order = refundsOf[stake.refundRoot];
        bytes32[] memory leaves = new bytes32[](order.length);
        for (uint256 i; i < leaves.length; ++i) {
            leaves[i] = QLMessages.leafOf(QLMessages.Kind.Refund, _refundLane(), stakes[order[i]].refund);
        }
        return LayeredTree.proof(leaves, stake.refund.index);
    }

    /// @dev An entry without approvals.
    function _entryFor(Stake storage stake) internal view returns (IQLHubTypes.MintEntry memory) {
        return IQLHubTypes.MintEntry(
            AVALANCHE, address(satellite), stake.root, stake.item, _proofOf(stake), new IQLHubTypes.Approval[](0)
        );
    }

    function _entryFor(Single storage single) internal view returns (IQLHubTypes.MintEntry memory) {
        return IQLHubTypes.MintEntry(
            AVALANCHE, address(satellite), single.leaf, single.item, new bytes32[](0), new IQLHubTypes.Approval[](0)
        );
    }
}
