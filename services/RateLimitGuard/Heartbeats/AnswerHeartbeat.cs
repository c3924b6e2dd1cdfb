using Microsoft.Extensions.Logging;
using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Hosting;
using QLStake.Protocol.Messages;
using BlockRef = QLStake.Evm.BlockRef;

namespace QLStake.RateLimitGuard;

/// <summary>Notes what is asked; for a hub that is not ours nothing is signed.</summary>
internal sealed class AskForHeartbeat(GuardChains chains, ILogger<AskForHeartbeat> log) : IConsume<SignHeartbeat>
{
    public async Task ConsumeAsync(SignHeartbeat message, Delivery delivery, Streams streams, CancellationToken ct)
    {
        if (chains.Find(message.Chain)?.Hub is var ours && ours != message.Hub)
            log.LogWarning(
                "No sign of life for {Hub}: expected the hub {Ours} of chain {Chain} (QLStake:Chains).",
                message.Hub,
                ours,
                message.Chain
            );
        else
            await streams.DecideAsync<Heartbeat>(
                Heartbeat.Stream(message.Chain),
                known => HeartbeatGuard.Take(known, message, delivery.Now),
                ct
            );
    }
}

/// <summary>The hub's time as a quorum of its endpoints shows it.</summary>
internal sealed record HubClock(DateTimeOffset? Time);

/// <summary>Reads the hub's clock, then signs or not.</summary>
internal sealed class AnswerHeartbeat(GuardChains chains, Guardian guardian, ILogger<AnswerHeartbeat> log)
    : IWakeOnSight<Heartbeat, HubClock>
{
    public async Task<HubClock> LookAsync(Heartbeat state, CancellationToken ct)
    {
        var hub = chains.Find(state.Wanted!.Chain)!;
        var times = await Task.WhenAll(hub.Rpc.Endpoints.Select(endpoint => TimeAsync(endpoint, ct)));
        var seen = times.OfType<DateTimeOffset>().Order().ToList();
        // Endpoints differ by a block or two: what the quorum's slowest shows is what all of it agrees has passed.
        return new(seen.Count >= hub.Quorum ? seen[^hub.Quorum] : null);
    }

    public async Task WakeAsync(
        string stream,
        HubClock sight,
        DateTimeOffset now,
        Streams streams,
        CancellationToken ct
    )
    {
        var known = await streams.LoadAsync<Heartbeat>(stream, ct);
        if (known.Wanted is not { } wanted)
            return;
        if (HeartbeatGuard.Problem(known, wanted, sight.Time) is { } problem)
        {
            log.LogWarning("No sign of life for {Chain}: {Problem}", wanted.Chain, problem);
            await streams.AppendAsync<Heartbeat>(
                stream,
                [new HeartbeatWithheld(wanted.Chain, wanted.SignAt, problem)],
                ct
            );
            return;
        }
        var chainId = chains.Find(wanted.Chain)!.Rpc.ChainId;
        var digest = new QLStake.Protocol.Messages.Heartbeat(wanted.SignAt).Digest(
            MintApproval.Domain(chainId, wanted.Hub).Separator()
        );
        var signature = await guardian.SignAsync(digest, ct);
        await streams.AppendAsync<Heartbeat>(
            stream,
            [new HeartbeatGiven(wanted.Chain, wanted.Hub, wanted.SignAt, guardian.Address, signature)],
            ct
        );
    }

    private static async Task<DateTimeOffset?> TimeAsync(IEvmChain endpoint, CancellationToken ct)
    {
        try
        {
            return await endpoint.GetHeader(BlockRef.Latest, ct) is { } head
                ? DateTimeOffset.FromUnixTimeSeconds((long)head.Timestamp)
                : null;
        }
        catch (RpcException)
        {
            return null;
        }
    }
}
