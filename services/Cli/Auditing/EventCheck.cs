using System.Buffers;
using System.Text.Json;
using Npgsql;
using QLStake.Hosting;

namespace QLStake.Cli;

/// <summary>
/// Compares a database's events with its own chain, and the chain with what the notary published outside. Each event is
/// compared with its own link, so that the one that was touched is named and not all that follow it.
/// </summary>
internal static class EventCheck
{
    public const string Name = "events";

    // The notary is about a second behind; more than this is not its pace.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <param name="published">The notary's lines about this service; empty where nothing was published.</param>
    /// <param name="now">Tells what should have been notarised by now.</param>
    public static async Task RunAsync(
        NpgsqlConnection connection,
        IReadOnlyList<NotaryLine> published,
        string service,
        AuditNotes notes,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        if (!await NotaryTables.ExistAsync(connection, stop))
        {
            notes.Find("Expected the notary's tables, found none: this database was never notarised.");
            return;
        }

        var links = await NotaryTables.UpToAsync(connection, long.MaxValue, stop);
        await CompareAsync(connection, links, notes, now, stop);
        foreach (var root in await NotaryTables.RootsAsync(connection, service, stop))
        {
            Compare(root, links, "notary_root", notes);
        }

        if (published.Count == 0)
        {
            notes.Note("Nothing published outside the database was compared: name the folder with --notary.");
        }

        foreach (var line in published)
        {
            Compare(line, links, notes);
        }
    }

    private static async Task CompareAsync(
        NpgsqlConnection connection,
        IReadOnlyList<ChainLink> links,
        AuditNotes notes,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        var (next, waiting) = (0, 0);
        var (before, scratch) = (HashChain.Start, new ArrayBufferWriter<byte>());
        await foreach (var stored in StoredEvents.ReadAsync(connection, 0, long.MaxValue, stop))
        {
            for (; next < links.Count && links[next].Sequence < stored.Sequence; next++)
            {
                notes.Find(
                    links[next].Sequence,
                    null,
                    "Expected the event that was notarised, found none: it was taken away."
                );
                before = links[next].Hash;
            }

            if (next == links.Count)
            {
                if (now - stored.At > Patience)
                {
                    notes.Find(
                        stored.Sequence,
                        stored.Stream,
                        $"Expected a link of this {stored.Type} of {stored.At:u}, found none: the notary stands still, or its links were taken away."
                    );
                }

                waiting++;
            }
            else if (links[next].Sequence > stored.Sequence)
            {
                notes.Find(
                    stored.Sequence,
                    stored.Stream,
                    $"Expected no {stored.Type} that was not notarised in its turn, found one: it was added afterwards."
                );
            }
            else
            {
                if (notes.Scope.Covers(stored.At))
                {
                    Compare(stored, before, links[next], scratch, notes);
                }

                before = links[next++].Hash;
            }
        }

        for (; next < links.Count; next++)
        {
            notes.Find(
                links[next].Sequence,
                null,
                "Expected the event that was notarised, found none: it was taken away."
            );
        }

        if (waiting > 0)
        {
            notes.Note($"{waiting} events were not notarised yet.");
        }
    }

    private static void Compare(
        StoredEvent stored,
        B256 before,
        ChainLink link,
        ArrayBufferWriter<byte> scratch,
        AuditNotes notes
    )
    {
        notes.Examine();
        try
        {
            var hash = HashChain.Next(before, stored, scratch);
            if (hash != link.Hash)
            {
                notes.Find(
                    stored.Sequence,
                    stored.Stream,
                    $"{stored.Type}, version {stored.Version}, is not what was notarised: expected link {link.Hash}, found {hash}. The event or its link was changed."
                );
            }
        }
        catch (JsonException error)
        {
            notes.Find(stored.Sequence, stored.Stream, $"{stored.Type} holds no JSON: {error.Message}");
        }
    }

    private static void Compare(NotaryLine line, IReadOnlyList<ChainLink> links, AuditNotes notes)
    {
        notes.Examine();
        var link = links.FirstOrDefault(link => link.Sequence == line.Sequence);
        if (link?.Hash != line.Head)
        {
            notes.Find(
                line.Sequence,
                null,
                $"Expected link {line.Head}, as published at {line.At:u}, found {(link is null ? "none" : $"{link.Hash}")}: the chain was rewritten up to there."
            );
        }

        if (line.Root is { } root)
        {
            Compare(root, links, $"published at {line.At:u}", notes);
        }
    }

    private static void Compare(DailyRoot root, IReadOnlyList<ChainLink> links, string where, AuditNotes notes)
    {
        notes.Examine();
        var day = links.Where(link => link.Sequence >= root.First && link.Sequence <= root.Last).ToList();
        var found = day.Count == 0 ? B256.Zero : DailyRoot.MerkleRoot([.. day.Select(link => link.Hash)]);
        if (found != root.Root || day.Count != root.Count)
        {
            notes.Find(
                root.Last,
                null,
                $"The root of {root.Day:yyyy-MM-dd} ({where}): expected {root.Root} over {root.Count} links, found {found} over {day.Count}."
            );
        }
    }
}
