using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using OpenTelemetry.Metrics;

namespace QLStake.Hosting;

/// <summary>
/// What every service is made of: an event store, a log that leaves, logs that are read, a timer, health, telemetry.
/// A service's <c>Program.cs</c> says only what is its own.
/// </summary>
public sealed class QLStakeService
{
    private readonly WebApplicationBuilder _builder;
    private readonly InboxRoutes _inbox = new();
    private readonly Wakes _wakes = new();
    private readonly Shown _shown = new();
    private readonly List<Action<IEndpointRouteBuilder>> _endpoints = [];
    private readonly List<Action<IEndpointRouteBuilder>> _administration = [];
    private Action<StoreOptions> _store = _ => { };
    private ShippingMap? _shipping;

    private QLStakeService(string name, string[] args)
    {
        _builder = WebApplication.CreateSlimBuilder(args);
        _builder.Configuration.AddSettingFiles();
        _builder.Logging.AddConsoleFormatter<LineFormatter, ConsoleFormatterOptions>();
        _builder.Logging.AddConsole(console => console.FormatterName = LineFormatter.FormatName);
        _builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("System.Net.Http", LogLevel.Warning);
        _builder.Logging.AddFilter("Marten", LogLevel.Warning).AddFilter("JasperFx", LogLevel.Warning);
        // Failed SQL is logged with its payload, expected conflicts too; what matters comes out as an exception.
        _builder.Logging.AddFilter("Marten.IDocumentStore", LogLevel.Critical);
        Options = ServiceOptions.Read(_builder.Configuration, name);
    }

    public ServiceOptions Options { get; }

    public IServiceCollection Services => _builder.Services;

    public IConfiguration Configuration => _builder.Configuration;

    /// <summary>Runs a service until it is told to end.</summary>
    /// <param name="compose">Says what is the service's own; once more whenever its settings have changed.</param>
    public static Task RunAsync(string name, string[] args, Action<QLStakeService> compose) =>
        SettingsWatch.RunAsync(
            args,
            () =>
            {
                var service = Create(name, args);
                compose(service);
                return service.Build();
            }
        );

    public static QLStakeService Create(string name, string[] args) => new(name, args);

    /// <summary>Event names, documents and indexes of this service.</summary>
    public QLStakeService Stores(Action<StoreOptions> configure)
    {
        _store = configure;
        return this;
    }

    /// <summary>Which streams are shown in which rows: <c>POST /admin/rebuild</c> writes them anew.</summary>
    public QLStakeService Shows(Action<Shown> configure)
    {
        configure(_shown);
        return this;
    }

    /// <summary>Which events leave, and as what.</summary>
    public QLStakeService Ships(ShippingMap shipping)
    {
        _shipping = shipping;
        return this;
    }

    /// <summary>Whose logs are read, and what takes each message.</summary>
    public QLStakeService Reads(Action<InboxRoutes> configure)
    {
        configure(_inbox);
        return this;
    }

    /// <summary>Who wakes which waiting stream.</summary>
    public QLStakeService Wakes(Action<Wakes> configure)
    {
        configure(_wakes);
        return this;
    }

    public QLStakeService Serves(Action<IEndpointRouteBuilder> map)
    {
        _endpoints.Add(map);
        return this;
    }

    /// <summary>What only operators may ask, under <c>/admin</c> and behind its token.</summary>
    public QLStakeService Administers(Action<IEndpointRouteBuilder> map)
    {
        _administration.Add(map);
        return this;
    }

    /// <summary>The composed application, not yet started.</summary>
    public WebApplication Build()
    {
        var services = _builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(Options).AddSingleton(_inbox).AddSingleton(_wakes);
        services.AddSingleton(_shipping ?? new ShippingMap(Options.Service));
        services.AddSingleton<ServiceStatus>().AddSingleton<DueSignal>();
        services.AddSingleton<StreamsFactory>().AddSingleton<LogReader>();
        services
            .AddHttpClient("feeds", client => client.Timeout = TimeSpan.FromSeconds(10))
            .AddHttpMessageHandler(() => new ReplicaHandler(Options.Replicas));
        services.AddSingleton<FeedClient>().AddSingleton(_shown).AddSingleton<Rebuild>();
        services.AddSingleton(new Shadow(Options, _store));
        // What waits for the database or the broker keeps nobody else waiting.
        services.Configure<HostOptions>(host =>
        {
            (host.ServicesStartConcurrently, host.ServicesStopConcurrently) = (true, true);
            host.ShutdownTimeout = TimeSpan.FromSeconds(10);
        });
        services.AddHostedService<DatabaseWatch>();
        services.AddEventStore(Options, _store);
        services.AddSingleton<Lease>().AddSingleton<Replica>();
        services.AddHostedService(provider => provider.GetRequiredService<Replica>());
        services.AddSingleton<InboxEndpoint>().AddSingleton<Inbox>();
        services.AddSingleton<IWork>(provider => provider.GetRequiredService<Inbox>());
        services.AddSingleton<IWork, DueTimer>().AddHostedService<WarmUp>();
        services.AddSingleton(NotarySettings.Read(Configuration)).AddHostedService<Notary>();
        services.AddSingleton<HistoryReader>();
        services.AddBus(Options);
        services.AddTelemetry(Options.Service, Options.OtlpEndpoint, Configuration);
        services.AddSingleton<ISampled, ReadinessSample>().AddSingleton<ISampled, StoreSample>();
        var app = _builder.Build();
        BusSetup.LogTo(app.Services.GetRequiredService<ILoggerFactory>());
        StandbyGate.Use(app, app.Services.GetRequiredService<Replica>(), Options);
        app.MapHealth();
        app.MapFeed();
        app.MapNotary();
        app.MapHistory();
        app.MapPrometheusScrapingEndpoint();
        var admin = AdminGate.Map(app, Options);
        if (_shown.Any)
            admin.MapPost("/rebuild", (Rebuild rows, CancellationToken ct) => rows.RunAsync(ct));
        if (_inbox.Services.Count > 0)
            admin.MapInbox();
        foreach (var map in _administration)
            map(admin);
        foreach (var map in _endpoints)
            map(app);
        return app;
    }
}
