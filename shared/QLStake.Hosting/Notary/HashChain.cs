using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace QLStake.Hosting;

/// <summary>An event as it stands in <c>mt_events</c>, whatever it says: nothing here needs its type.</summary>
/// <param name="Sequence">Its place among all events of the database.</param>
/// <param name="Version">Its place in its stream.</param>
/// <param name="At">When it was written, to the microsecond.</param>
/// <param name="Type">Its stable name; <c>tombstone</c> where an append that lost a race left its place.</param>
/// <param name="Data">Its JSON as UTF-8.</param>
public sealed record StoredEvent(
    long Sequence,
    string Stream,
    long Version,
    DateTimeOffset At,
    string Type,
    ReadOnlyMemory<byte> Data
);

/// <summary>A link of a database's chain.</summary>
/// <param name="Sequence">Of the event it fixes, and with it all events before.</param>
/// <param name="Day">The day (UTC) whose Merkle root it belongs to; never earlier than that of the link before.</param>
public sealed record ChainLink(long Sequence, DateOnly Day, B256 Hash);

/// <summary>
/// The hash chain over the events of a database: whoever changes, adds or takes away one of them changes every link from
/// there on. Pure.
/// </summary>
public static class HashChain
{
    /// <summary>What the first link continues.</summary>
    public static B256 Start { get; } = Keccak.Hash("QLStake.Notary.v1"u8);

    /// <summary>
    /// keccak256(previous ‖ sequence ‖ version ‖ time ‖ length and bytes of stream ‖ length and bytes of type ‖ keccak256 of the
    /// canonical JSON). Numbers are 8 bytes, lengths 4, big-endian; time is in microseconds since 1970; text is UTF-8.
    /// </summary>
    public static B256 Next(B256 previous, StoredEvent @event, ArrayBufferWriter<byte> scratch)
    {
        var content = CanonicalJson.Hash(@event.Data, scratch);
        var hash = new Keccak.Incremental();
        hash.Append(previous.AsSpan());
        Span<byte> numbers = stackalloc byte[3 * sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(numbers, @event.Sequence);
        BinaryPrimitives.WriteInt64BigEndian(numbers[sizeof(long)..], @event.Version);
        BinaryPrimitives.WriteInt64BigEndian(numbers[(2 * sizeof(long))..], Microseconds(@event.At));
        hash.Append(numbers);
        Append(ref hash, @event.Stream);
        Append(ref hash, @event.Type);
        hash.Append(content.AsSpan());
        return hash.Finish();
    }

    /// <summary>The links of events that follow one another, oldest first.</summary>
    /// <param name="last">The link before them; null where there is none.</param>
    /// <param name="open">The first day that is not closed yet: what comes late belongs to it.</param>
    public static IReadOnlyList<ChainLink> Extend(ChainLink? last, DateOnly open, IEnumerable<StoredEvent> events)
    {
        var (links, scratch) = (new List<ChainLink>(), new ArrayBufferWriter<byte>(4096));
        foreach (var @event in events)
        {
            var day = DateOnly.FromDateTime(@event.At.UtcDateTime);
            if (day < open)
                day = open;
            if (day < last?.Day)
                day = last.Day;
            last = new(@event.Sequence, day, Next(last?.Hash ?? Start, @event, scratch));
            links.Add(last);
        }
        return links;
    }

    /// <summary>PostgreSQL keeps microseconds, .NET tenths of them.</summary>
    private static long Microseconds(DateTimeOffset at) =>
        (at.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;

    private static void Append(ref Keccak.Incremental hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        hash.Append(length);
        hash.Append(bytes);
    }
}
