using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Evm.Logs;
using QLStake.Localnet.Chains;
using QLStake.Protocol.Bindings;

namespace QLStake.Localnet.Don;

/// <summary>The announcements of a lane's messages on its source chain.</summary>
internal static class SentMessages
{
    /// <summary>The logs with these sequence numbers, both ends included, in order.</summary>
    public static Task<IReadOnlyList<Log>> ReadAsync(
        LocalChain source,
        Lane lane,
        ulong fromBlock,
        ulong toBlock,
        ulong first,
        ulong last,
        CancellationToken stop
    )
    {
        var sequences = new List<B256>();
        for (var sequence = first; sequence <= last; sequence++)
        {
            sequences.Add(((U256)sequence).ToB256());
        }

        var query = LogQuery.Range(fromBlock, toBlock) with
        {
            Addresses = [source.Ccip.OnRamp],
            Topics =
            [
                [OnRamp.CCIPMessageSent.Topic],
                [((U256)lane.Destination.Value).ToB256()],
                sequences,
            ],
        };
        return source.Rpc.GetLogs(query, stop);
    }
}
