using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Hosting;

namespace QLStake.MintExecutor;

/// <summary>Puts a call that the router asks for into the queue.</summary>
internal sealed class TakeOperation(OurContracts contracts, WorkSignal signal)
    : IConsume<ExecuteRefund>,
        IConsume<ExecuteRelease>,
        IConsume<ExecuteRest>,
        IConsume<ExecuteHeartbeat>,
        IConsume<ExecuteRewards>
{
    public Task ConsumeAsync(ExecuteRefund message, Delivery delivery, Streams streams, CancellationToken ct) =>
        TakeAsync(OperationKind.Refund, message, () => OperationCalls.Of(message), delivery.Now, streams, ct);

    public Task ConsumeAsync(ExecuteRelease message, Delivery delivery, Streams streams, CancellationToken ct) =>
        TakeAsync(
            message.Staked is null ? OperationKind.Release : OperationKind.ReleaseRefund,
            message,
            () => OperationCalls.Of(message),
            delivery.Now,
            streams,
            ct
        );

    public Task ConsumeAsync(ExecuteRest message, Delivery delivery, Streams streams, CancellationToken ct) =>
        TakeAsync(OperationKind.Rest, message, () => OperationCalls.Of(message), delivery.Now, streams, ct);

    public Task ConsumeAsync(ExecuteHeartbeat message, Delivery delivery, Streams streams, CancellationToken ct) =>
        TakeAsync(OperationKind.Heartbeat, message, () => OperationCalls.Of(message), delivery.Now, streams, ct);

    public Task ConsumeAsync(ExecuteRewards message, Delivery delivery, Streams streams, CancellationToken ct) =>
        TakeAsync(OperationKind.Rewards, message, () => OperationCalls.Of(message), delivery.Now, streams, ct);

    private async Task TakeAsync(
        OperationKind kind,
        IExecuteOperation asked,
        Func<OperationOrder> write,
        DateTimeOffset now,
        Streams streams,
        CancellationToken ct
    )
    {
        var name = new OperationName(kind, asked.OperationId, asked.Round);
        var (order, problem) = Write(name, write);
        await streams.DecideAsync<QueuedOperation>(
            name.Stream(),
            operation => QueueRule.Take(operation, order, problem ?? contracts.Problem(order), now),
            ct
        );
        signal.Raise();
    }

    private static (OperationOrder Order, string? Problem) Write(OperationName name, Func<OperationOrder> write)
    {
        try
        {
            return (write(), null);
        }
        catch (Exception error)
            when (error is OrderException or EvmDataException or FormatException or OverflowException)
        {
            return (new(name, default, default, "0x"), $"The order cannot be carried out: {error.Message}");
        }
    }
}
