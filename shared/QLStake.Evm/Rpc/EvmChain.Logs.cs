using System.Runtime.CompilerServices;
using QLStake.Evm.Logs;

namespace QLStake.Evm;

public sealed partial class EvmChain
{
    private readonly Lock _spanLock = new();
    private LogSpan _span;

    private ulong SpanBlocks
    {
        get
        {
            lock (_spanLock)
                return _span.Blocks;
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Log>> GetLogs(LogQuery query, CancellationToken cancel = default)
    {
        if (query.BlockHash is { } hash)
            return (await _pool.Ask([LogCalls.Block(query, hash)], LogCalls.Holds(hash), cancel))[0].Value;
        var logs = new List<Log>();
        await foreach (var page in ReadLogs(query, cancel))
            logs.AddRange(page.Logs);
        return logs;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<LogPage> ReadLogs(
        LogQuery query,
        [EnumeratorCancellation] CancellationToken cancel = default
    )
    {
        if (query is not { From: { } from, To: { } to })
            throw new ArgumentException(
                "expected a range of blocks, found one block's hash: use GetLogs",
                nameof(query)
            );
        while (true)
        {
            var end = from + Math.Min(to - from, SpanBlocks - 1);
            var asked = end - from + 1;
            var outcome = (await _pool.Ask([LogCalls.Range(query, from, end)], LogCalls.HasReached(end), cancel))[0];
            if (outcome.Error is AnswerTooLargeException && asked > 1)
            {
                Learn(span => span.Refused(asked));
                continue;
            }
            yield return new(from, end, outcome.Value);
            Learn(span => span.Answered(asked));
            if (end == to)
                yield break;
            from = end + 1;
        }
    }

    /// <summary>One span for all queries of a chain: the limits are the provider's, not the query's.</summary>
    private void Learn(Func<LogSpan, LogSpan> lesson)
    {
        lock (_spanLock)
            _span = lesson(_span);
    }
}
