// SPDX-License-Identifier: MIT
pragma solidity 0.8.26;

import {QLBucket} from "../../src/libraries/QLBucket.sol";
import {Json} from "./Json.sol";
import {Test} from "forge-std/Test.sol";

/// @notice What other languages' buckets are held against: test/vectors/bucket.json, one list of steps per bucket. After each step: the
/// bucket's levels, whether and what it gave, and when `probe` and one item could be taken. Set QLSTAKE_WRITE_VECTORS=true to write it anew.
contract BucketVectorsTest is Test {
    using QLBucket for QLBucket.Bucket;

    string private constant FILE = "test/vectors/bucket.json";
    uint256 private constant START = 1_800_000_000;
    uint256 private constant RUNS = 12;
    uint256 private constant STEPS = 30;

    mapping(uint256 run => QLBucket.Bucket) private _buckets;
    uint256 private _seed;

    function test_The_vectors_are_those_in_the_file() public {
        string memory json = string.concat(_document(), "\n");
        if (vm.envOr("QLSTAKE_WRITE_VECTORS", false)) vm.writeFile(FILE, json);
        assertEq(
            keccak256(bytes(vm.readFile(FILE))), keccak256(bytes(json)), "stale: run with QLSTAKE_WRITE_VECTORS=true"
        );
    }

    function _document() private returns (string memory) {
        string[] memory runs = new string[](RUNS);
        for (uint256 run; run < RUNS; ++run) {
            _seed = run;
            vm.warp(START);
            string[] memory steps = new string[](STEPS);
            for (uint256 i; i < STEPS; ++i) {
                steps[i] = _step(_buckets[run], run, i);
            }
            runs[run] = Json.list(steps);
        }
        string[] memory parts = new string[](2);
        parts[0] = Json.field("itemUnits", QLBucket.ITEM);
        parts[1] = Json.raw("runs", Json.list(runs));
        return Json.object(parts);
    }

    /// @dev Small numbers meet often; every third run works at the edge of the types.
    function _step(QLBucket.Bucket storage bucket, uint256 run, uint256 i) private returns (string memory) {
        uint256 scale = run % 3 == 2 ? type(uint128).max : 1000;
        vm.warp(block.timestamp + (_next(6) == 0 ? _next(10 days) : _next(100)));
        uint256 dice = i == 1 ? 0 : _next(10);
        (uint256 there,) = bucket.available();
        uint256 amount = _next(there + there / 4 + 2);
        if (dice == 0) {
            QLBucket.Limits memory limits = _limits(scale);
            bucket.configure(limits);
            return _json("configure", _limitsJson(limits), bucket, amount);
        }
        if (dice == 1) {
            QLBucket.Limits memory wanted = _limits(scale);
            string memory asked = _limitsJson(wanted);
            bucket.lower(wanted, address(uint160(i + 1)));
            return _json("lower", asked, bucket, amount);
        }
        return _take(bucket, amount);
    }

    function _take(QLBucket.Bucket storage bucket, uint256 amount) private returns (string memory) {
        (bool ok, uint256 held) = bucket.take(amount);
        string[] memory fields = new string[](3);
        fields[0] = Json.field("amount", amount);
        fields[1] = Json.raw("taken", ok ? "true" : "false");
        fields[2] = Json.field("held", held);
        uint256 probe = _next(uint256(bucket.capacity) + bucket.capacity / 8 + 1);
        return _json("take", Json.object(fields), bucket, probe);
    }

    function _limits(uint256 scale) private returns (QLBucket.Limits memory) {
        if (scale != 1000) {
            return QLBucket.Limits(uint128(_random()), uint128(_random()), uint32(_random()), uint32(_random()));
        }
        return QLBucket.Limits(uint128(_next(1000)), uint128(_next(4)), uint32(_next(12)), uint32(_next(60)));
    }

    function _json(string memory step, string memory with, QLBucket.Bucket storage bucket, uint256 probe)
        private
        view
        returns (string memory)
    {
        (uint256 value, uint256 items) = bucket.available();
        string[] memory fields = new string[](8);
        fields[0] = Json.field("at", block.timestamp);
        fields[1] = Json.raw(step, with);
        fields[2] = Json.field("level", uint256(bucket.level));
        fields[3] = Json.field("countLevel", uint256(bucket.countLevel));
        fields[4] = Json.field("available", value);
        fields[5] = Json.field("items", items);
        fields[6] = Json.field("probe", probe);
        fields[7] = Json.field("retryAt", bucket.retryAt(probe));
        return Json.object(fields);
    }

    function _limitsJson(QLBucket.Limits memory limits) private pure returns (string memory) {
        string[] memory fields = new string[](4);
        fields[0] = Json.field("capacity", uint256(limits.capacity));
        fields[1] = Json.field("refillPerSecond", uint256(limits.refillPerSecond));
        fields[2] = Json.field("countCapacity", uint256(limits.countCapacity));
        fields[3] = Json.field("countPerHour", uint256(limits.countPerHour));
        return Json.object(fields);
    }

    function _next(uint256 below) private returns (uint256) {
        return _random() % below;
    }

    function _random() private returns (uint256 value) {
        value = uint256(keccak256(abi.encode(_seed)));
        _seed = value;
    }
}
