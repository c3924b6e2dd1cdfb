using QLStake.Contracts;

namespace QLStake.MessageRouter;

/// <summary>Takes in a chain's finalized height: it never falls, and only who waits for it decides anything.</summary>
public sealed class FinalityIntake(IRouterUnit unit, RouterSettings settings)
{
    private readonly Continuation _continuation = new(unit, settings);

    public async Task FinalizeAsync(ChainFinalized finalized, DateTimeOffset now, CancellationToken ct)
    {
        var (chain, height) = (finalized.Chain, finalized.UpTo.Number);
        if (await unit.FinalizedAsync(chain, ct) >= height)
            return;
        unit.SetFinalized(chain, height);
        if (settings.HeartbeatEvery is not null)
            await unit.DecideAsync<HubStatus>(
                StreamNames.OfHub(chain),
                hub => HeartbeatRules.Begin(hub, chain, settings, now),
                ct
            );
        await foreach (var streams in unit.TakeFinalAsync(chain, height, ct))
        foreach (var stream in streams)
            await _continuation.FinalizeAsync(stream, chain, height, now, ct);
    }
}
