using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace QLStake.Hosting;

/// <summary>Lets through to <c>/admin</c> who shows the configured token, as <c>Authorization: Bearer …</c>; without a token, nobody.</summary>
internal sealed class AdminGate(ServiceOptions options) : IEndpointFilter
{
    public const string Setting = "AdminToken";
    private const string Scheme = "Bearer ";

    public static RouteGroupBuilder Map(IEndpointRouteBuilder app, ServiceOptions options) =>
        app.MapGroup("/admin").AddEndpointFilter(new AdminGate(options));

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (options.AdminToken is not { } token)
            return Refuse(
                StatusCodes.Status403Forbidden,
                $"Expected a token in QLStake:{Setting} (environment QLSTAKE__ADMINTOKEN), found nothing. Set it and start again."
            );
        if (Shows(http.Request.Headers.Authorization.ToString(), token))
            return await next(context);
        http.Response.Headers.WWWAuthenticate = Scheme.TrimEnd();
        return Refuse(
            StatusCodes.Status401Unauthorized,
            $"Expected the header 'Authorization: Bearer …' with the token of QLStake:{Setting}, found another or none."
        );
    }

    /// <summary>Hashes are compared, in constant time, so that neither content nor length can be felt out.</summary>
    private static bool Shows(string header, string token) =>
        header.StartsWith(Scheme, StringComparison.Ordinal)
        && CryptographicOperations.FixedTimeEquals(Hash(header[Scheme.Length..]), Hash(token));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private static IResult Refuse(int status, string detail) => Results.Problem(detail, statusCode: status);
}
