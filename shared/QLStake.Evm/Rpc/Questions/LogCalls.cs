using QLStake.Evm.Logs;

namespace QLStake.Evm;

/// <summary>The question for logs, and the condition under which its answer is complete.</summary>
internal static class LogCalls
{
    public static RpcCall<IReadOnlyList<Log>> Range(LogQuery query, ulong from, ulong to) =>
        new(
            "eth_getLogs",
            json => json.Filter(query, from, to),
            (ref json) =>
                Canonical(
                    LogJsonReader.ReadArray(ref json),
                    log => log.BlockNumber >= from && log.BlockNumber <= to,
                    $"of the blocks {from} to {to}"
                )
        );

    public static RpcCall<IReadOnlyList<Log>> Block(LogQuery query, B256 hash) =>
        new(
            "eth_getLogs",
            json => json.Filter(query, 0, 0),
            (ref json) => Canonical(LogJsonReader.ReadArray(ref json), log => log.BlockHash == hash, $"of block {hash}")
        );

    /// <summary>Nodes answer a range beyond their head with what they have, and do not say so.</summary>
    public static RpcCondition HasReached(ulong block) =>
        new(
            "eth_blockNumber",
            _ => { },
            (ref json) =>
            {
                var head = JsonHex.UInt64(ref json);
                return head >= block ? null : $"its head is {head}, logs were asked for up to {block}";
            }
        );

    /// <summary>Some nodes answer an unknown hash with no logs. The count of transactions is the smallest question that tells.</summary>
    public static RpcCondition Holds(B256 hash) =>
        new(
            "eth_getBlockTransactionCountByHash",
            json => json.Word(hash),
            (ref json) =>
            {
                if (json.TokenType == System.Text.Json.JsonTokenType.Null)
                    return $"it holds no block {hash}";
                _ = JsonHex.UInt64(ref json);
                return null;
            }
        );

    private static List<Log> Canonical(List<Log> logs, Predicate<Log> asked, string what)
    {
        _ = logs.RemoveAll(log => log.Removed);
        if (logs.Find(log => !asked(log)) is { } stray)
            throw new EvmDataException(
                $"expected logs {what}, found one of block {stray.BlockNumber} {stray.BlockHash}"
            );
        for (var i = 1; i < logs.Count; i++)
        {
            if (Order(logs[i - 1], logs[i]) >= 0)
            {
                logs.Sort(Order);
                break;
            }
        }
        return logs;
    }

    private static int Order(Log a, Log b) =>
        a.BlockNumber != b.BlockNumber ? a.BlockNumber.CompareTo(b.BlockNumber) : a.LogIndex.CompareTo(b.LogIndex);
}
