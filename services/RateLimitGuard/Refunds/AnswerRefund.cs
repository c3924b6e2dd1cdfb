using QLStake.Contracts;
using QLStake.Hosting;
using QLStake.Protocol.Messages;

namespace QLStake.RateLimitGuard;

/// <summary>Notes what is asked; answering needs the chains and is the wake's business.</summary>
internal sealed class AskForRefund(ILogger<AskForRefund> log) : IConsume<ApproveRefund>
{
    public async Task ConsumeAsync(ApproveRefund message, Delivery delivery, Streams streams, CancellationToken ct)
    {
        var problem = AskingRule.Problem(message.StakeId, message.Item, message.Root, message.Proof, message.Evidence);
        if (problem is not null)
            log.LogWarning("No refund of {StakeId} is looked at: {Problem}", message.StakeId, problem);
        else
            await streams.DecideAsync<Refund>(
                Refund.Stream(message.StakeId),
                refund => RefundGuard.Take(refund, message, delivery.Now),
                ct
            );
    }
}

/// <summary>Verifies outside of any transaction, then decides, signs and answers.</summary>
internal sealed class AnswerRefund(LockVerifier verifier, GuardChains chains, Policy policy, Guardian guardian)
    : IWakeOnSight<Refund, MintSight>
{
    public async Task<MintSight> LookAsync(Refund state, CancellationToken ct)
    {
        var asking = state.Asking!;
        var asked = new MintAsked(
            asking.StakeId,
            asking.Round,
            asking.Item,
            asking.Root,
            asking.Proof,
            asking.Evidence,
            asking.Fingerprint,
            asking.At
        );
        return new(asking.Fingerprint, await verifier.VerifyAsync(asked, ct));
    }

    public async Task WakeAsync(
        string stream,
        MintSight sight,
        DateTimeOffset now,
        Streams streams,
        CancellationToken ct
    )
    {
        var refund = await streams.LoadAsync<Refund>(stream, ct);
        if (refund is not { WakeAt: not null, Asking: { } asking } || asking.Fingerprint != sight.Asking)
            return;
        using var trace = StakeTrace.Transition(asking.StakeId, "guard decides on the refund");
        var mintStream = Mint.Stream(asking.StakeId);
        var mint = await streams.LoadAsync<Mint>(mintStream, ct);
        var ruling = RefundGuard.Decide(policy, refund, mint, sight.Verification, now);
        var signature = ruling is RefundRuling.Sign sign ? await SignAsync(asking, sign, ct) : null;
        var answer = RefundGuard.Write(refund, ruling, guardian.Address, signature);
        await streams.AppendAsync<Refund>(stream, [answer], ct);
        if (answer is RefundSigned)
            await streams.AppendAsync<Mint>(mintStream, [new MintRuledOut(asking.StakeId)], ct);
    }

    private async Task<string> SignAsync(RefundAsked asking, RefundRuling.Sign sign, CancellationToken ct)
    {
        var hub = chains.Find(asking.Item.Lane.Destination)!;
        var domain = MintApproval.Domain(hub.Rpc.ChainId, asking.Item.Hub).Separator();
        return await guardian.SignAsync(new RefundApproval(asking.StakeId, sign.Root, sign.Expires).Digest(domain), ct);
    }
}
