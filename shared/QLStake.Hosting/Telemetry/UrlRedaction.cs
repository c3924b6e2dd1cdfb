using System.Diagnostics;
using OpenTelemetry;

namespace QLStake.Hosting;

/// <summary>Leaves of an address only who was called: a provider's key stands in its path or query.</summary>
internal sealed class UrlRedaction : BaseProcessor<Activity>
{
    private const string FullUrl = "url.full";

    public override void OnEnd(Activity data)
    {
        if (data.GetTagItem(FullUrl) is string url)
            data.SetTag(
                FullUrl,
                Uri.TryCreate(url, UriKind.Absolute, out var uri) ? $"{uri.Scheme}://{uri.Authority}/" : "redacted"
            );
    }
}
