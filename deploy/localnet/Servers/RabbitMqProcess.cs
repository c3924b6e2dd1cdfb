using System.Globalization;
using QLStake.Localnet.Processes;

namespace QLStake.Localnet.Servers;

/// <summary>RabbitMQ as a process, with its own Erlang port mapper (epmd), all on loopback.</summary>
internal sealed class RabbitMqProcess(InstanceFolder folder) : IRabbitMqHost
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(15);
    private readonly string _root = folder.Empty("rabbitmq");
    private readonly PortLease _distribution = PortLease.Take();
    private readonly PortLease _mapper = PortLease.Take();
    private ChildProcess? _epmd;

    public async Task<IServerRun> LaunchAsync(RabbitMqPorts ports, CancellationToken stop)
    {
        var server = Tool.RabbitMq.Find();
        await WriteConfigurationAsync(ports, stop);
        if (_epmd is not { HasExited: false })
        {
            // The broker would start epmd as a daemon that outlives everything; a child of ours cannot.
            _epmd?.Dispose();
            string[] arguments = ["-port", Text(_mapper.Port), "-address", "127.0.0.1"];
            _epmd = ChildProcess.Start(new ChildCommand("epmd", Tool.Epmd.Find(), arguments, folder.Log("epmd")));
        }

        return ChildProcess.Start(
            new ChildCommand("RabbitMQ", server, ["-noinput"], folder.Log("rabbitmq"))
            {
                Environment = Variables(ports.Amqp),
            }
        );
    }

    public Task WipeAsync()
    {
        Directory.Delete(In("mnesia"), recursive: true);
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (_epmd is not null)
        {
            await _epmd.TerminateAsync(Signal.Kill, Grace, TimeProvider.System);
            _epmd.Dispose();
        }

        _distribution.Dispose();
        _mapper.Dispose();
    }

    private async Task WriteConfigurationAsync(RabbitMqPorts ports, CancellationToken stop)
    {
        Directory.CreateDirectory(In("mnesia"));
        await File.WriteAllTextAsync(In("enabled_plugins"), "[rabbitmq_management,rabbitmq_prometheus].\n", stop);
        await File.WriteAllTextAsync(
            In("rabbitmq.conf"),
            $"management.tcp.ip = 127.0.0.1\nmanagement.tcp.port = {ports.Management}\n"
                + $"prometheus.tcp.ip = 127.0.0.1\nprometheus.tcp.port = {ports.Metrics}\n",
            stop
        );
    }

    private Dictionary<string, string> Variables(int amqp) =>
        new()
        {
            ["HOME"] = _root,
            ["ERL_EPMD_PORT"] = Text(_mapper.Port),
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_NODENAME"] = $"qlstake{amqp}@localhost",
            ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_NODE_PORT"] = Text(amqp),
            ["RABBITMQ_DIST_PORT"] = Text(_distribution.Port),
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

    private string In(string name) => Path.Combine(_root, name);

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
