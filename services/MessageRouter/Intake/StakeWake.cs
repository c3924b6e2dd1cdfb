using QLStake.Hosting;

namespace QLStake.MessageRouter;

/// <summary>Says unanswered commands again, and asks for fresh approvals.</summary>
public sealed class StakeWake(RouterSettings settings) : IWake<Stake>
{
    public async Task WakeAsync(string stream, DateTimeOffset now, Streams streams, CancellationToken ct) =>
        await streams.DecideAsync<Stake>(stream, stake => ExecutionRules.Wake(stake, settings, now), ct);
}

/// <summary>Says unanswered commands about rewards again, and asks for fresh approvals.</summary>
public sealed class RewardsWake(RouterSettings settings) : IWake<Rewards>
{
    public async Task WakeAsync(string stream, DateTimeOffset now, Streams streams, CancellationToken ct) =>
        await streams.DecideAsync<Rewards>(stream, rewards => RewardsRules.Wake(rewards, settings, now), ct);
}

/// <summary>Says unanswered payments again.</summary>
public sealed class ReleaseWake(RouterSettings settings) : IWake<Release>
{
    public async Task WakeAsync(string stream, DateTimeOffset now, Streams streams, CancellationToken ct) =>
        await streams.DecideAsync<Release>(stream, release => ReleaseRules.Wake(release, settings, now), ct);
}
