using System.Globalization;
using QLStake.Contracts;
using QLStake.FeeAccounting;

namespace QLStake.Tests.FeeAccounting;

/// <summary>Blocks and facts that cost something, and the books kept over them by the production rules.</summary>
internal static class FeeStory
{
    public static readonly ChainSelector Avalanche = new(14767482510784806043);
    public static readonly ChainSelector Ethereum = new(16015286601757825753);
    public static readonly Address Staker = AddressOf(1);
    public static readonly Address Executor = AddressOf(2);
    public static readonly Address Link = AddressOf(3);

    /// <summary>2026-01-31T23:59:58Z, two seconds before a new day.</summary>
    public const ulong NearMidnight = 1_769_903_998;

    public static Address AddressOf(int number) =>
        Address.Parse("0x" + number.ToString("x40", CultureInfo.InvariantCulture));

    public static B256 Hash(int number) => B256.Parse("0x" + number.ToString("x64", CultureInfo.InvariantCulture));

    public static StakeId Stake(int number) => new(Hash(1000 + number));

    public static ChainFact Locked(
        int stake,
        uint logIndex,
        int tx = 1,
        ulong ccipFee = 700,
        ulong executionFee = 50,
        Address feeToken = default,
        ulong gas = 210_001,
        ulong subsidy = 0
    ) =>
        new(
            Hash(tx),
            logIndex,
            new(gas, new(25), Staker),
            new StakeLocked(Stake(stake), Item(stake), Staker, feeToken, new(ccipFee), new(executionFee), new(subsidy))
        );

    public static ChainFact Minted(int stake, uint logIndex, int tx = 2, ulong gas = 300_002) =>
        new(
            Hash(tx),
            logIndex,
            new(gas, new(31), Executor),
            new Minted(Stake(stake), Stake(stake).Value, AddressOf(9), Address.Zero, new(1_000), new(990), Hash(77))
        );

    public static ChainFact Skipped(int stake, uint logIndex, int tx = 2, ulong gas = 90_001) =>
        new(Hash(tx), logIndex, new(gas, new(31), Executor), new MintSkipped(Stake(stake), "0x"));

    /// <summary>Any fact; the gas price is 31 wei.</summary>
    public static ChainFact Told(
        Fact fact,
        uint logIndex,
        int tx = 3,
        Address? from = null,
        ulong gas = 100_001,
        ulong l1Fee = 0
    ) => new(Hash(tx), logIndex, new(gas, new(31), from ?? Executor, new(l1Fee)), fact);

    public static BlockObserved Block(ChainSelector chain, int hash, params ChainFact[] facts) =>
        new(chain, new((ulong)hash, Hash(hash), NearMidnight + (ulong)(hash % 5)), facts);

    public static ChainFinalized Final(ChainSelector chain, DateTimeOffset at) =>
        new(chain, new(900, Hash(900), (ulong)at.ToUnixTimeSeconds()));

    public static ChainReorged Orphaned(ChainSelector chain, params int[] hashes) =>
        new(chain, new(1, Hash(1), NearMidnight), [.. hashes.Select(Hash)]);

    public static StakeItem Item(int stake) =>
        new(
            new(Avalanche, Ethereum),
            AddressOf(10),
            AddressOf(11),
            Address.Zero,
            new(1_000),
            AddressOf(9),
            Staker,
            (ulong)stake,
            0
        );
}
