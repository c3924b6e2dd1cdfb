namespace QLStake.RateLimitGuard;

/// <summary>What one endpoint of a chain shows about an asking.</summary>
internal abstract record Finding<T>
    where T : class
{
    private Finding() { }

    /// <summary>What had to be shown is there, as of a block.</summary>
    internal sealed record Seen(T What, ulong Height, DateTimeOffset Time) : Finding<T>;

    /// <summary>Not there yet, or the endpoint lags or does not answer: no opinion.</summary>
    internal sealed record NotYet(string Missing) : Finding<T>;

    /// <summary>It would have to be there, and is not.</summary>
    internal sealed record Absent(string Found) : Finding<T>;

    /// <summary>What is there contradicts the asking or itself.</summary>
    internal sealed record Contradiction(string What) : Finding<T>;
}
