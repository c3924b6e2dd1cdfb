using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using QLStake.Contracts;

namespace QLStake.Hosting;

/// <summary>MassTransit over RabbitMQ: one inbox queue for a service that reads, none for one that only writes.</summary>
internal static class BusSetup
{
    public static void AddBus(this IServiceCollection services, ServiceOptions options, InboxRoutes routes)
    {
        services.AddHostedService<BusAssembly>().AddHostedService<TopologyDeclarer>();
        services.Configure<MassTransitHostOptions>(host =>
        {
            // The service works without the broker; readiness says that it is away.
            host.WaitUntilStarted = false;
            host.StopTimeout = TimeSpan.FromSeconds(5);
        });
        services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.AddConsumer<ShipmentConsumer>();
            bus.UsingRabbitMq(
                (context, rabbit) =>
                {
                    rabbit.Host(options.RabbitMq, host => host.ConnectionName($"qlstake {options.Service}"));
                    rabbit.ConfigureJsonSerializerOptions(MessageJson.Configure);
                    if (routes.Services.Count > 0)
                        rabbit.ReceiveEndpoint(Topology.Inbox(options.Service), inbox => Read(inbox, context, routes));
                }
            );
        });
    }

    private static void Read(
        IRabbitMqReceiveEndpointConfigurator inbox,
        IBusRegistrationContext context,
        InboxRoutes routes
    )
    {
        inbox.ConfigureConsumeTopology = false;
        foreach (var (argument, value) in Topology.QueueArguments)
            inbox.SetQueueArgument(argument, value);
        inbox.PrefetchCount = 16;
        foreach (var service in routes.Services)
            inbox.Bind(Topology.LogExchange(service));
        inbox.ConfigureConsumer<ShipmentConsumer>(
            context,
            consumer => consumer.Message<Shipment>(m => m.UsePartitioner(8, p => p.Message.Source))
        );
    }
}
