using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace QLStake.Hosting;

/// <summary>The notary's word over HTTP: whoever keeps what it says here has it outside the database.</summary>
/// <param name="Head">The newest link; null before the first.</param>
/// <param name="Roots">Of every day that ended, oldest first.</param>
public sealed record NotaryWord(string Service, ChainLink? Head, IReadOnlyList<DailyRoot> Roots);

/// <summary>A notarised event's link, and the one before it.</summary>
public sealed record NotarisedLink(long Sequence, B256 Previous, B256 Hash);

internal static class NotaryEndpoint
{
    public static void MapNotary(this IEndpointRouteBuilder app)
    {
        app.MapGet(
            "/notary/links",
            async (string stream, NpgsqlDataSource database, CancellationToken ct) =>
            {
                await using var connection = await database.OpenConnectionAsync(ct);
                return Results.Json(
                    await NotaryTables.ExistAsync(connection, ct)
                        ? await NotaryTables.OfStreamAsync(connection, stream, ct)
                        : [],
                    MessageJson.Options
                );
            }
        );
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
}
