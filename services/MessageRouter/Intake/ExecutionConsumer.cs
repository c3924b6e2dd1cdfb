using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.MessageRouter;

/// <summary>Takes the executor's answers.</summary>
public sealed class ExecutionConsumer(RouterSettings settings)
    : IConsume<MintSubmitted>,
        IConsume<MintPostponed>,
        IConsume<MintReturned>
{
    public Task ConsumeAsync(MintSubmitted message, Delivery delivery, Streams streams, CancellationToken ct) =>
        ReportAsync(
            message.StakeId,
            Report(message.Round, ReportKind.Submitted, delivery) with
            {
                TxHash = message.TxHash,
                BatchId = message.BatchId,
            },
            streams,
            ct
        );

    public Task ConsumeAsync(MintPostponed message, Delivery delivery, Streams streams, CancellationToken ct) =>
        ReportAsync(
            message.StakeId,
            Report(message.Round, ReportKind.Postponed, delivery) with
            {
                Reason = message.Reason,
                Until = message.RetryAt,
            },
            streams,
            ct
        );

    public Task ConsumeAsync(MintReturned message, Delivery delivery, Streams streams, CancellationToken ct) =>
        ReportAsync(
            message.StakeId,
            Report(message.Round, ReportKind.Returned, delivery) with
            {
                Reason = message.Reason,
                Until = delivery.Now + settings.RoundDelay(message.Round),
            },
            streams,
            ct
        );

    private static async Task ReportAsync(
        StakeId stake,
        ExecutionReported report,
        Streams streams,
        CancellationToken ct
    ) => await streams.DecideAsync<Stake>(StreamNames.Of(stake), known => ExecutionRules.Report(known, report), ct);

    private static ExecutionReported Report(int round, ReportKind kind, Delivery delivery) =>
        new(round, kind, null, null, null, null, delivery.Position, delivery.Now);
}
