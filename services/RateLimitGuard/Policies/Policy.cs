using System.Text.Json;
using QLStake.Contracts;

namespace QLStake.RateLimitGuard;

/// <summary>The limits the guard decides under. Every approval carries the hash, so the hub can void a policy as a whole.</summary>
/// <param name="ApprovalLifetime">From the hub's block time to an approval's end; the hub allows an hour at most.</param>
internal sealed record Policy(TimeSpan ApprovalLifetime, IReadOnlyList<LaneLimits> Lanes)
{
    /// <summary>What <c>executeMints</c> accepts (<c>ApprovalTooLong</c>).</summary>
    public static TimeSpan LongestLifetime { get; } = TimeSpan.FromHours(1);

    private readonly Lazy<(byte[] Json, B256 Hash)> _document = new(() => Write(ApprovalLifetime, Lanes));

    /// <summary>The policy as canonical JSON: members and lanes in order, no white space, amounts as decimal strings.</summary>
    public ReadOnlyMemory<byte> Document => _document.Value.Json;

    /// <summary>keccak of <see cref="Document"/>.</summary>
    public B256 Hash => _document.Value.Hash;

    public LaneLimits? Find(StakeItem item) =>
        Lanes.FirstOrDefault(limits => limits.Lane == item.Lane && limits.Asset == item.Asset);

    private static (byte[] Json, B256 Hash) Write(TimeSpan lifetime, IReadOnlyList<LaneLimits> lanes)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("approvalLifetimeSeconds", (long)lifetime.TotalSeconds);
            json.WriteStartArray("lanes");
            foreach (var lane in lanes.OrderBy(limits => limits.Bucket, StringComparer.Ordinal))
                Write(json, lane);
            json.WriteEndArray();
            json.WriteNumber("version", 1);
            json.WriteEndObject();
        }
        var document = buffer.ToArray();
        return (document, Keccak.Hash(document));
    }

    private static void Write(Utf8JsonWriter json, LaneLimits limits)
    {
        json.WriteStartObject();
        json.WriteString("asset", limits.Asset.ToString());
        json.WriteString("capacity", limits.Capacity.ToString());
        json.WriteString("destination", limits.Lane.Destination.ToString());
        json.WriteString("refillPerSecond", limits.RefillPerSecond.ToString());
        json.WriteString("singleMintCap", limits.SingleMintCap.ToString());
        json.WriteString("source", limits.Lane.Source.ToString());
        json.WriteEndObject();
    }
}
