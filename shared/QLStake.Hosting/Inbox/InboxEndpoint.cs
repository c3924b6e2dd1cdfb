using MassTransit;
using QLStake.Contracts;

namespace QLStake.Hosting;

/// <summary>
/// The bus's way into the inbox: the service's queue, consumed by the one replica that works. Nothing of it waits with one that
/// does not, and what is given back unread goes to the next.
/// </summary>
internal sealed class InboxEndpoint(IReceiveEndpointConnector bus, ServiceOptions options, InboxRoutes routes)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>Consumes until it is disposed of; then nothing is under way any more. An absent broker is waited for.</summary>
    public IAsyncDisposable Connect(Func<Shipment, CancellationToken, Task> accept) =>
        new Connection(
            routes.Services.Count == 0
                ? null
                : bus.ConnectReceiveEndpoint(
                    Topology.Inbox(options.Service),
                    (_, inbox) => Configure((IRabbitMqReceiveEndpointConfigurator)inbox, accept)
                )
        );

    private void Configure(IRabbitMqReceiveEndpointConfigurator inbox, Func<Shipment, CancellationToken, Task> accept)
    {
        inbox.ConfigureConsumeTopology = false;
        foreach (var (argument, value) in Topology.QueueArguments)
            inbox.SetQueueArgument(argument, value);
        inbox.PrefetchCount = 16;
        foreach (var service in routes.Services)
            inbox.Bind(Topology.LogExchange(service));
        inbox.Handler<Shipment>(
            context => accept(context.Message, context.CancellationToken),
            handler => handler.UsePartitioner(8, shipment => shipment.Message.Source)
        );
    }

    private sealed class Connection(HostReceiveEndpointHandle? handle) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            if (handle is null)
                return;
            // A broker that is away cannot say goodbye.
            using var limit = new CancellationTokenSource(Patience);
            await handle.StopAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
