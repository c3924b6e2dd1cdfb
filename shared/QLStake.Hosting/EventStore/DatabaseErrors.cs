using System.Net.Sockets;
using Npgsql;

namespace QLStake.Hosting;

/// <summary>Tells an absent database from a refused statement.</summary>
public static class DatabaseErrors
{
    /// <summary>Whether the database is not there: <see cref="DatabaseWatch"/> says where it should be, nobody else needs to.</summary>
    public static bool IsAway(Exception error) =>
        error switch
        {
            PostgresException refused => refused.SqlState
                is PostgresErrorCodes.AdminShutdown
                    or PostgresErrorCodes.CrashShutdown
                    or PostgresErrorCodes.CannotConnectNow
                    or PostgresErrorCodes.InvalidCatalogName,
            // A statement that takes too long is no absence, and has to be told.
            NpgsqlException { InnerException: SocketException or IOException } => true,
            AggregateException several => several.InnerExceptions.Any(IsAway),
            { InnerException: { } inner } => IsAway(inner),
            _ => false,
        };
}
