using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace QLStake.Hosting;

/// <summary>Declares the topology at start, and again whenever the broker comes back, perhaps empty.</summary>
internal sealed class TopologyDeclarer(
    ServiceOptions options,
    ServiceStatus status,
    TimeProvider time,
    ILogger<TopologyDeclarer> log
) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = Interval;
            try
            {
                await Topology.DeclareAsync(options.RabbitMq, stoppingToken);
                status.Well("broker");
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                pause = TimeSpan.FromSeconds(1);
                var cause =
                    $"The broker {options.RabbitMq.Host}:{options.RabbitMq.Port} (QLStake:RabbitMq) cannot be reached: "
                    + $"{error.GetBaseException().Message.TrimEnd('.')}. Start it or correct the setting; trying again.";
                if (status.Note("broker", cause))
                    log.LogWarning("{Cause}", cause);
            }
            await Task.Delay(pause, time, stoppingToken).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }
}
