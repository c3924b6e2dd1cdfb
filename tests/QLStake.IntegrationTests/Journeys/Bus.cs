using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using QLStake.Contracts;
using QLStake.Hosting;
using QLStake.IntegrationTests.Hosting;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace QLStake.IntegrationTests.Journeys;

/// <summary>What someone with a hand on the broker can do.</summary>
internal static class Bus
{
    /// <summary>Puts a shipment on a service's log as if that service had sent it.</summary>
    public static Task PublishAsync(Uri broker, Shipment shipment) =>
        WithChannelAsync(
            broker,
            async channel =>
            {
                var envelope = new
                {
                    messageType = new[] { "urn:message:QLStake.Contracts:Shipment" },
                    message = shipment,
                };
                await channel.BasicPublishAsync(
                    Topology.LogExchange(shipment.Source.Split('/')[0]),
                    "",
                    mandatory: true,
                    new BasicProperties { ContentType = "application/vnd.masstransit+json" },
                    Encoding.UTF8.GetBytes(JsonSerializer.Serialize(envelope, MessageJson.Options))
                );
            }
        );

    /// <summary>Puts bytes where a message belongs.</summary>
    public static Task PublishAsync(Uri broker, string exchange, string bytes) =>
        WithChannelAsync(
            broker,
            async channel =>
                await channel.BasicPublishAsync(
                    exchange,
                    "",
                    mandatory: true,
                    new BasicProperties { ContentType = "application/vnd.masstransit+json" },
                    Encoding.UTF8.GetBytes(bytes)
                )
        );

    public static async Task<bool> ExistsAsync(Uri broker, string queue)
    {
        try
        {
            await WithChannelAsync(broker, channel => channel.QueueDeclarePassiveAsync(queue));
            return true;
        }
        catch (OperationInterruptedException)
        {
            return false;
        }
    }

    /// <summary>Takes a message and gives it back, so often.</summary>
    public static Task GiveBackAsync(Uri broker, string queue, int times) =>
        WithChannelAsync(
            broker,
            async channel =>
            {
                for (var given = 0; given < times; )
                    if (await channel.BasicGetAsync(queue, autoAck: false) is { } got)
                    {
                        await channel.BasicNackAsync(got.DeliveryTag, multiple: false, requeue: true);
                        given++;
                    }
                    else
                        await Task.Delay(20);
            }
        );

    /// <summary>From now on a reader's queue gets nothing of a log; what is shipped is lost to it.</summary>
    public static Task CutAsync(Uri broker, string reader, string source) =>
        WithChannelAsync(
            broker,
            channel => channel.ExchangeUnbindAsync(Topology.Inbox(reader), Topology.LogExchange(source), "")
        );

    /// <summary>Takes the first message that names a text out of a queue for good. The others go back.</summary>
    /// <returns>What was taken; null if nothing named it in time.</returns>
    public static async Task<string?> RemoveAsync(Uri broker, string queue, string named, TimeSpan within)
    {
        string? removed = null;
        await WithChannelAsync(
            broker,
            async channel =>
            {
                var started = TimeProvider.System.GetTimestamp();
                while (removed is null && TimeProvider.System.GetElapsedTime(started) < within)
                {
                    if (await channel.BasicGetAsync(queue, autoAck: false) is not { } got)
                    {
                        await Task.Delay(50);
                        continue;
                    }
                    var text = Encoding.UTF8.GetString(got.Body.Span);
                    if (!text.Contains(named, StringComparison.Ordinal))
                        continue;
                    await channel.BasicAckAsync(got.DeliveryTag, multiple: false);
                    removed = text;
                }
            }
        );
        return removed;
    }

    /// <summary>Waits until nothing lies ready in a queue.</summary>
    public static Task IsEmptyAsync(Uri broker, string queue) =>
        WithChannelAsync(
            broker,
            channel =>
                Eventually.HoldsAsync(
                    async () => (await channel.QueueDeclarePassiveAsync(queue)).MessageCount,
                    ready => ready == 0,
                    TimeSpan.FromSeconds(60),
                    $"queue {queue} is empty"
                )
        );

    /// <summary>Everything a service's log holds, over its feed.</summary>
    public static async Task<List<LogEntry>> ReadAsync(Uri service, string source)
    {
        using var http = new HttpClient { BaseAddress = service };
        var entries = new List<LogEntry>();
        while (true)
        {
            var after = entries.Count == 0 ? 0 : entries[^1].Position;
            var page = await http.GetFromJsonAsync<FeedPage>(
                $"/feed?source={Uri.EscapeDataString(source)}&after={after}",
                MessageJson.Options
            );
            if (page!.Entries.Count == 0)
                return entries;
            entries.AddRange(page.Entries);
        }
    }

    private static async Task WithChannelAsync(Uri broker, Func<IChannel, Task> work)
    {
        await using var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await work(channel);
    }
}
