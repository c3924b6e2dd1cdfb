using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Evm.Abi;
using QLStake.Evm.Logs;
using QLStake.Hosting;
using QLStake.Protocol.Bindings;

namespace QLStake.ChainWatcher.Decoding;

/// <summary>Reads the facts out of one transaction's logs. Pure. Logs that say nothing to us yield nothing.</summary>
internal static class FactDecoder
{
    public static IEnumerable<ChainFact> Decode(
        ChainSettings chain,
        IReadOnlyList<Log> logs,
        TransactionReceipt receipt
    )
    {
        var cost = new TransactionCost(
            receipt.GasUsed,
            new(receipt.EffectiveGasPrice),
            receipt.From,
            new(receipt.L1Fee ?? U256.Zero)
        );
        foreach (var log in logs)
        foreach (var fact in Facts(chain, log, logs))
            yield return new(log.TransactionHash, log.LogIndex, cost, fact);
    }

    private static IEnumerable<Fact> Facts(ChainSettings chain, Log log, IReadOnlyList<Log> transaction)
    {
        if (log.Address == chain.Satellite)
            return SatelliteFacts.Of(chain, Event(log, QLStakeSatellite.TryDecodeEvent), transaction);
        if (log.Address == chain.Hub)
            return HubFacts.Of(chain, Event(log, QLStakeHub.TryDecodeEvent), transaction);
        if (log.Address == chain.OnRamp)
            return CcipFacts.Sent(chain, Event(log, OnRamp.TryDecodeEvent));
        if (log.Address == chain.OffRamp)
            return CcipFacts.Arrived(chain, Event(log, OffRamp.TryDecodeEvent));
        if (log.Address == chain.FeeQuoter)
            return CcipFacts.Priced(log);
        return chain.Pools.Contains(log.Address) ? CcipFacts.Minted(chain, log, transaction) : [];
    }

    private delegate bool Decoder(Log log, out IAbiEvent? decoded);

    private static IAbiEvent? Event(Log log, Decoder decode) => decode(log, out var decoded) ? decoded : null;
}
