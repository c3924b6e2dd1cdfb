using QLStake.Localnet.Processes;
using QLStake.Localnet.Servers;

namespace QLStake.IntegrationTests.Servers;

internal sealed class RabbitMqContainer(ServerContainer container) : IRabbitMqHost
{
    private const int Amqp = 5672;
    private const int Management = 15672;
    private const int Metrics = 15692;

    /// <summary>Its name belongs to what it stores.</summary>
    public Task<IServerRun> LaunchAsync(RabbitMqPorts ports, CancellationToken stop) =>
        container.RunAsync(
            new Dictionary<int, int>
            {
                [Amqp] = ports.Amqp,
                [Management] = ports.Management,
                [Metrics] = ports.Metrics,
            },
            builder =>
                builder
                    .WithHostname("rabbitmq")
                    // Loopback of this machine is another address inside.
                    .WithEnvironment("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-rabbit loopback_users []"),
            stop
        );

    public Task WipeAsync() => container.RemoveAsync();

    public ValueTask DisposeAsync() => container.DisposeAsync();
}
