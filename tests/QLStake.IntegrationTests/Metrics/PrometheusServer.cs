using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using QLStake.Localnet.Processes;
using QLStake.Tests;

namespace QLStake.IntegrationTests.Metrics;

/// <summary>Debian's Prometheus with our own configuration and rules, led to services on loopback and made quick.</summary>
internal sealed class PrometheusServer : PrivateServer
{
    private static readonly Tool Program = new("prometheus", ["/usr/bin"], "apt-get install -y prometheus");

    private readonly string folder = Directory.CreateTempSubdirectory("qlstake-prometheus-").FullName;
    private readonly PortLease port = PortLease.Take();
    private readonly HttpClient http;

    private PrometheusServer()
        : base("Prometheus", TimeProvider.System)
    {
        http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port.Port}/") };
    }

    /// <param name="targets">Where each address of the configuration leads.</param>
    public static async Task<PrometheusServer> StartAsync(IReadOnlyDictionary<string, Uri> targets)
    {
        var server = new PrometheusServer();
        var configuration = RepositoryFiles
            .ReadText("deploy/observability/prometheus.yml")
            .Replace("interval: 15s", "interval: 1s", StringComparison.Ordinal)
            .Replace("- rules/", $"- {RepositoryFiles.Path("deploy/observability/rules")}/", StringComparison.Ordinal);
        foreach (var (named, address) in targets)
            configuration = configuration.Replace($"'{named}'", $"'{address.Authority}'", StringComparison.Ordinal);
        await File.WriteAllTextAsync(server.In("prometheus.yml"), configuration);
        await server.StartAsync();
        return server;
    }

    /// <summary>What the HTTP API answers under <c>data</c>.</summary>
    public async Task<JsonElement> AskAsync(string path)
    {
        var answer = await http.GetFromJsonAsync<JsonElement>(new Uri($"api/v1/{path}", UriKind.Relative));
        return answer.GetProperty("data");
    }

    /// <returns>The value of every series, or none.</returns>
    public async Task<IReadOnlyList<double>> QueryAsync(string question)
    {
        var data = await AskAsync($"query?query={Uri.EscapeDataString(question)}");
        return
        [
            .. data.GetProperty("result")
                .EnumerateArray()
                .Select(series =>
                    double.Parse(series.GetProperty("value")[1].GetString()!, CultureInfo.InvariantCulture)
                ),
        ];
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        http.Dispose();
        port.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    protected override Task<IServerRun> LaunchAsync(CancellationToken stop) =>
        Task.FromResult<IServerRun>(
            ChildProcess.Start(
                new(
                    Name,
                    Program.Find(),
                    [
                        $"--config.file={In("prometheus.yml")}",
                        $"--storage.tsdb.path={In("data")}",
                        $"--web.listen-address=127.0.0.1:{port.Port}",
                        "--enable-feature=exemplar-storage",
                    ],
                    In("log")
                )
            )
        );

    protected override async Task<bool> AnswersAsync(CancellationToken stop)
    {
        using var response = await http.GetAsync(new Uri("-/ready", UriKind.Relative), stop);
        return response.IsSuccessStatusCode;
    }

    private string In(string name) => Path.Combine(folder, name);
}
