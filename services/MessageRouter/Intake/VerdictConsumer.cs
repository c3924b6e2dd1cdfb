using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.MessageRouter;

/// <summary>Takes the guards' answers.</summary>
public sealed class VerdictConsumer(RouterSettings settings)
    : IConsume<MintApproved>,
        IConsume<MintDeferred>,
        IConsume<MintNotYetProvable>,
        IConsume<MintHeld>,
        IConsume<MintRejected>
{
    public Task ConsumeAsync(MintApproved message, Delivery delivery, Streams streams, CancellationToken ct) =>
        JudgeAsync(message, Given(message, VerdictKind.Approved, delivery) with { Approval = message }, streams, ct);

    public Task ConsumeAsync(MintDeferred message, Delivery delivery, Streams streams, CancellationToken ct) =>
        JudgeAsync(
            message,
            Given(message, VerdictKind.Deferred, delivery) with
            {
                Reason = message.Reason,
                Until = message.Until,
            },
            streams,
            ct
        );

    public Task ConsumeAsync(MintNotYetProvable message, Delivery delivery, Streams streams, CancellationToken ct) =>
        JudgeAsync(
            message,
            Given(message, VerdictKind.NotYetProvable, delivery) with
            {
                Reason = message.Missing,
                Until = message.RetryAt,
            },
            streams,
            ct
        );

    public Task ConsumeAsync(MintHeld message, Delivery delivery, Streams streams, CancellationToken ct) =>
        JudgeAsync(message, Given(message, VerdictKind.Held, delivery) with { Reason = message.Reason }, streams, ct);

    public Task ConsumeAsync(MintRejected message, Delivery delivery, Streams streams, CancellationToken ct) =>
        JudgeAsync(
            message,
            Given(message, VerdictKind.Rejected, delivery) with
            {
                Reason = message.Reason,
            },
            streams,
            ct
        );

    /// <summary>A verdict names a leaf: a stake's, nearly always.</summary>
    private async Task JudgeAsync(IVerdict message, VerdictGiven verdict, Streams streams, CancellationToken ct)
    {
        var stake = await streams.DecideAsync<Stake>(
            StreamNames.Of(message.StakeId),
            known => ApprovalRules.Judge(known, verdict, settings),
            ct
        );
        if (stake.Round is null)
            await streams.DecideAsync<Rewards>(
                StreamNames.OfRewards(message.StakeId.Value),
                rewards => RewardsRules.Judge(rewards, verdict, settings),
                ct
            );
    }

    private static VerdictGiven Given(IVerdict message, VerdictKind kind, Delivery delivery) =>
        new(message.Guardian, message.Round, kind, null, null, null, delivery.Position, delivery.Now);
}
