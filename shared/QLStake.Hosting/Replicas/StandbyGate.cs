using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace QLStake.Hosting;

/// <summary>
/// Only the replica that works takes what changes something or asks about its work, so that what it knows never grows old
/// behind its back. The others say so, and <see cref="ReplicaHandler"/> asks the next one.
/// </summary>
internal static class StandbyGate
{
    /// <summary>Marks the refusal, for who asks several replicas.</summary>
    public const string Header = "QLStake-Stands-By";

    public static void Use(WebApplication app, Replica replica, ServiceOptions options) =>
        app.Use(
            (context, next) =>
                replica.Works || !IsForTheOneThatWorks(context.Request) ? next(context) : RefuseAsync(context, options)
        );

    private static bool IsForTheOneThatWorks(HttpRequest request) =>
        request.Path.StartsWithSegments("/admin")
        || !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method));

    private static Task RefuseAsync(HttpContext context, ServiceOptions options)
    {
        context.Response.Headers[Header] = "true";
        context.Response.Headers.RetryAfter = "1";
        return Results
            .Problem(
                $"This replica of {options.Service} does not work now: it stands by, begins or ends. Expected the one that works: "
                    + "ask another of its addresses, or again in a second.",
                statusCode: StatusCodes.Status503ServiceUnavailable
            )
            .ExecuteAsync(context);
    }
}
