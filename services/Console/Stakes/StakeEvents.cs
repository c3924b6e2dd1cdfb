using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.Console;

/// <summary>
/// A stake as it changes: <c>stake</c> with the whole of it on every change, <c>problem</c> with a sentence when it cannot
/// be had, <c>alive</c> now and then so that a dead connection is noticed.
/// </summary>
internal sealed class StakeEvents(StakeReader stakes, TimeProvider time)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan AliveEvery = TimeSpan.FromSeconds(15);

    public async IAsyncEnumerable<SseItem<string>> FollowAsync(
        StakeId id,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var (last, saidAt) = (default(SseItem<string>), time.GetTimestamp());
        while (!ct.IsCancellationRequested)
        {
            var now = await LookAsync(id, ct);
            if (now.EventType != last.EventType || now.Data != last.Data)
            {
                (last, saidAt) = (now, time.GetTimestamp());
                yield return now;
            }
            else if (time.GetElapsedTime(saidAt) > AliveEvery)
            {
                saidAt = time.GetTimestamp();
                yield return new("{}", "alive");
            }
            await Task.Delay(LookEvery, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<SseItem<string>> LookAsync(StakeId id, CancellationToken ct)
    {
        try
        {
            return await stakes.FindAsync(id, ct) is { } life
                ? new(JsonSerializer.Serialize(life, MessageJson.Options), "stake")
                : Problem($"No stake {id} is known yet. It appears here as soon as its block is observed.");
        }
        catch (UpstreamException error)
        {
            return Problem(error.Message);
        }
    }

    private static SseItem<string> Problem(string detail) => new(JsonSerializer.Serialize(new { detail }), "problem");
}
