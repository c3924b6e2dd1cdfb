using System.Globalization;

namespace QLStake.MessageRouter;

/// <summary>A leaf of the way back as a row of the list.</summary>
/// <param name="Id">Its stream.</param>
/// <param name="Key">The list's order: when it began, then its id. A page continues after a key.</param>
/// <param name="Root">The stream of its message, once known; of a refund the batch knows it.</param>
/// <param name="Batch">The stream of the batch a refund was queued in.</param>
public sealed record ReleaseView(string Id, string Key, string? Root, string? Batch, Release Release) : IBatched
{
    public static ReleaseView Of(string stream, Release release) =>
        new(
            stream,
            string.Create(CultureInfo.InvariantCulture, $"{release.BegunAt?.ToUnixTimeSeconds() ?? 0:D12}:{stream}"),
            release.Message is { } message ? StreamNames.Of(message) : null,
            release.Batch,
            release
        );
}
