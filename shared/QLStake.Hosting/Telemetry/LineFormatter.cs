using System.Globalization;
using MassTransit;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using RabbitMQ.Client.Exceptions;

namespace QLStake.Hosting;

/// <summary>
/// One line an entry, in UTC. What libraries say at every attempt about a server that is away is left out: we say it once,
/// with the setting, and readiness says it as long as it lasts.
/// </summary>
internal sealed class LineFormatter(TimeProvider time) : ConsoleFormatter(FormatName)
{
    public const string FormatName = "line";

    public override void Write<TState>(
        in LogEntry<TState> logEntry,
        IExternalScopeProvider? scopeProvider,
        TextWriter textWriter
    )
    {
        var isOurs = logEntry.Category.StartsWith("QLStake", StringComparison.Ordinal);
        if (!isOurs && logEntry.Exception is { } error && IsAway(error))
            return;
        var at = time.GetUtcNow().ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        var line = $"{at} {Short(logEntry.LogLevel)}: {logEntry.Category} {message} {logEntry.Exception}";
        textWriter.WriteLine(line.ReplaceLineEndings(" ").TrimEnd());
    }

    private static bool IsAway(Exception error) =>
        DatabaseErrors.IsAway(error) || error is BrokerUnreachableException or RabbitMqConnectionException;

    private static string Short(LogLevel level) =>
        level switch
        {
            LogLevel.Trace => "trce",
            LogLevel.Debug => "dbug",
            LogLevel.Information => "info",
            LogLevel.Warning => "warn",
            LogLevel.Error => "fail",
            _ => "crit",
        };
}
