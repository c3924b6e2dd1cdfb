using System.Text.Json;
using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.RateLimitGuard;

/// <summary>Takes in what the router asks. The same asking again is silent; one that contradicts itself changes nothing.</summary>
internal static class Asking
{
    private static readonly TimeSpan UntilAskedRight = TimeSpan.FromMinutes(1);

    /// <param name="problem">What the message contradicts in itself (<see cref="Leaf.Problem"/>), or null.</param>
    /// <param name="now">Host time.</param>
    public static IEnumerable<object> Take(
        Mint mint,
        ApproveMint message,
        string? problem,
        Address guardian,
        DateTimeOffset now
    )
    {
        var fingerprint = Fingerprint(message);
        if (mint.Known.Contains(fingerprint))
            return [];
        var (stake, round) = (message.StakeId, message.Round);
        return problem is null
            ?
            [
                new MintAsked(
                    stake,
                    round,
                    message.Item,
                    message.Root,
                    message.Proof,
                    message.Evidence,
                    fingerprint,
                    now,
                    message.Kind
                ),
            ]
            : [new AskingRefuted(stake, round, guardian, fingerprint, problem, now + UntilAskedRight)];
    }

    private static B256 Fingerprint(ApproveMint message) =>
        Keccak.Hash(JsonSerializer.SerializeToUtf8Bytes(message, MessageJson.Options));
}
