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

    private async Task JudgeAsync(IVerdict message, VerdictGiven verdict, Streams streams, CancellationToken ct) =>
        await streams.DecideAsync<Stake>(
            StreamNames.Of(message.StakeId),
            stake => ApprovalRules.Judge(stake, verdict, settings),
            ct
        );

    private static VerdictGiven Given(IVerdict message, VerdictKind kind, Delivery delivery) =>
        new(message.Guardian, message.Round, kind, null, null, null, delivery.Position, delivery.Now);
}
