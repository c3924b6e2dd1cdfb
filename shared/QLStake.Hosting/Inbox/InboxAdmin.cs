using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace QLStake.Hosting;

/// <summary>The operator's hand on the logs a service reads: <c>GET /admin/inbox</c>, <c>POST …/park</c>, <c>POST …/replay</c>.</summary>
internal static class InboxAdmin
{
    public static void MapInbox(this IEndpointRouteBuilder admin)
    {
        admin.MapGet("/inbox", (Inbox inbox, CancellationToken ct) => inbox.ReportAsync(ct));
        admin.MapPost(
            "/inbox/park",
            (ParkRequest entry, Inbox inbox, CancellationToken ct) =>
                string.IsNullOrWhiteSpace(entry.Reason)
                    ? Task.FromResult(Refused("Expected a reason, which is kept with the entry, found none."))
                    : AnswerAsync(inbox.ParkAsync(entry.Source, entry.Position, entry.Reason, ct))
        );
        admin.MapPost(
            "/inbox/replay",
            (ReplayRequest entry, Inbox inbox, CancellationToken ct) =>
                AnswerAsync(inbox.ReplayAsync(entry.Source, entry.Position, ct))
        );
    }

    private static async Task<IResult> AnswerAsync(Task work)
    {
        try
        {
            await work;
            return Results.NoContent();
        }
        catch (ParkingRefusedException refusal)
        {
            return Refused(refusal.Message);
        }
    }

    private static IResult Refused(string why) => Results.Problem(why, statusCode: StatusCodes.Status409Conflict);

    internal sealed record ParkRequest(string Source, long Position, string Reason);

    internal sealed record ReplayRequest(string Source, long Position);
}
