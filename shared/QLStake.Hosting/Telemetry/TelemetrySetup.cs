using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace QLStake.Hosting;

/// <summary>Traces over OTLP where a collector is named; metrics always on <c>/metrics</c>.</summary>
internal static class TelemetrySetup
{
    public static void AddTelemetry(this IServiceCollection services, ServiceOptions options)
    {
        var telemetry = services
            .AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(options.Service, serviceNamespace: "qlstake"))
            .WithMetrics(metrics =>
                metrics
                    .AddMeter(Telemetry.Name, "QLStake.Evm", "MassTransit", "Marten")
                    .AddAspNetCoreInstrumentation()
                    .AddRuntimeInstrumentation()
                    .AddPrometheusExporter()
            );
        if (options.OtlpEndpoint is not { } collector)
            return;
        telemetry.WithTracing(tracing =>
            tracing
                .AddSource(Telemetry.Name, "QLStake.Evm", "MassTransit")
                .AddNpgsql()
                .AddHttpClientInstrumentation()
                .AddAspNetCoreInstrumentation()
                .AddOtlpExporter(otlp => otlp.Endpoint = collector)
        );
    }
}
