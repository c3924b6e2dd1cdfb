using System.Collections.Concurrent;

namespace QLStake.Hosting;

/// <summary>What each part of the service says about itself, in a sentence an operator can act on.</summary>
public sealed class ServiceStatus
{
    public const string AllWell = "well";
    private readonly ConcurrentDictionary<string, (bool Ready, string Message)> _parts = [];

    public IEnumerable<KeyValuePair<string, (bool Ready, string Message)>> Parts => _parts;

    public bool Ready => _parts.Values.All(part => part.Ready);

    public void Well(string part, string message = AllWell) => _parts[part] = (true, message);

    /// <summary>The service cannot do its job until this is mended.</summary>
    /// <returns>Whether this is news, so that a lasting cause is logged once.</returns>
    public bool Ill(string part, string cause) => Set(part, false, cause);

    /// <summary>As above; what only suffers from an absent database says no more than that, since the database says it itself.</summary>
    /// <param name="cause">By default what the error says.</param>
    public bool Ill(string part, Exception error, string? cause = null)
    {
        if (!DatabaseErrors.IsAway(error))
            return Ill(part, cause ?? error.Message);
        _ = Ill(part, "Waits for the database.");
        return false;
    }

    /// <summary>Something is amiss but the work goes on; a part that was never well stays not ready.</summary>
    public bool Note(string part, string cause) =>
        Set(part, _parts.TryGetValue(part, out var known) && known.Ready, cause);

    /// <summary>The part is not this process's to speak of any more.</summary>
    public void Forget(string part) => _parts.TryRemove(part, out _);

    private bool Set(string part, bool ready, string message)
    {
        var news = !_parts.TryGetValue(part, out var known) || known.Message != message;
        _parts[part] = (ready, message);
        return news;
    }
}
