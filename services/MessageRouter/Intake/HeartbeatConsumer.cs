using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.MessageRouter;

/// <summary>Takes the guards' signs of life.</summary>
public sealed class HeartbeatConsumer : IConsume<HeartbeatSigned>
{
    public async Task ConsumeAsync(HeartbeatSigned message, Delivery delivery, Streams streams, CancellationToken ct) =>
        await streams.DecideAsync<HubStatus>(
            StreamNames.OfHub(message.Chain),
            hub => HeartbeatRules.Take(hub, message),
            ct
        );
}

/// <summary>Asks for the next sign of life, or again for one that the hub did not see.</summary>
public sealed class HubWake(RouterSettings settings) : IWake<HubStatus>
{
    public async Task WakeAsync(string stream, DateTimeOffset now, Streams streams, CancellationToken ct) =>
        await streams.DecideAsync<HubStatus>(stream, hub => HeartbeatRules.Wake(hub, settings, now), ct);
}
