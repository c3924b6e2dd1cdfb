using QLStake.Localnet;
using QLStake.Localnet.Processes;
using QLStake.Localnet.Servers;

namespace QLStake.IntegrationTests.Servers;

/// <summary>
/// Where the tests' databases and brokers run, as <c>QLSTAKE_TEST_INFRA</c> says: <c>containers</c>, <c>native</c>, or
/// <c>auto</c> (also when it says nothing), which takes containers if an engine is reachable that has their images.
/// </summary>
internal static class TestServers
{
    public const string Variable = "QLSTAKE_TEST_INFRA";

    private static readonly NativeServers Native = new(TimeProvider.System);
    private static readonly Lazy<Task<IServerHosts>> Decided = new(() =>
        ChooseAsync(Environment.GetEnvironmentVariable(Variable), ContainerServers.FindAsync, Native)
    );

    public static Task<IServerHosts> ChosenAsync() => Decided.Value;

    public static async Task<PostgresServer> PostgresAsync(InstanceFolder folder, PostgresOptions options) =>
        await PostgresServer.StartAsync((await ChosenAsync()).Postgres(folder), options, TimeProvider.System);

    public static async Task<RabbitMqServer> RabbitMqAsync(InstanceFolder folder) =>
        await RabbitMqServer.StartAsync((await ChosenAsync()).RabbitMq(folder), TimeProvider.System);

    /// <param name="asked">What the variable says.</param>
    /// <param name="containers">Looks for an engine; throws <see cref="LocalnetException"/> with what it lacks.</param>
    /// <param name="native">What there is without one.</param>
    /// <exception cref="LocalnetException">It says something else, or there is no engine for <c>containers</c>.</exception>
    internal static async Task<IServerHosts> ChooseAsync(
        string? asked,
        Func<Task<IServerHosts>> containers,
        IServerHosts native
    )
    {
        switch (asked)
        {
            case "native":
                return native;
            case "containers":
                return await containers();
            case null or "" or "auto":
                try
                {
                    return await containers();
                }
                catch (LocalnetException)
                {
                    return native;
                }
            default:
                throw new LocalnetException(
                    $"{Variable}: expected 'auto', 'containers' or 'native', found '{asked}'. Set one of them, or nothing."
                );
        }
    }
}
