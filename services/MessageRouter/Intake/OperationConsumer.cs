using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.MessageRouter;

/// <summary>Takes the executor's answers about operations, each by the name it was asked under.</summary>
public sealed class OperationConsumer(RouterSettings settings)
    : IConsume<OperationSubmitted>,
        IConsume<OperationPostponed>,
        IConsume<OperationReturned>
{
    public Task ConsumeAsync(OperationSubmitted message, Delivery delivery, Streams streams, CancellationToken ct) =>
        ReportAsync(
            Report(message.OperationId, message.Round, ReportKind.Submitted, delivery) with
            {
                TxHash = message.TxHash,
            },
            streams,
            ct
        );

    public Task ConsumeAsync(OperationPostponed message, Delivery delivery, Streams streams, CancellationToken ct) =>
        ReportAsync(
            Report(message.OperationId, message.Round, ReportKind.Postponed, delivery) with
            {
                Reason = message.Reason,
                Until = message.RetryAt,
            },
            streams,
            ct
        );

    public Task ConsumeAsync(OperationReturned message, Delivery delivery, Streams streams, CancellationToken ct) =>
        ReportAsync(
            Report(message.OperationId, message.Round, ReportKind.Returned, delivery) with
            {
                Reason = message.Reason,
                Until = delivery.Now + settings.RoundDelay(message.Round),
            },
            streams,
            ct
        );

    private static async Task ReportAsync(OperationReported report, Streams streams, CancellationToken ct)
    {
        var (kind, name) = Parts(report.OperationId);
        if (kind == "refund")
            await streams.DecideAsync<Stake>(
                StreamNames.StakePrefix + name,
                stake => RefundRules.Report(stake, report),
                ct
            );
        else if (kind == "rewards")
            await streams.DecideAsync<Rewards>(
                StreamNames.RewardsPrefix + name,
                rewards => RewardsRules.Report(rewards, report),
                ct
            );
        else if (kind is "release" or "rest")
            await streams.DecideAsync<Release>(
                StreamNames.ReleasePrefix + name,
                release => ReleaseRules.Report(release, report),
                ct
            );
    }

    private static (string Kind, string Name) Parts(string operation)
    {
        var dash = operation.IndexOf('-', StringComparison.Ordinal);
        return dash < 0 ? (operation, "") : (operation[..dash], operation[(dash + 1)..]);
    }

    private static OperationReported Report(string operation, int round, ReportKind kind, Delivery delivery) =>
        new(operation, round, kind, null, null, null, delivery.Position, delivery.Now);
}
