using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Evm.Logs;
using QLStake.Hosting;

namespace QLStake.ChainWatcher.Decoding;

/// <summary>Reads the facts of a range of blocks: logs and receipts of what we watch, decoded.</summary>
internal sealed class FactReader(ChainSettings settings, IEvmChain chain)
{
    /// <summary>The facts of blocks whose headers are known, by block hash.</summary>
    /// <exception cref="ChainMovedException">The chain changed while it was read.</exception>
    /// <exception cref="RpcException">The chain cannot be read now.</exception>
    public async Task<ILookup<B256, ChainFact>> ReadAsync(IReadOnlyList<BlockHeader> headers, CancellationToken ct)
    {
        var known = headers.ToDictionary(header => header.Number, header => header.Hash);
        return await DecodeAsync(await LogsAsync(headers[0].Number, headers[^1].Number, ct), known, ct);
    }

    /// <summary>The facts of final blocks, by block hash: no header can be another any more.</summary>
    /// <exception cref="RpcException">The chain cannot be read now.</exception>
    public async Task<ILookup<B256, ChainFact>> ReadAsync(ulong from, ulong to, CancellationToken ct)
    {
        var logs = await LogsAsync(from, to, ct);
        var known = logs.GroupBy(log => log.BlockNumber)
            .ToDictionary(block => block.Key, block => block.First().BlockHash);
        return await DecodeAsync(logs, known, ct);
    }

    private Task<IReadOnlyList<Log>> LogsAsync(ulong from, ulong to, CancellationToken ct) =>
        chain.GetLogs(LogQuery.Range(from, to) with { Addresses = Addresses }, ct);

    private async Task<ILookup<B256, ChainFact>> DecodeAsync(
        IReadOnlyList<Log> logs,
        Dictionary<ulong, B256> known,
        CancellationToken ct
    )
    {
        if (logs.FirstOrDefault(log => known.GetValueOrDefault(log.BlockNumber) != log.BlockHash) is { } moved)
            throw new ChainMovedException(
                $"{settings.Name} changed while block {moved.BlockNumber} was read; reading it again."
            );
        var transactions = logs.Select(log => log.TransactionHash).Distinct().ToList();
        var receipts = (await chain.GetReceipts(transactions, ct))
            .OfType<TransactionReceipt>()
            .ToDictionary(receipt => receipt.TransactionHash);
        if (
            transactions.Any(tx =>
                receipts.GetValueOrDefault(tx) is not { } found
                || found.BlockHash != known.GetValueOrDefault(found.BlockNumber)
            )
        )
            throw new ChainMovedException($"{settings.Name} changed while receipts were read; reading them again.");
        return logs.GroupBy(log => log.TransactionHash)
            .SelectMany(
                tx => FactDecoder.Decode(settings, [.. tx], receipts[tx.Key]),
                (tx, fact) => (receipts[tx.Key].BlockHash, fact)
            )
            .ToLookup(pair => pair.BlockHash, pair => pair.fact);
    }

    private IReadOnlyList<Address> Addresses =>
        [
            settings.OnRamp,
            settings.OffRamp,
            .. new[] { settings.Satellite, settings.Hub, settings.FeeQuoter }.OfType<Address>(),
            .. settings.Pools,
        ];
}
