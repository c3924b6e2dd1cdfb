using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.RateLimitGuard;

/// <summary>What the chains said about one asking.</summary>
/// <param name="Asking">The fingerprint of what was looked for.</param>
internal sealed record MintSight(B256 Asking, Verification Verification);

/// <summary>Verifies outside of any transaction, then decides under the limits, signs and answers.</summary>
internal sealed class AnswerMint(LockVerifier verifier, GuardChains chains, Policy policy, Guardian guardian)
    : IWakeOnSight<Mint, MintSight>
{
    public async Task<MintSight> LookAsync(Mint state, CancellationToken ct) =>
        new(state.Asking!.Fingerprint, await verifier.VerifyAsync(state.Asking, ct));

    public async Task WakeAsync(
        string stream,
        MintSight sight,
        DateTimeOffset now,
        Streams streams,
        CancellationToken ct
    )
    {
        var mint = await streams.LoadAsync<Mint>(stream, ct);
        if (mint.WakeAt is null || mint.Asking is not { } asking || asking.Fingerprint != sight.Asking)
            return;
        if (mint.Standing == MintStanding.Held)
        {
            await streams.AppendAsync<Mint>(stream, [HoldWatch.Look(mint, sight.Verification, now)], ct);
            return;
        }
        // What the router's answer is taken in under; it began when the question came.
        using var trace = StakeTrace.Transition(asking.StakeId, "guard decides", since: asking.At);
        var lane = policy.Find(asking.Item)?.Bucket;
        var bucket = lane is null ? Bucket.Initial : await streams.LoadAsync<Bucket>(lane, ct);
        var (reservation, ruling) = MintGuard.Decide(policy, bucket, mint, sight.Verification, now);
        trace?.SetTag("qlstake.ruling", ruling.GetType().Name);
        var signature = ruling is Ruling.Approve approve ? await SignAsync(asking, approve, ct) : null;
        if (reservation is not null)
            await streams.AppendAsync<Bucket>(lane!, [reservation], ct);
        var answer = Answer.Of(mint, sight.Verification, reservation, ruling, guardian.Address, policy.Hash, signature);
        if (ruling is Ruling.Hold)
            answer = answer.Append(HoldWatch.Look(mint, sight.Verification, now));
        await streams.AppendAsync<Mint>(stream, answer, ct);
        await streams.FreeAsync(policy, stream, ct);
    }

    private async Task<string> SignAsync(MintAsked asking, Ruling.Approve approval, CancellationToken ct)
    {
        var hub = chains.Find(asking.Item.Lane.Destination)!;
        return await guardian.SignAsync(asking.StakeId, approval, policy.Hash, hub.Rpc.ChainId, asking.Item.Hub, ct);
    }
}
