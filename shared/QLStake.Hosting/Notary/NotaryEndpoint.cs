using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace QLStake.Hosting;

/// <summary>The notary's word over HTTP: whoever keeps what it says here has it outside the database.</summary>
/// <param name="Head">The newest link; null before the first.</param>
/// <param name="Roots">Of every day that ended, oldest first.</param>
public sealed record NotaryWord(string Service, ChainLink? Head, IReadOnlyList<DailyRoot> Roots);

internal static class NotaryEndpoint
{
    public static void MapNotary(this IEndpointRouteBuilder app) =>
        app.MapGet(
            "/notary",
            async (NpgsqlDataSource database, ServiceOptions options, CancellationToken ct) =>
            {
                await using var connection = await database.OpenConnectionAsync(ct);
                var word = !await NotaryTables.ExistAsync(connection, ct)
                    ? new NotaryWord(options.Service, null, [])
                    : new(
                        options.Service,
                        await NotaryTables.LastAsync(connection, ct),
                        await NotaryTables.RootsAsync(connection, options.Service, ct)
                    );
                return Results.Json(word, MessageJson.Options);
            }
        );
}
