using System.Text.Json;
using QLStake.Contracts;
using QLStake.Hosting;
using QLStake.IntegrationTests.Hosting;
using QLStake.IntegrationTests.Localnet;
using QLStake.IntegrationTests.Servers;
using QLStake.Localnet;
using QLStake.Localnet.Processes;
using QLStake.Localnet.Servers;
using Xunit;

namespace QLStake.IntegrationTests.MessageRouter;

/// <summary>The router as a process on a real database and broker; its neighbours' logs are written by hand.</summary>
public sealed class RouterFixture : IAsyncLifetime, IDisposable
{
    private readonly TestInstance instance = new("router-tests");
    private readonly PortLease port = PortLease.Take();
    private PostgresServer postgres = null!;
    private RabbitMqServer broker = null!;
    private HandWrittenLog watcher = null!;
    private HandWrittenLog guard = null!;
    private HandWrittenLog executor = null!;
    private ChildProcess? process;

    internal HttpClient Http { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var starting = TestServers.RabbitMqAsync(instance.Folder);
        postgres = await TestServers.PostgresAsync(instance.Folder, new(Durable: false));
        await postgres.CreateDatabaseAsync("router");
        watcher = await HandWrittenLog.StartAsync(Source(Stakes.Avalanche), Source(Stakes.Ethereum));
        guard = await HandWrittenLog.StartAsync(ServiceNames.RateLimitGuard);
        executor = await HandWrittenLog.StartAsync(ServiceNames.MintExecutor);
        broker = await starting;
        Http = new() { BaseAddress = new($"http://127.0.0.1:{port.Port}"), Timeout = TimeSpan.FromSeconds(20) };
        await StartAsync();
    }

    internal void Chain(ChainSelector chain, params object[] news) => watcher.Write(Source(chain), news);

    internal void Guard(params object[] verdicts) => guard.Write(ServiceNames.RateLimitGuard, verdicts);

    internal void Executor(params object[] reports) => executor.Write(ServiceNames.MintExecutor, reports);

    internal async Task StartAsync()
    {
        var dll = Repository.Find().Built("services/MessageRouter", "QLStake.MessageRouter");
        process = ChildProcess.Start(
            new ChildCommand("router", "/usr/bin/env", ["dotnet", dll], instance.Folder.Log("router"))
            {
                Environment = Settings(),
            }
        );
        var readiness = await Eventually.HoldsAsync(
            ReadinessAsync,
            said => said.StartsWith("OK", StringComparison.Ordinal) || process.HasExited,
            TimeSpan.FromSeconds(120),
            "the router is ready"
        );
        if (process.HasExited)
            throw new InvalidOperationException(
                $"The router ended: {await File.ReadAllTextAsync(instance.Folder.Log("router"))} {readiness}"
            );
    }

    internal Task KillAsync() => process!.TerminateAsync(Signal.Kill, TimeSpan.FromSeconds(5), TimeProvider.System);

    internal async Task<JsonElement> GetAsync(string path)
    {
        using var response = await Http.GetAsync(new Uri(path, UriKind.Relative));
        var body = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode
            ? JsonSerializer.Deserialize<JsonElement>(body)
            : throw new HttpRequestException($"GET {path}: {(int)response.StatusCode} {body}");
    }

    /// <summary>The commands of one kind that left the router.</summary>
    internal async Task<IReadOnlyList<TCommand>> CommandsAsync<TCommand>()
    {
        var (commands, after) = (new List<TCommand>(), 0L);
        while (true)
        {
            var body = await Http.GetStringAsync(
                new Uri($"/feed?source=message-router&after={after}", UriKind.Relative)
            );
            var page = JsonSerializer.Deserialize<FeedPage>(body, MessageJson.Options)!;
            if (page.Entries.Count == 0)
                return commands;
            after = page.Entries[^1].Position;
            var name = MessageNames.Of(typeof(TCommand));
            commands.AddRange(page.Entries.Where(entry => entry.Name == name).Select(MessageJson.Read<TCommand>));
        }
    }

    public async Task DisposeAsync()
    {
        if (process is { HasExited: false })
            await KillAsync();
        process?.Dispose();
        Http.Dispose();
        foreach (var log in new[] { watcher, guard, executor })
            await log.DisposeAsync();
        await broker.DisposeAsync();
        await postgres.DisposeAsync();
    }

    public void Dispose()
    {
        port.Dispose();
        instance.Dispose();
    }

    private static string Source(ChainSelector chain) => $"{ServiceNames.ChainWatcher}/{chain}";

    private Dictionary<string, string> Settings() =>
        new(Chain(0, "avalanche", Stakes.Avalanche).Concat(Chain(1, "ethereum", Stakes.Ethereum)))
        {
            ["QLSTAKE__POSTGRES"] = postgres.ConnectionString("router"),
            ["QLSTAKE__RABBITMQ"] = broker.Uri.ToString(),
            ["QLSTAKE__FEEDINTERVAL"] = "00:00:00.2",
            ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port.Port}",
            [$"QLSTAKE__FEEDS__{ServiceNames.ChainWatcher}"] = watcher.Address.ToString(),
            [$"QLSTAKE__FEEDS__{ServiceNames.RateLimitGuard}"] = guard.Address.ToString(),
            [$"QLSTAKE__FEEDS__{ServiceNames.MintExecutor}"] = executor.Address.ToString(),
            ["QLSTAKE__ROUTER__GUARDIANS__0"] = Stakes.Guardian.ToString(),
            ["QLSTAKE__ROUTER__ASKAGAINAFTER"] = "00:00:02",
            ["QLSTAKE__ADMINTOKEN"] = Admin.Token,
            ["QLSTAKE__CHAINS__0__SATELLITE"] = Stakes.Satellite.ToString(),
            ["QLSTAKE__CHAINS__1__HUB"] = Stakes.Hub.ToString(),
        };

    /// <summary>The router calls no chain, so nobody has to answer at the endpoint.</summary>
    private static Dictionary<string, string> Chain(int place, string name, ChainSelector selector) =>
        new()
        {
            [$"QLSTAKE__CHAINS__{place}__NAME"] = name,
            [$"QLSTAKE__CHAINS__{place}__CHAINID"] = $"{place + 1}",
            [$"QLSTAKE__CHAINS__{place}__SELECTOR"] = selector.ToString(),
            [$"QLSTAKE__CHAINS__{place}__RPC__0"] = "http://127.0.0.1:9",
            [$"QLSTAKE__CHAINS__{place}__ONRAMP"] = Stakes.Satellite.ToString(),
            [$"QLSTAKE__CHAINS__{place}__OFFRAMP"] = Stakes.Hub.ToString(),
        };

    private async Task<string> ReadinessAsync()
    {
        try
        {
            using var response = await Http.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return $"{response.StatusCode} {await response.Content.ReadAsStringAsync()}";
        }
        catch (HttpRequestException error)
        {
            return error.Message;
        }
    }
}
