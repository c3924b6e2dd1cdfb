using System.Globalization;
using System.Text.Json;
using Npgsql;
using QLStake.ChainWatcher;
using QLStake.ChainWatcher.Decoding;
using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Hosting;
using Tag = QLStake.Evm.BlockRef;

namespace QLStake.Cli;

/// <summary>A fact as the watcher's log holds it.</summary>
/// <param name="Sequence">Of the event that brought it.</param>
internal sealed record LoggedFact(long Sequence, string Stream, DateTimeOffset At, JsonElement Fact);

/// <summary>A block of the watcher's log that no reorg has taken away since.</summary>
internal sealed record LoggedBlock(Contracts.BlockRef Block, Dictionary<FactKey, LoggedFact> Facts);

/// <summary>A log that tells several facts tells them in order.</summary>
internal readonly record struct FactKey(uint LogIndex, int Turn)
{
    public static IEnumerable<(FactKey Key, JsonElement Fact)> Of(IEnumerable<JsonElement> facts) =>
        facts
            .GroupBy(fact => fact.GetProperty("logIndex").GetUInt32())
            .SelectMany(log => log.Select((fact, turn) => (new FactKey(log.Key, turn), fact)));

    public override string ToString() => Turn == 0 ? $"log {LogIndex}" : $"log {LogIndex}, {Turn + 1},";
}

/// <summary>The watcher's log of one chain: what it says is on the chain.</summary>
internal sealed class LoggedChain
{
    public Dictionary<B256, LoggedBlock> Standing { get; } = [];

    /// <summary>Every fact that was ever told, also of blocks that are gone.</summary>
    public Dictionary<(B256 Block, FactKey Key), LoggedFact> Told { get; } = [];

    public ulong FinalizedTo { get; private set; }

    public void Take(StoredEvent stored, object news)
    {
        switch (news)
        {
            case BlockObserved observed:
                Take(stored, observed);
                break;
            case ChainReorged reorged:
                foreach (var hash in reorged.Orphaned)
                {
                    Standing.Remove(hash);
                }

                break;
            case ChainFinalized finalized:
                FinalizedTo = Math.Max(FinalizedTo, finalized.UpTo.Number);
                break;
        }
    }

    private void Take(StoredEvent stored, BlockObserved observed)
    {
        using var raw = JsonDocument.Parse(stored.Data);
        var block = Standing.TryGetValue(observed.Block.Hash, out var known)
            ? known
            : Standing[observed.Block.Hash] = new(observed.Block, []);
        foreach (var (key, fact) in FactKey.Of(raw.RootElement.GetProperty("facts").EnumerateArray()))
        {
            var logged = new LoggedFact(stored.Sequence, stored.Stream, stored.At, fact.Clone());
            block.Facts[key] = logged;
            Told[(observed.Block.Hash, key)] = logged;
        }
    }
}

/// <summary>
/// Compares the watcher's log with the chains: every final block is asked for again, its logs are read and decoded by the
/// watcher's own decoder, and both sides must say the same.
/// </summary>
internal static class FactCheck
{
    public const string Name = "facts";
    private const ulong BlocksPerPage = 2_000;

    /// <summary>The watcher's log, chain by chain.</summary>
    public static async Task<IReadOnlyDictionary<ChainSelector, LoggedChain>> ReadAsync(
        AuditDatabases databases,
        AuditNotes notes,
        CancellationToken stop
    )
    {
        var chains = new Dictionary<ChainSelector, LoggedChain>();
        await foreach (var stored in databases.EventsAsync(ServiceNames.ChainWatcher, stop))
        {
            try
            {
                if (
                    AuditDatabases.Read(stored, WatcherStore.Events) is { } news
                    && stored.Stream.Split('-') is ["chain", var selector, ..]
                )
                {
                    var chain = ChainSelector.Parse(selector);
                    (chains.TryGetValue(chain, out var known) ? known : chains[chain] = new()).Take(stored, news);
                }
            }
            catch (Exception error) when (Unreadable.Is(error))
            {
                notes.Find(stored.Sequence, stored.Stream, $"{stored.Type} cannot be read: {error.Message}");
            }
        }

        return chains;
    }

    /// <exception cref="RpcException">The chain cannot be read.</exception>
    public static async Task RunAsync(
        ChainSettings settings,
        IEvmChain rpc,
        LoggedChain logged,
        AuditNotes notes,
        CancellationToken stop
    )
    {
        var reader = new FactReader(settings, rpc);
        var last = logged.FinalizedTo;
        var inScope = logged
            .Standing.Values.Where(block => block.Block.Number <= last && notes.Scope.Covers(TimeOf(block.Block)))
            .ToList();
        if (inScope.Count == 0)
        {
            notes.Note($"{settings.Name} has no final facts in that time.");
            return;
        }

        var whole = notes.Scope is { From: null, To: null };
        var first = whole ? settings.StartBlock : inScope.Min(block => block.Block.Number);
        last = whole ? last : inScope.Max(block => block.Block.Number);
        for (var from = first; from <= last; from += BlocksPerPage)
        {
            var to = Math.Min(last, from + BlocksPerPage - 1);
            var page = inScope.Where(block => block.Block.Number >= from && block.Block.Number <= to).ToList();
            await CompareAsync(settings, rpc, page, notes, stop);
            Compare(settings, page, await reader.ReadAsync(from, to, stop), notes);
        }
    }

    private static async Task CompareAsync(
        ChainSettings settings,
        IEvmChain rpc,
        List<LoggedBlock> page,
        AuditNotes notes,
        CancellationToken stop
    )
    {
        foreach (var logged in page)
        {
            var header = await rpc.GetHeader(Tag.Number(logged.Block.Number), stop);
            if (header is null || header.Hash != logged.Block.Hash || header.Timestamp != logged.Block.Timestamp)
            {
                var first = logged.Facts.Values.First();
                notes.Find(
                    first.Sequence,
                    first.Stream,
                    $"Block {logged.Block.Number} of {settings.Name}: expected {header?.Hash.ToString() ?? "none"} of {header?.Timestamp}, as the chain says, found {logged.Block.Hash} of {logged.Block.Timestamp}."
                );
            }
        }
    }

    private static void Compare(
        ChainSettings settings,
        List<LoggedBlock> page,
        ILookup<B256, ChainFact> chain,
        AuditNotes notes
    )
    {
        foreach (var block in page)
        {
            var read = FactKey
                .Of(chain[block.Block.Hash].Select(MessageJson.Write))
                .ToDictionary(fact => fact.Key, fact => fact.Fact);
            foreach (var (place, told) in block.Facts)
            {
                notes.Examine();
                if (!read.TryGetValue(place, out var fresh))
                {
                    notes.Find(
                        told.Sequence,
                        told.Stream,
                        $"{Kind(told.Fact)} at {place} of block {block.Block.Number} of {settings.Name}: the chain has no such log."
                    );
                }
                else if (Likeness.Difference(told.Fact, fresh) is { } difference)
                {
                    notes.Find(
                        told.Sequence,
                        told.Stream,
                        $"{Kind(told.Fact)} at {place} of block {block.Block.Number} of {settings.Name}: {difference}"
                    );
                }
            }

            foreach (var (place, fresh) in read.Where(fact => !block.Facts.ContainsKey(fact.Key)))
            {
                notes.Find(
                    $"{Kind(fresh)} at {place} of block {block.Block.Number} of {settings.Name} is on the chain, and the watcher's log has no such fact."
                );
            }
        }

        if (notes.Scope is not { From: null, To: null })
        {
            return;
        }

        var known = page.Select(block => block.Block.Hash).ToHashSet();
        foreach (var missed in chain.Where(block => !known.Contains(block.Key)))
        {
            notes.Find(
                $"Block {missed.Key} of {settings.Name} has {missed.Count()} facts, and the watcher's log does not have the block."
            );
        }
    }

    private static string Kind(JsonElement fact) =>
        fact.GetProperty("fact").GetProperty("fact").GetString() ?? "A fact";

    private static DateTimeOffset TimeOf(Contracts.BlockRef block) =>
        DateTimeOffset.FromUnixTimeSeconds((long)block.Timestamp);
}
