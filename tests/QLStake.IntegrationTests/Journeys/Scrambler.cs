using QLStake.Hosting;
using RabbitMQ.Client;

namespace QLStake.IntegrationTests.Journeys;

/// <summary>Stands between logs and a reader: all it gets comes in handfuls, every message twice, in any order.</summary>
internal sealed class Scrambler : IAsyncDisposable
{
    private static readonly TimeSpan Handful = TimeSpan.FromMilliseconds(300);

    private readonly CancellationTokenSource ended = new();
    private readonly Random random = new(7);
    private readonly IConnection connection;
    private readonly IChannel channel;
    private readonly string reader;
    private readonly string[] sources;
    private readonly string queue;
    private readonly Task passing;

    private Scrambler(IConnection connection, IChannel channel, string reader, string[] sources, string queue)
    {
        (this.connection, this.channel) = (connection, channel);
        (this.reader, this.sources, this.queue) = (reader, sources, queue);
        passing = PassAsync();
    }

    /// <summary>Messages taken from the logs so far.</summary>
    public int Passed { get; private set; }

    public static async Task<Scrambler> StandAsync(Uri broker, string reader, params string[] sources)
    {
        var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync();
        var channel = await connection.CreateChannelAsync();
        var queue = (await channel.QueueDeclareAsync()).QueueName;
        foreach (var source in sources)
        {
            await channel.QueueBindAsync(queue, Topology.LogExchange(source), "");
            await channel.ExchangeUnbindAsync(Topology.Inbox(reader), Topology.LogExchange(source), "");
        }
        return new(connection, channel, reader, sources, queue);
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await passing;
        foreach (var source in sources)
            await channel.ExchangeBindAsync(Topology.Inbox(reader), Topology.LogExchange(source), "");
        await channel.DisposeAsync();
        await connection.DisposeAsync();
        ended.Dispose();
    }

    private async Task PassAsync()
    {
        while (!ended.IsCancellationRequested)
        {
            await Task.Delay(Handful);
            var handful = new List<BasicGetResult>();
            while (await channel.BasicGetAsync(queue, autoAck: true) is { } got)
                handful.Add(got);
            Passed += handful.Count;
            var twice = handful.Concat(handful).ToArray();
            random.Shuffle(twice);
            foreach (var got in twice)
                await channel.BasicPublishAsync(
                    Topology.Inbox(reader),
                    "",
                    mandatory: true,
                    new BasicProperties(got.BasicProperties),
                    got.Body
                );
        }
    }
}
