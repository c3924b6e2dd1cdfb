using MassTransit;
using QLStake.Contracts;
using RabbitMQ.Client;

namespace QLStake.Hosting;

/// <summary>
/// Every exchange, queue and binding of the system. Each service declares all of it before it publishes, so a message
/// is never unroutable because its reader has not been up yet. A log is a fanout exchange; a reader has one quorum queue.
/// </summary>
public static class Topology
{
    /// <summary>RabbitMQ 4 drops a message after 20 deliveries unless told; here the limit is explicit and dead-letters.</summary>
    public const int DeliveryLimit = 20;
    public const string DeadLetters = "qlstake.dead-letters";

    /// <summary>Who reads whose log.</summary>
    public static IReadOnlyDictionary<string, string[]> Readers { get; } =
        new Dictionary<string, string[]>
        {
            [ServiceNames.MessageRouter] =
            [
                ServiceNames.ChainWatcher,
                ServiceNames.RateLimitGuard,
                ServiceNames.MintExecutor,
            ],
            [ServiceNames.RateLimitGuard] = [ServiceNames.MessageRouter],
            [ServiceNames.MintExecutor] = [ServiceNames.MessageRouter],
            [ServiceNames.FeeAccounting] = [ServiceNames.ChainWatcher],
        };

    public static string LogExchange(string service) => $"qlstake.log.{service}";

    public static string Inbox(string service) => $"qlstake.inbox.{service}";

    /// <summary>The MassTransit address of a service's log.</summary>
    public static Uri Log(string service) => new($"exchange:{LogExchange(service)}?type=fanout&durable=true");

    /// <summary>The arguments of every inbox queue; MassTransit must declare the very same.</summary>
    public static IReadOnlyDictionary<string, object?> QueueArguments { get; } =
        new Dictionary<string, object?>
        {
            ["x-queue-type"] = "quorum",
            ["x-delivery-limit"] = DeliveryLimit,
            ["x-dead-letter-exchange"] = DeadLetters,
        };

    /// <summary>Declares everything; declaring again changes nothing.</summary>
    public static async Task DeclareAsync(Uri broker, CancellationToken ct)
    {
        var factory = new ConnectionFactory { Uri = broker, ClientProvidedName = "qlstake topology" };
        await using var connection = await factory.CreateConnectionAsync(ct);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: ct);
        await channel.ExchangeDeclareAsync(DeadLetters, "fanout", durable: true, cancellationToken: ct);
        var quorum = new Dictionary<string, object?> { ["x-queue-type"] = "quorum" };
        await channel.QueueDeclareAsync(DeadLetters, true, false, false, quorum, cancellationToken: ct);
        await channel.QueueBindAsync(DeadLetters, DeadLetters, "", cancellationToken: ct);
        foreach (var (reader, sources) in Readers)
        {
            var inbox = Inbox(reader);
            // MassTransit delivers to a queue through an exchange of the queue's name.
            await channel.ExchangeDeclareAsync(inbox, "fanout", durable: true, cancellationToken: ct);
            var arguments = QueueArguments.ToDictionary(pair => pair.Key, pair => pair.Value);
            await channel.QueueDeclareAsync(inbox, true, false, false, arguments, cancellationToken: ct);
            await channel.QueueBindAsync(inbox, inbox, "", cancellationToken: ct);
            foreach (var source in sources)
            {
                await channel.ExchangeDeclareAsync(LogExchange(source), "fanout", durable: true, cancellationToken: ct);
                await channel.ExchangeBindAsync(inbox, LogExchange(source), "", cancellationToken: ct);
            }
        }
    }
}
