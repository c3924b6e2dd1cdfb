using Marten;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace QLStake.Hosting;

/// <summary>
/// Does once, before the service calls itself ready, what the first message would otherwise wait for: the shapes of all
/// messages, the way through the own feed, the reading of a stream. It changes nothing, and what fails here fails again, and is
/// reported, where it is needed.
/// </summary>
internal sealed class WarmUp(
    IDocumentStore store,
    LogReader reader,
    ShippingMap shipping,
    InboxRoutes inbox,
    ServiceStatus status,
    ILogger<WarmUp> log
) : BackgroundService
{
    private const string Part = "warm-up";

    /// <summary>Said before the first question about readiness can be answered.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        status.Ill(Part, "The first messages' code is being compiled.");
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            MessageJson.Options.MakeReadOnly(populateMissingResolver: true);
            foreach (var message in inbox.MessageTypes.Concat(shipping.EventTypes))
                MessageJson.Options.GetTypeInfo(message);
            await using var session = store.QuerySession();
            await session.Events.FetchStreamAsync(Part, token: stoppingToken);
            foreach (var source in shipping.Sources.Take(1))
                await reader.ReadAsync(source, after: 0, stoppingToken);
        }
        catch (Exception error) when (!stoppingToken.IsCancellationRequested)
        {
            log.LogInformation("Not warmed up, the first messages take longer: {Cause}", error.Message);
        }
        status.Well(Part);
    }
}
