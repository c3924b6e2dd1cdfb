using System.CommandLine;

namespace QLStake.Cli;

/// <summary><c>--url</c>: a service elsewhere than in this localnet.</summary>
internal static class UrlOption
{
    public static Option<string?> Create(string description) => new("--url") { Description = description };

    /// <summary>Null where none is given: the localnet's own is meant.</summary>
    /// <exception cref="CliException">The text is no absolute address of HTTP.</exception>
    public static Uri? Read(string? text) =>
        text is null ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
            ? url
        : throw new CliException($"--url: expected an address such as http://127.0.0.1:5000, found '{text}'.");
}
