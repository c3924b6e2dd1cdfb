using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace QLStake.Hosting;

/// <summary>
/// Traces over OTLP where a collector is named, by <c>QLStake:Otlp</c> or by OpenTelemetry's own <c>OTEL_EXPORTER_OTLP_…</c>;
/// metrics always on <c>/metrics</c>.
/// </summary>
public static class TelemetrySetup
{
    private static readonly PathString[] Untraced = ["/health", "/metrics"];

    /// <param name="collector">Where traces go; null sends none unless OpenTelemetry's own settings name one.</param>
    public static void AddTelemetry(
        this IServiceCollection services,
        string service,
        Uri? collector,
        IConfiguration configuration
    )
    {
        services.AddHostedService<MetricSampler>();
        var telemetry = services
            .AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(service, serviceNamespace: "qlstake"))
            .WithMetrics(metrics =>
                metrics
                    .AddMeter(Telemetry.Name, "QLStake.Evm", "MassTransit", "Marten")
                    .AddAspNetCoreInstrumentation()
                    .AddRuntimeInstrumentation()
                    // A figure leads to the trace of a stake that made it, where traces are taken.
                    .SetExemplarFilter(ExemplarFilterType.TraceBased)
                    .AddPrometheusExporter()
            );
        if (collector is null && string.IsNullOrEmpty(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            return;
        telemetry.WithTracing(tracing =>
            tracing
                .AddSource(Telemetry.Name, "QLStake.Evm", "MassTransit")
                .AddNpgsql()
                .AddHttpClientInstrumentation()
                .AddAspNetCoreInstrumentation(web =>
                    web.Filter = http => !Untraced.Any(path => http.Request.Path.StartsWithSegments(path))
                )
                .SetSampler(Sampling.Read(configuration))
                .AddProcessor(new UrlRedaction())
                .AddOtlpExporter(otlp => Address(otlp, collector))
        );
    }

    /// <summary>Milliseconds; <c>OTEL_EXPORTER_OTLP_TIMEOUT</c> may ask for less.</summary>
    private const int LongestExport = 2_000;

    /// <summary>An address given in code is taken as it is: over HTTP the signal's path has to be added.</summary>
    private static void Address(OtlpExporterOptions otlp, Uri? collector)
    {
        if (collector is null)
            return;
        var isBare = collector.AbsolutePath == "/" && otlp.Protocol == OtlpExportProtocol.HttpProtobuf;
        // A service that ends waits for its last traces: a collector that says nothing must not keep it.
        otlp.TimeoutMilliseconds = Math.Min(otlp.TimeoutMilliseconds, LongestExport);
        otlp.Endpoint = isBare ? new Uri(collector, "/v1/traces") : collector;
    }
}
