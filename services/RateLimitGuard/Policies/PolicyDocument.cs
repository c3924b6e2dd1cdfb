using System.Text.Json;
using QLStake.Contracts;

namespace QLStake.RateLimitGuard;

/// <summary>Reads a policy back from its canonical JSON (<see cref="Policy.Document"/>).</summary>
internal static class PolicyDocument
{
    private const int Version = 1;

    /// <exception cref="FormatException">It is no policy of this version, or not in the canonical form.</exception>
    public static Policy Read(ReadOnlyMemory<byte> document)
    {
        try
        {
            using var json = JsonDocument.Parse(document);
            var root = json.RootElement;
            var policy = new Policy(
                TimeSpan.FromSeconds(root.GetProperty("approvalLifetimeSeconds").GetInt64()),
                [.. root.GetProperty("lanes").EnumerateArray().Select(Lane)]
            );
            return root.GetProperty("version").GetInt32() == Version && policy.Hash == Keccak.Hash(document.Span)
                ? policy
                : throw new FormatException(
                    $"Expected a policy of version {Version} in canonical form, as GET /policy shows it, found another text."
                );
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException($"Expected a policy as GET /policy shows it: {error.Message}", error);
        }
    }

    private static LaneLimits Lane(JsonElement lane)
    {
        return new(
            new(ChainSelector.Parse(Text("source")), ChainSelector.Parse(Text("destination"))),
            Address.Parse(Text("asset")),
            new(U256.Parse(Text("capacity"))),
            new(U256.Parse(Text("refillPerSecond"))),
            new(U256.Parse(Text("singleMintCap")))
        );

        string Text(string name) => lane.GetProperty(name).GetString() ?? "";
    }
}
