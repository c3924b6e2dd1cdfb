using System.Text.Json;

namespace QLStake.Hosting;

/// <summary>A line of the published file: a day's root, or the newest link between two roots.</summary>
/// <param name="Service">Whose database.</param>
/// <param name="At">When it was published, by the service's clock.</param>
/// <param name="Sequence">Of the event up to which <paramref name="Head"/> fixes all.</param>
/// <param name="Head">The link of that event.</param>
/// <param name="Root">The day that ended there; null for a head.</param>
public sealed record NotaryLine(string Service, DateTimeOffset At, long Sequence, B256 Head, DailyRoot? Root);

/// <summary>
/// The word of the notary outside of its database: <c>{service}.jsonl</c>, to which lines are only ever added. Keep the folder
/// where who writes to the database cannot write.
/// </summary>
public sealed class NotaryFile(string folder, string service)
{
    public string Path { get; } = System.IO.Path.Combine(folder, $"{service}.jsonl");

    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public async Task AppendAsync(NotaryLine line, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        await using var file = new FileStream(Path, FileMode.Append, FileAccess.Write, FileShare.Read);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(line, MessageJson.Options);
        await file.WriteAsync((byte[])[.. bytes, (byte)'\n'], ct);
        file.Flush(flushToDisk: true);
    }

    /// <summary>All lines, oldest first; none where nothing was published yet.</summary>
    /// <exception cref="JsonException">A line is none of the notary's.</exception>
    public async Task<IReadOnlyList<NotaryLine>> ReadAsync(CancellationToken ct)
    {
        if (!File.Exists(Path))
            return [];
        var lines = new List<NotaryLine>();
        await foreach (var text in File.ReadLinesAsync(Path, ct))
            lines.Add(
                JsonSerializer.Deserialize<NotaryLine>(text, MessageJson.Options)
                    ?? throw new JsonException($"Expected a line of the notary in {Path}, found null.")
            );
        return lines;
    }
}
