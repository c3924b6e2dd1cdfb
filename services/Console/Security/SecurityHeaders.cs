using System.Security.Cryptography;
using Scalar.AspNetCore;

namespace QLStake.Console;

/// <summary>What the browser is told to refuse on our behalf.</summary>
internal static class SecurityHeaders
{
    /// <summary>Scripts, styles, pictures and connections from here only; none in the page itself.</summary>
    public const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
        + "form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

    // Written when the answer starts, since an error's answer begins by clearing what was there.
    public static void UseSecurityHeaders(this WebApplication app) =>
        app.Use(
            (context, next) =>
            {
                context.Response.OnStarting(() =>
                {
                    Write(context.Response.Headers);
                    return Task.CompletedTask;
                });
                return next();
            }
        );

    private static void Write(IHeaderDictionary headers)
    {
        headers.TryAdd("Content-Security-Policy", Policy);
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin-allow-popups";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }

    /// <summary>The API's reference writes scripts and styles into its page: each answer allows its own and no other.</summary>
    public static void WithNonce(ScalarOptions page, HttpContext context)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(18));
        page.WithTitle("QL-Stake API").DisableDefaultFonts().WithNonce(nonce);
        context.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";
    }
}
