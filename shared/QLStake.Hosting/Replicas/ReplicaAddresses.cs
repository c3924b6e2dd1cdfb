using System.Collections.Concurrent;

namespace QLStake.Hosting;

/// <summary>Services that answer at several addresses, each known by its first.</summary>
public sealed class ReplicaAddresses
{
    private readonly ConcurrentDictionary<string, Uri[]> _replicas = [];
    private readonly ConcurrentDictionary<string, int> _preferred = [];

    /// <summary>Reads one address or several, apart by a space or a comma.</summary>
    /// <returns>The first, or null if one of them is none.</returns>
    public Uri? Read(string? text)
    {
        var parts = (text ?? "").Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        var addresses = parts
            .Select(part => Uri.TryCreate(part, UriKind.Absolute, out var address) ? address : null)
            .OfType<Uri>()
            .ToArray();
        if (addresses.Length == 0 || addresses.Length != parts.Length)
            return null;
        _replicas[addresses[0].Authority] = addresses;
        return addresses[0];
    }

    /// <summary>All addresses of the service that is known by this one, the one to be asked first at the front.</summary>
    internal IReadOnlyList<Uri> Of(Uri first) =>
        !_replicas.TryGetValue(first.Authority, out var all) ? [first]
        : _preferred.GetValueOrDefault(first.Authority) is var begin and > 0 ? [.. all[begin..], .. all[..begin]]
        : all;

    /// <summary>Puts an address to the front.</summary>
    internal void Prefer(Uri first, Uri address)
    {
        if (_replicas.TryGetValue(first.Authority, out var all))
            _preferred[first.Authority] = Math.Max(0, Array.IndexOf(all, address));
    }
}
