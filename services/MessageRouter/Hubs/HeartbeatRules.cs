using QLStake.Contracts;

namespace QLStake.MessageRouter;

/// <summary>When guards are asked for a sign of life, and what follows from their signatures.</summary>
public static class HeartbeatRules
{
    // The hub takes none from the future, and hosts' clocks run ahead of chains'.
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(1);

    /// <summary>The first of a hub; silent ever after, and where none are asked for.</summary>
    public static IEnumerable<object> Begin(
        HubStatus hub,
        ChainSelector chain,
        RouterSettings settings,
        DateTimeOffset now
    ) => hub.Heartbeat is null ? Want(chain, 1, settings, now) : [];

    /// <summary>Folds a signature, and tells the executor when it is the k-th.</summary>
    public static IEnumerable<object> Take(HubStatus hub, HeartbeatSigned answer)
    {
        if (
            hub.Heartbeat is not { } beat
            || beat.Wanted.Command.At != answer.At
            || beat.Wanted.Command.Hub != answer.Hub
            || !beat.Wanted.Guardians.Contains(answer.Guardian)
            || beat.Answers.ContainsKey(answer.Guardian)
        )
            yield break;
        yield return new HeartbeatGiven(answer);
        var all = beat.Answers.SetItem(answer.Guardian, answer);
        if (beat.Execution is null && all.Count >= beat.Wanted.Threshold)
            yield return new HeartbeatAsked(new(answer.Chain, answer.Hub, answer.At, [.. all.Values]));
    }

    /// <summary>The next is due, or this one was not seen in time: a fresh one is asked for either way.</summary>
    public static IEnumerable<object> Wake(HubStatus hub, RouterSettings settings, DateTimeOffset now) =>
        hub is { Heartbeat: { } beat, WakeAt: { } at } && at <= now
            ? Want(beat.Wanted.Command.Chain, hub.IsSeen ? 1 : beat.Wanted.Attempt + 1, settings, now)
            : [];

    private static IEnumerable<object> Want(
        ChainSelector chain,
        int attempt,
        RouterSettings settings,
        DateTimeOffset now
    ) =>
        settings.HeartbeatEvery is { } every && settings.Hubs.TryGetValue(chain, out var hub)
            ?
            [
                new HeartbeatWanted(
                    new(chain, hub, checked((ulong)(now - Slack).ToUnixTimeSeconds())),
                    settings.Guardians,
                    settings.Threshold,
                    attempt,
                    now,
                    settings.Patience(attempt),
                    every
                ),
            ]
            : [];
}
