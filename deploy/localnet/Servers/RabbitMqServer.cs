using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using QLStake.Localnet.Processes;

namespace QLStake.Localnet.Servers;

/// <summary>A private RabbitMQ with its management API, all on loopback.</summary>
public sealed class RabbitMqServer : PrivateServer
{
    private readonly IRabbitMqHost host;
    private readonly PortLease amqp = PortLease.Take();
    private readonly PortLease management = PortLease.Take();
    private readonly PortLease metrics = PortLease.Take();
    private readonly HttpClient http;

    private RabbitMqServer(IRabbitMqHost host, TimeProvider time)
        : base("RabbitMQ", time)
    {
        this.host = host;
        http = new HttpClient { BaseAddress = ManagementUri };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic",
            Convert.ToBase64String("guest:guest"u8)
        );
    }

    /// <summary>guest is RabbitMQ's loopback-only default user.</summary>
    public Uri Uri => new($"amqp://guest:guest@127.0.0.1:{amqp.Port}/");

    /// <summary>The management API and page, same user.</summary>
    public Uri ManagementUri => new($"http://127.0.0.1:{management.Port}/");

    /// <summary>Where Prometheus scrapes it (plugin rabbitmq_prometheus).</summary>
    public Uri MetricsUri => new($"http://127.0.0.1:{metrics.Port}/");

    public static Task<RabbitMqServer> StartAsync(
        IRabbitMqHost host,
        TimeProvider time,
        CancellationToken stop = default
    ) => StartedAsync(new RabbitMqServer(host, time), stop);

    /// <summary>Kills the broker, removes everything it stored, and starts it empty.</summary>
    public async Task WipeAsync(CancellationToken stop = default)
    {
        await KillAsync();
        await host.WipeAsync();
        await StartAsync(stop);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await host.DisposeAsync();
        http.Dispose();
        foreach (var port in new[] { amqp, management, metrics })
        {
            port.Dispose();
        }
    }

    protected override Task<IServerRun> LaunchAsync(CancellationToken stop) =>
        host.LaunchAsync(new RabbitMqPorts(amqp.Port, management.Port, metrics.Port), stop);

    protected override async Task<bool> AnswersAsync(CancellationToken stop)
    {
        using var response = await http.GetAsync(new Uri("api/overview", UriKind.Relative), stop);
        return response.IsSuccessStatusCode && await AnswersAmqpAsync(stop);
    }

    /// <summary>A broker that is up answers the AMQP 0-9-1 header with a method frame (type 1, Connection.Start).</summary>
    private async Task<bool> AnswersAmqpAsync(CancellationToken stop)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", amqp.Port, stop);
        await using var stream = client.GetStream();
        await stream.WriteAsync("AMQP\0\0\u0009\u0001"u8.ToArray(), stop);
        var frame = new byte[1];
        return await stream.ReadAsync(frame, stop) == 1 && frame[0] == 1;
    }
}
