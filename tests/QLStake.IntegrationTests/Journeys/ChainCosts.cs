using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Evm.Logs;
using QLStake.Localnet.Chains;
using QLStake.Protocol.Bindings;
using Shouldly;
using BlockRef = QLStake.Evm.BlockRef;

namespace QLStake.IntegrationTests.Journeys;

/// <summary>What was paid according to logs and receipts, in the fee token's smallest unit; it knows nothing of the books.</summary>
internal static class ChainCosts
{
    /// <summary>Every lock on a satellite's chain.</summary>
    public static async Task<List<QLStakeSatellite.StakeLocked>> LocksAsync(LocalChain chain)
    {
        var locks = new List<QLStakeSatellite.StakeLocked>();
        foreach (var log in await LogsAsync(chain, chain.Protocol.Satellite!.Value, QLStakeSatellite.StakeLocked.Topic))
        {
            QLStakeSatellite.StakeLocked.TryDecode(log, out var locked).ShouldBeTrue();
            locks.Add(locked!);
        }
        return locks;
    }

    /// <summary>Wei of all transactions that locked something.</summary>
    public static async Task<U256> StakeGasAsync(LocalChain chain) =>
        await GasAsync(
            chain,
            await LogsAsync(chain, chain.Protocol.Satellite!.Value, QLStakeSatellite.StakeLocked.Topic)
        );

    /// <summary>Wei of all transactions that minted something, or passed it over.</summary>
    public static async Task<U256> MintGasAsync(LocalChain hub) =>
        await GasAsync(
            hub,
            await LogsAsync(hub, hub.Protocol.Hub!.Value, QLStakeHub.Minted.Topic, QLStakeHub.MintSkipped.Topic)
        );

    /// <summary>Wei of the transaction that minted one stake, and how many stakes it minted.</summary>
    public static async Task<(U256 Cost, int Sharers)> MintAsync(LocalChain hub, StakeId stake)
    {
        var mints = await LogsAsync(hub, hub.Protocol.Hub!.Value, QLStakeHub.Minted.Topic);
        var ours = mints.Single(log => log.Topics.Span[1] == stake.Value);
        var together = mints.Where(log => log.TransactionHash == ours.TransactionHash).ToList();
        return (await GasAsync(hub, together), together.Count);
    }

    /// <summary>Every stake the hub has minted, as often as it did.</summary>
    public static async Task<List<StakeId>> MintsAsync(LocalChain hub) =>
        [
            .. (await LogsAsync(hub, hub.Protocol.Hub!.Value, QLStakeHub.Minted.Topic)).Select(log => new StakeId(
                log.Topics.Span[1]
            )),
        ];

    private static async Task<U256> GasAsync(LocalChain chain, IReadOnlyList<Log> logs)
    {
        U256 wei = 0;
        foreach (var receipt in await chain.Rpc.GetReceipts([.. logs.Select(log => log.TransactionHash).Distinct()]))
            wei += receipt.ShouldNotBeNull().GasUsed * receipt.EffectiveGasPrice;
        return wei;
    }

    private static async Task<IReadOnlyList<Log>> LogsAsync(LocalChain chain, Address contract, params B256[] topics) =>
        await chain.Rpc.GetLogs(
            LogQuery.Range(0, await chain.HeadAsync(BlockRef.Latest)) with
            {
                Addresses = [contract],
                Topics = [topics],
            }
        );
}
