using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.MessageRouter;

/// <summary>Takes the guards' answers about refunds.</summary>
public sealed class RefundConsumer(RouterSettings settings) : IConsume<RefundApproved>, IConsume<RefundRefused>
{
    public Task ConsumeAsync(RefundApproved message, Delivery delivery, Streams streams, CancellationToken ct) =>
        AnswerAsync(
            message.StakeId,
            new(message.Guardian, message.Round, message, null, null, delivery.Position, delivery.Now),
            streams,
            ct
        );

    public Task ConsumeAsync(RefundRefused message, Delivery delivery, Streams streams, CancellationToken ct) =>
        AnswerAsync(
            message.StakeId,
            new(
                message.Guardian,
                message.Round,
                null,
                message.Reason,
                message.RetryAt,
                delivery.Position,
                delivery.Now
            ),
            streams,
            ct
        );

    private async Task AnswerAsync(StakeId stake, RefundAnswered answer, Streams streams, CancellationToken ct) =>
        await streams.DecideAsync<Stake>(
            StreamNames.Of(stake),
            known => RefundRules.Answer(known, answer, settings),
            ct
        );
}
