using MassTransit;
using QLStake.Contracts;

namespace QLStake.Hosting;

/// <summary>The bus's way into the inbox.</summary>
internal sealed class ShipmentConsumer(Inbox inbox) : IConsumer<Shipment>
{
    public Task Consume(ConsumeContext<Shipment> context) =>
        inbox.AcceptAsync(context.Message, context.CancellationToken);
}
