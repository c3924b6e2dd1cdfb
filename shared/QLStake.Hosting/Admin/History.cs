using System.Globalization;
using System.Text.Json;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace QLStake.Hosting;

/// <summary>One event of a stream, and what the service knew after it.</summary>
/// <param name="Sequence">Its place among all events of the service.</param>
/// <param name="Data">As it is stored.</param>
/// <param name="State">Folded by the type the service itself works with; null where the stream has none, or was not asked for.</param>
public sealed record HistoryStep(
    long Sequence,
    long Version,
    DateTimeOffset At,
    string Type,
    JsonElement Data,
    JsonElement? State
);

/// <summary>A stream up to a moment, oldest first.</summary>
public sealed record StreamHistory(string Service, string Stream, IReadOnlyList<HistoryStep> Events);

/// <summary>
/// Reads streams back. It has no session that could write, and folds are pure: replaying cannot have an effect.
/// </summary>
internal sealed class HistoryReader(
    NpgsqlDataSource database,
    IDocumentStore store,
    Shown shown,
    ServiceOptions options
)
{
    // Every state is told whole: of a longer stream that would be more than anybody reads.
    private const int MostStates = 200;

    /// <param name="until">The last moment that counts; null for now.</param>
    public async Task<StreamHistory> ReadAsync(
        string stream,
        DateTimeOffset? until,
        bool withStates,
        CancellationToken ct
    )
    {
        var stored = new List<StoredEvent>();
        await using (var connection = await database.OpenConnectionAsync(ct))
            await foreach (var @event in StoredEvents.OfStreamAsync(connection, stream, until, ct))
                stored.Add(@event);
        var states = withStates ? await StatesAsync(stream, stored, ct) : [];
        return new(
            options.Service,
            stream,
            [
                .. stored.Select(
                    (@event, i) =>
                        new HistoryStep(
                            @event.Sequence,
                            @event.Version,
                            @event.At,
                            @event.Type,
                            JsonSerializer.Deserialize<JsonElement>(@event.Data.Span),
                            i < states.Count ? states[i] : null
                        )
                ),
            ]
        );
    }

    private async Task<IReadOnlyList<JsonElement?>> StatesAsync(
        string stream,
        List<StoredEvent> stored,
        CancellationToken ct
    )
    {
        if (stored.Count is 0 or > MostStates)
            return [];
        await using var session = store.QuerySession();
        var events = await session.Events.FetchStreamAsync(stream, version: stored[^1].Version, token: ct);
        return shown.States(stream, events)?.Select(state => (JsonElement?)MessageJson.Write(state)).ToList() ?? [];
    }
}

internal static class HistoryEndpoint
{
    /// <summary><c>GET /streams/{stream}/history?until=&amp;states=true</c>: any stream of the service, as it was at a moment.</summary>
    public static void MapHistory(this IEndpointRouteBuilder app) =>
        app.MapGet(
            "/streams/{stream}/history",
            async (string stream, string? until, bool? states, HistoryReader history, CancellationToken ct) =>
            {
                DateTimeOffset? moment = null;
                if (until is not null)
                    if (Moment(until) is { } parsed)
                        moment = parsed;
                    else
                        return Results.Problem(
                            $"Expected a time (2026-01-31T12:00:00Z), found '{until}'.",
                            statusCode: StatusCodes.Status400BadRequest
                        );
                var found = await history.ReadAsync(stream, moment, states ?? false, ct);
                return found.Events.Count > 0
                    ? Results.Json(found, MessageJson.Options)
                    : Results.Problem(
                        $"No stream {stream} is known here{(moment is null ? "" : " at that time")}.",
                        statusCode: StatusCodes.Status404NotFound
                    );
            }
        );

    private static DateTimeOffset? Moment(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment.ToUniversalTime()
            : null;
}
