using System.Net.Http.Json;
using QLStake.Contracts;
using QLStake.IntegrationTests.Localnet;
using QLStake.Localnet;
using QLStake.Localnet.Processes;

namespace QLStake.IntegrationTests.Hosting;

/// <summary>The log probe as a process of its own: it can be killed and started again.</summary>
internal sealed class ProbeProcess(
    string service,
    TestInstance instance,
    string postgres,
    Func<Uri> rabbitMq,
    PortLease port,
    Uri? feed
) : IAsyncDisposable
{
    private ChildProcess? process;

    public Uri Address { get; } = new($"http://127.0.0.1:{port.Port}");

    public HttpClient Http { get; } =
        new() { BaseAddress = new Uri($"http://127.0.0.1:{port.Port}"), Timeout = TimeSpan.FromSeconds(10) };

    public string Log => File.ReadAllText(instance.Folder.Log(service));

    public void Start()
    {
        var dll = Repository.Find().Built("tests/QLStake.LogProbe", "QLStake.LogProbe");
        process = ChildProcess.Start(
            new ChildCommand(service, "/usr/bin/env", ["dotnet", dll, service], instance.Folder.Log(service))
            {
                Environment = new Dictionary<string, string>
                {
                    ["QLSTAKE__POSTGRES"] = postgres,
                    ["QLSTAKE__RABBITMQ"] = rabbitMq().ToString(),
                    ["QLSTAKE__FEEDINTERVAL"] = "00:00:01",
                    ["QLSTAKE__ADMINTOKEN"] = Admin.Token,
                    ["ASPNETCORE_URLS"] = Address.ToString(),
                    [$"QLSTAKE__FEEDS__{ServiceNames.ChainWatcher}"] = (feed ?? Address).ToString(),
                },
            }
        );
    }

    public Task KillAsync() => process!.TerminateAsync(Signal.Kill, TimeSpan.FromSeconds(5), TimeProvider.System);

    /// <summary>What the probe says about its parts; why it cannot be asked, while it cannot.</summary>
    public async Task<string> ReadinessAsync()
    {
        try
        {
            return await (await Http.GetAsync(new Uri("/health/ready", UriKind.Relative))).Content.ReadAsStringAsync();
        }
        catch (HttpRequestException error)
        {
            return error.Message;
        }
    }

    public async Task NoteAsync(string partition, ulong number) =>
        (
            await Http.PostAsync(new Uri($"/note/{partition}/{number}", UriKind.Relative), null)
        ).EnsureSuccessStatusCode();

    public async Task<ulong[]> LedgerAsync(string partition) =>
        await Http.GetFromJsonAsync<ulong[]>(new Uri($"/ledger/{partition}", UriKind.Relative)) ?? [];

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
            await KillAsync();
        process?.Dispose();
        Http.Dispose();
        port.Dispose();
    }
}
