using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;

namespace QLStake.Console;

/// <summary>A service behind the console is not there, or refuses. The message is one sentence for whoever looks at the page.</summary>
public sealed class UpstreamException : Exception
{
    private const string Refusal = "Refused";

    private UpstreamException(int status, string title, string message, Exception? inner = null)
        : base(message, inner) => (Status, Title) = (status, title);

    public int Status { get; }

    public string Title { get; }

    public static UpstreamException Away(string who, Uri address, string setting, Exception error)
    {
        var cause = error switch
        {
            OperationCanceledException => "it took too long",
            JsonException => $"its answer is not understood ({error.Message})",
            _ => error.GetBaseException().Message.TrimEnd('.'),
        };
        return new(
            StatusCodes.Status503ServiceUnavailable,
            $"{who} does not answer",
            $"{who} does not answer at {address.GetLeftPart(UriPartial.Authority)} ({setting}): {cause}. Start it or "
                + "correct the setting; this recovers by itself.",
            error
        );
    }

    public static UpstreamException Unknown(string service) =>
        new(
            StatusCodes.Status503ServiceUnavailable,
            $"{service} is not configured",
            $"Expected the address of {service} in QLStake:Feeds:{service}, found none. Set it and start the console again."
        );

    /// <param name="sentence">What the chain's client says, with the setting that leads there.</param>
    public static UpstreamException Unreadable(string chain, string sentence, Exception error) =>
        new(StatusCodes.Status503ServiceUnavailable, $"{chain} cannot be read", sentence, error);

    public static UpstreamException Reverts(string chain, Exception error) =>
        new(
            StatusCodes.Status422UnprocessableEntity,
            "It would fail",
            $"{chain} would refuse this now, and nothing was sent: {error.Message}",
            error
        );

    /// <summary>Passes on what the service said, where it said it as problem details (RFC 9457).</summary>
    public static UpstreamException Refused(HttpStatusCode status, string body)
    {
        try
        {
            using var problem = JsonDocument.Parse(body);
            if (
                problem.RootElement.TryGetProperty("detail", out var detail)
                && detail.GetString() is { Length: > 0 } sentence
            )
                return new(
                    (int)status,
                    problem.RootElement.TryGetProperty("title", out var title) ? title.GetString() ?? Refusal : Refusal,
                    sentence
                );
        }
        catch (JsonException)
        {
            // Not a problem document: its status is all there is to pass on.
        }
        return new(
            StatusCodes.Status502BadGateway,
            "A service failed",
            $"A service behind the console answered with status {(int)status}. Look at its log; this recovers by itself."
        );
    }

    public ProblemHttpResult ToProblem() => TypedResults.Problem(Message, statusCode: Status, title: Title);
}

/// <summary>Turns what escaped into problem details.</summary>
internal sealed class UpstreamProblems : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext,
        Exception exception,
        CancellationToken cancellationToken
    )
    {
        if (exception is not UpstreamException upstream)
            return false;
        await upstream.ToProblem().ExecuteAsync(httpContext);
        return true;
    }
}
