using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.MessageRouter;

/// <summary>Takes the chains' news.</summary>
public sealed class ChainConsumer(RouterSettings settings)
    : IConsume<BlockObserved>,
        IConsume<ChainReorged>,
        IConsume<ChainFinalized>
{
    public Task ConsumeAsync(BlockObserved message, Delivery delivery, Streams streams, CancellationToken ct) =>
        new BlockIntake(new MartenUnit(streams), settings).ObserveAsync(message, delivery.Position, delivery.Now, ct);

    public Task ConsumeAsync(ChainReorged message, Delivery delivery, Streams streams, CancellationToken ct) =>
        new ReorgIntake(new MartenUnit(streams)).OrphanAsync(message, delivery.Position, delivery.Now, ct);

    public Task ConsumeAsync(ChainFinalized message, Delivery delivery, Streams streams, CancellationToken ct) =>
        new FinalityIntake(new MartenUnit(streams), settings).FinalizeAsync(message, delivery.Now, ct);
}
