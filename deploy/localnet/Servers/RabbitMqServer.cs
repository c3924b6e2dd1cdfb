using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using QLStake.Localnet.Processes;

namespace QLStake.Localnet.Servers;

/// <summary>A private RabbitMQ with its management API, and its own Erlang port mapper (epmd), all on loopback.</summary>
public sealed class RabbitMqServer : PrivateServer
{
    private readonly string root;
    private readonly string log;
    private readonly string epmdLog;
    private readonly PortLease amqp = PortLease.Take();
    private readonly PortLease management = PortLease.Take();
    private readonly PortLease distribution = PortLease.Take();
    private readonly PortLease mapper = PortLease.Take();
    private readonly PortLease metrics = PortLease.Take();
    private readonly HttpClient http;
    private ChildProcess? epmd;

    private RabbitMqServer(InstanceFolder folder, TimeProvider time)
        : base("RabbitMQ", time)
    {
        root = folder.Empty("rabbitmq");
        log = folder.Log("rabbitmq");
        epmdLog = folder.Log("epmd");
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

    public static async Task<RabbitMqServer> StartAsync(
        InstanceFolder folder,
        TimeProvider time,
        CancellationToken stop = default
    )
    {
        var server = new RabbitMqServer(folder, time);
        await server.StartAsync(stop);
        return server;
    }

    /// <summary>Kills the broker, removes everything it stored, and starts it empty.</summary>
    public async Task WipeAsync(CancellationToken stop = default)
    {
        await KillAsync();
        Directory.Delete(In("mnesia"), recursive: true);
        await StartAsync(stop);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (epmd is not null)
        {
            await epmd.TerminateAsync(Signal.Kill, StopLimit, TimeProvider.System);
            epmd.Dispose();
        }

        http.Dispose();
        foreach (var port in new[] { amqp, management, distribution, mapper, metrics })
        {
            port.Dispose();
        }
    }

    protected override async Task<ChildProcess> LaunchAsync(CancellationToken stop)
    {
        var server = Tool.RabbitMq.Find();
        await WriteConfigurationAsync(stop);
        if (epmd is not { HasExited: false })
        {
            // The broker would start epmd as a daemon that outlives everything; a child of ours cannot.
            epmd?.Dispose();
            string[] arguments = ["-port", Text(mapper.Port), "-address", "127.0.0.1"];
            epmd = ChildProcess.Start(new ChildCommand("epmd", Tool.Epmd.Find(), arguments, epmdLog));
        }

        return ChildProcess.Start(new ChildCommand(Name, server, ["-noinput"], log) { Environment = Variables() });
    }

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

    private async Task WriteConfigurationAsync(CancellationToken stop)
    {
        Directory.CreateDirectory(In("mnesia"));
        await File.WriteAllTextAsync(In("enabled_plugins"), "[rabbitmq_management,rabbitmq_prometheus].\n", stop);
        await File.WriteAllTextAsync(
            In("rabbitmq.conf"),
            $"management.tcp.ip = 127.0.0.1\nmanagement.tcp.port = {management.Port}\n"
                + $"prometheus.tcp.ip = 127.0.0.1\nprometheus.tcp.port = {metrics.Port}\n",
            stop
        );
    }

    private Dictionary<string, string> Variables() =>
        new()
        {
            ["HOME"] = root,
            ["ERL_EPMD_PORT"] = Text(mapper.Port),
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_NODENAME"] = $"qlstake{amqp.Port}@localhost",
            ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_NODE_PORT"] = Text(amqp.Port),
            ["RABBITMQ_DIST_PORT"] = Text(distribution.Port),
            ["RABBITMQ_MNESIA_BASE"] = In("mnesia"),
            ["RABBITMQ_LOG_BASE"] = In("log"),
            ["RABBITMQ_PID_FILE"] = In("pid"),
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = In("enabled_plugins"),
            ["RABBITMQ_CONFIG_FILE"] = In("rabbitmq"),
            ["RABBITMQ_CONF_ENV_FILE"] = In("no-such-file"),
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1} -start_epmd false",
            // Makes the start script exec the Erlang VM instead of forking it out of our reach.
            ["RABBITMQ_ALLOW_INPUT"] = "1",
        };

    private string In(string name) => Path.Combine(root, name);

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
