using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QLStake.Contracts;

namespace QLStake.Hosting;

/// <summary>MassTransit over RabbitMQ; what a service reads is connected when it works (<see cref="InboxEndpoint"/>).</summary>
internal static class BusSetup
{
    /// <summary>The library keeps what it logs to for the whole process, also when the service begins anew in it.</summary>
    public static void LogTo(ILoggerFactory logs) => LogContext.ConfigureCurrentLogContext(logs);

    public static void AddBus(this IServiceCollection services, ServiceOptions options)
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
            bus.UsingRabbitMq(
                (_, rabbit) =>
                {
                    rabbit.Host(options.RabbitMq, host => host.ConnectionName($"qlstake {options.Service}"));
                    rabbit.ConfigureJsonSerializerOptions(MessageJson.Configure);
                }
            );
        });
    }
}
