using Microsoft.AspNetCore.Http.Json;
using QLStake.Hosting;
using Scalar.AspNetCore;

namespace QLStake.Console;

/// <summary>The parts of the console: an HTTP API, and pages, in front of the services.</summary>
internal static class ConsoleSetup
{
    // As it is called among the services.
    private const string Name = "console";

    public static void AddConsole(this WebApplicationBuilder builder, ConsoleSettings settings)
    {
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss.fff ";
            console.UseUtcTimestamp = true;
        });
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("System.Net.Http", LogLevel.Warning);
        builder.WebHost.ListenForMetrics(settings.MetricsPort);
        var services = builder.Services;
        services.AddSingleton(settings).AddSingleton(TimeProvider.System);
        // Live pages hold their connection for as long as they are looked at, and come back by themselves.
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(3));
        services
            .AddHttpClient(Upstream.Client, client => client.Timeout = TimeSpan.FromSeconds(5))
            .AddHttpMessageHandler(() => new ReplicaHandler(settings.Replicas));
        services.AddSingleton<Upstream>().AddSingleton<TokenCatalog>().AddSingleton<StakeReader>();
        services
            .AddSingleton<FlowReader>()
            .AddSingleton<OnChain>()
            .AddSingleton<EscapeReader>()
            .AddSingleton<SolvencyReader>()
            .AddSingleton<LaneReader>()
            .AddSingleton<IncidentReader>()
            .AddSingleton<Kept>()
            .AddSingleton<ListingReader>()
            .AddSingleton<StakeEvents>()
            .AddSingleton<HealthReader>();
        services.Configure<JsonOptions>(json => MessageJson.Configure(json.SerializerOptions));
        services.AddTelemetry(Name, settings.Otlp, builder.Configuration);
        services.AddProblemDetails();
        services.AddExceptionHandler<UpstreamProblems>();
        services.AddOpenApi(openApi =>
            openApi.AddSchemaTransformer(TextSchemas.Describe).AddDocumentTransformer(TextSchemas.Title)
        );
        services.AddVisitorLimits();
    }

    public static void MapConsole(this WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseExceptionHandler();
        app.KeepMetricsTo(app.Services.GetRequiredService<ConsoleSettings>().MetricsPort);
        app.Use(AnswerHeadAsGet);
        app.UseRouting();
        app.UseRateLimiter();
        app.MapGet("/health/live", () => Results.Ok(new { status = "live" })).ExcludeFromDescription();
        // It stands in front of the others: it is ready to say what is wrong with them.
        app.MapGet("/health/ready", () => Results.Ok(new { status = "ready" })).ExcludeFromDescription();
        app.MapPrometheusScrapingEndpoint();
        app.MapApi();
        app.MapFlows();
        app.MapOpenApi();
        app.MapScalarApiReference("/docs", SecurityHeaders.WithNonce);
    }

    /// <summary>Pages and files take GET only; whoever looks whether they are there asks with HEAD. The server sends no body then.</summary>
    private static Task AnswerHeadAsGet(HttpContext context, RequestDelegate next)
    {
        if (HttpMethods.IsHead(context.Request.Method) && !context.Request.Path.StartsWithSegments("/api"))
            context.Request.Method = HttpMethods.Get;
        return next(context);
    }
}
