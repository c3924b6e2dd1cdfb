using QLStake.Localnet.Processes;

namespace QLStake.Localnet.Services;

/// <summary>One of our services as a process of its own: started with its configuration, ready when it says so.</summary>
public sealed class ServiceProcess : PrivateServer
{
    private readonly Func<string> program;
    private readonly Dictionary<string, string> environment;
    private readonly HttpClient http;
    private readonly TimeProvider clock;

    /// <param name="name">The service's name.</param>
    /// <param name="program">Finds its built assembly, when it is started.</param>
    /// <param name="address">Where it listens; also in <paramref name="environment"/>.</param>
    /// <param name="environment">Its configuration.</param>
    /// <param name="logFile">Receives what it prints, over all its runs.</param>
    /// <param name="time">Paces the waiting.</param>
    public ServiceProcess(
        string name,
        Func<string> program,
        Uri address,
        IReadOnlyDictionary<string, string> environment,
        string logFile,
        TimeProvider time
    )
        : base(name, time)
    {
        this.program = program;
        this.environment = new Dictionary<string, string>(environment);
        Address = address;
        LogFile = logFile;
        clock = time;
        http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(5) };
    }

    public Uri Address { get; }

    public string LogFile { get; }

    /// <summary>Six services start side by side, on a shared machine perhaps slowly.</summary>
    protected override TimeSpan StartLimit => TimeSpan.FromMinutes(3);

    /// <summary>Changes one setting (<c>QLSTAKE__…</c>) for the next start.</summary>
    public void Configure(string variable, string value) => environment[variable] = value;

    /// <summary>The same service with the same settings at another address.</summary>
    internal ServiceProcess Replica(Uri address, int number) =>
        new(
            Name,
            program,
            address,
            new Dictionary<string, string>(environment) { ["ASPNETCORE_URLS"] = address.ToString().TrimEnd('/') },
            Path.ChangeExtension(LogFile, $"{number}.log"),
            clock
        );

    /// <summary>Whether it is ready to work now.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken stop = default)
    {
        try
        {
            return IsRunning && await AnswersAsync(stop);
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        http.Dispose();
    }

    protected override Task<IServerRun> LaunchAsync(CancellationToken stop) =>
        Task.FromResult<IServerRun>(
            ChildProcess.Start(new ChildCommand(Name, "dotnet", [program()], LogFile) { Environment = environment })
        );

    protected override async Task<bool> AnswersAsync(CancellationToken stop)
    {
        using var response = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), stop);
        return response.IsSuccessStatusCode;
    }
}
