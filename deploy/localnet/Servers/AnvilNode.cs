using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using QLStake.Localnet.Processes;

namespace QLStake.Localnet.Servers;

/// <summary>
/// A private anvil chain. It mines a transaction at once and a block at every interval besides, since blocks must keep
/// coming for finality: with an epoch of one slot, <c>safe</c> is one block behind and <c>finalized</c> two.
/// </summary>
public sealed class AnvilNode : PrivateServer
{
    private readonly InstanceFolder folder;
    private readonly AnvilOptions options;
    private readonly string anvil;
    private readonly PortLease port;
    private readonly HttpClient http;

    private AnvilNode(InstanceFolder folder, AnvilOptions options, TimeProvider time)
        : base($"anvil ({options.Name})", time)
    {
        this.folder = folder;
        this.options = options;
        anvil = options.Tool.Find();
        port = options.Port is { } known ? PortLease.Take(known) : PortLease.Take();
        http = new HttpClient { BaseAddress = Rpc, Timeout = TimeSpan.FromSeconds(30) };
    }

    public Uri Rpc => new($"http://127.0.0.1:{port.Port}");

    public static Task<AnvilNode> StartAsync(
        InstanceFolder folder,
        AnvilOptions options,
        TimeProvider time,
        CancellationToken stop = default
    ) => StartedAsync(new AnvilNode(folder, options, time), stop);

    /// <summary>Calls one of anvil's own methods, such as <c>anvil_dumpState</c>.</summary>
    /// <exception cref="LocalnetException">anvil refused.</exception>
    public async Task<JsonElement> CallAsync(string method, object[] parameters, CancellationToken stop = default)
    {
        var request = new Dictionary<string, object>
        {
            ["jsonrpc"] = "2.0",
            ["id"] = 1,
            ["method"] = method,
            ["params"] = parameters,
        };
        using var response = await http.PostAsJsonAsync("", request, stop);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(stop);
        return answer.TryGetProperty("result", out var result)
            ? result
            : throw new LocalnetException($"{Name} refused {method}: {answer}");
    }

    /// <summary>Mines until everything that is in a block now is final, and has its state.</summary>
    public Task MineUntilFinalAsync(CancellationToken stop = default) => CallAsync("anvil_mine", ["0x3"], stop);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        http.Dispose();
        port.Dispose();
    }

    protected override Task<IServerRun> LaunchAsync(CancellationToken stop)
    {
        var home = folder.Empty($"anvil-{options.Name}");
        string[] arguments =
        [
            .. new[] { "--host", options.Host, "--port", $"{port.Port}", "--chain-id", $"{options.ChainId}" },
            .. new[] { "--slots-in-an-epoch", "1", "--mixed-mining", "--block-time" },
            options.BlockInterval.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture),
            .. new[] { "--hardfork", "cancun", "--accounts", "1", "--silent", "--no-request-size-limit" },
            .. options.State is { } state ? new[] { "--load-state", state } : [],
        ];
        return Task.FromResult<IServerRun>(
            ChildProcess.Start(
                new ChildCommand(Name, anvil, arguments, folder.Log($"anvil-{options.Name}"))
                {
                    // anvil spills old states into its home folder.
                    Environment = new Dictionary<string, string> { ["HOME"] = home },
                }
            )
        );
    }

    protected override async Task<bool> AnswersAsync(CancellationToken stop)
    {
        var answer = (await CallAsync("eth_chainId", [], stop)).GetString()!;
        return ulong.Parse(answer.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) == options.ChainId;
    }
}

/// <param name="Name">The chain's name.</param>
/// <param name="ChainId">Its EIP-155 chain id (not CCIP's selector).</param>
/// <param name="BlockInterval">A block comes at least this often.</param>
/// <param name="Tool">Where anvil is.</param>
/// <param name="State">A dumped state to start from, as plain JSON.</param>
public sealed record AnvilOptions(string Name, ulong ChainId, TimeSpan BlockInterval, Tool Tool, string? State = null)
{
    /// <summary>The interface it listens on.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>Null takes one that is free.</summary>
    public int? Port { get; init; }
}
