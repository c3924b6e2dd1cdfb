using Microsoft.Extensions.Caching.Memory;

namespace QLStake.Hosting;

/// <summary>
/// States at the version this process saw last. Only a shortcut: an append names the version it was decided on, so a
/// stale state loses the race, is forgotten and read again.
/// </summary>
public sealed class StateCache : IDisposable
{
    private readonly MemoryCache _states = new(new MemoryCacheOptions { SizeLimit = 20_000 });

    internal (long Version, object State)? Find(Type type, string stream) =>
        _states.TryGetValue((type, stream), out var found) ? ((long, object))found! : null;

    internal void Keep(Type type, string stream, long version, object state) =>
        _states.Set((type, stream), (version, state), new MemoryCacheEntryOptions { Size = 1 });

    internal void Forget(Type type, string stream) => _states.Remove((type, stream));

    public void Dispose() => _states.Dispose();
}
