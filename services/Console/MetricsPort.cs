using System.Globalization;
using QLStake.Hosting;

namespace QLStake.Console;

/// <summary>
/// Keeps <c>/metrics</c> to a port of its own (<c>QLStake:MetricsPort</c>), so that the one of the pages can stand in the open.
/// Without that setting it is answered where the pages are.
/// </summary>
internal static class MetricsPort
{
    private const string Setting = "MetricsPort";

    /// <exception cref="ConfigurationException">It is no port.</exception>
    public static int? Read(IConfigurationSection section) =>
        section[Setting] is not { Length: > 0 } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536
            ? port
        : throw ConfigurationException.Of(Setting, "a port (9464)", text);

    /// <summary>Listens there beside the addresses of the pages.</summary>
    public static void ListenForMetrics(this IWebHostBuilder host, int? port)
    {
        if (port is not null)
            host.UseUrls($"{host.GetSetting(WebHostDefaults.ServerUrlsKey)};http://+:{port}");
    }

    /// <summary>By the connection's port: a header can be made up. That port answers nothing else.</summary>
    public static void KeepMetricsTo(this WebApplication app, int? port)
    {
        if (port is not null)
            app.Use(
                (context, next) =>
                {
                    if (context.Request.Path.StartsWithSegments("/metrics") == (context.Connection.LocalPort == port))
                        return next(context);
                    context.Response.StatusCode = StatusCodes.Status404NotFound;
                    return Task.CompletedTask;
                }
            );
    }
}
