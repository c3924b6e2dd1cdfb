namespace QLStake.Localnet;

/// <summary>Ends what has started, in reverse, unless the whole start succeeds.</summary>
internal sealed class Unwinding : IAsyncDisposable
{
    private readonly Stack<object> started = new();

    public void Add(object part) => started.Push(part);

    /// <summary>Adds a part as soon as it has started, whatever becomes of the others.</summary>
    public async Task<T> TrackAsync<T>(Task<T> start)
        where T : notnull
    {
        var part = await start;
        lock (started)
        {
            Add(part);
        }

        return part;
    }

    /// <summary>Everything started: nothing is ended.</summary>
    public void Keep() => started.Clear();

    public async ValueTask DisposeAsync()
    {
        while (started.TryPop(out var part))
        {
            if (part is IAsyncDisposable later)
            {
                await later.DisposeAsync();
            }
            else
            {
                ((IDisposable)part).Dispose();
            }
        }
    }
}
