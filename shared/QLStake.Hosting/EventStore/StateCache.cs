using Microsoft.Extensions.Caching.Memory;

namespace QLStake.Hosting;

/// <summary>
/// States at the version this process saw last. An append names the version it was decided on, so a stale state loses the
/// race, is forgotten and read again. A decision that appends nothing is fenced by no version: so a version that this
/// process writes takes the older state away before it is committed, and no older one comes back.
/// </summary>
#pragma warning disable CA1001 // Units of work may still hold it when it is no longer used; what it holds is memory alone.
public sealed class StateCache
#pragma warning restore CA1001
{
    private readonly MemoryCache _states = new(new MemoryCacheOptions { SizeLimit = 20_000 });
    private readonly Lock _writing = new();

    internal (long Version, object State)? Find(Type type, string stream) =>
        _states.TryGetValue((type, stream), out var found) && (Entry)found! is { State: { } state } entry
            ? (entry.Version, state)
            : null;

    /// <summary>This version may be committed any moment: until it or a later one is kept, the stream is read.</summary>
    internal void Expect(Type type, string stream, long version) => Set(type, stream, new(version, null));

    internal void Keep(Type type, string stream, long version, object state) => Set(type, stream, new(version, state));

    /// <summary>The stream is read next. What is older than the state that is forgotten stays forgotten too.</summary>
    internal void Forget(Type type, string stream)
    {
        lock (_writing)
            if (_states.TryGetValue((type, stream), out var found))
                Expect(type, stream, ((Entry)found!).Version);
    }

    private void Set(Type type, string stream, Entry news)
    {
        lock (_writing)
            if (!_states.TryGetValue((type, stream), out var found) || ((Entry)found!).Version <= news.Version)
                _states.Set((type, stream), news, new MemoryCacheEntryOptions { Size = 1 });
    }

    /// <param name="State">Null where the stream has to be read.</param>
    private sealed record Entry(long Version, object? State);
}
