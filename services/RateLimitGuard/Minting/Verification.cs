namespace QLStake.RateLimitGuard;

/// <summary>What the chains say about an asking.</summary>
internal abstract record Verification
{
    private Verification() { }

    /// <param name="HubTime">The lowest block time among the hub endpoints that agree.</param>
    internal sealed record Proven(DateTimeOffset HubTime, ulong SourceFinalized) : Verification;

    /// <summary>Not visible yet, or not to be read: no verdict.</summary>
    internal sealed record NotYetProvable(string Missing) : Verification;

    /// <summary>The source chain's final state has no such lock, although the block named is final.</summary>
    internal sealed record NoSuchLock(string Found, bool RootReceived) : Verification;

    /// <summary>The leaf is consumed.</summary>
    internal sealed record Consumed : Verification;

    /// <summary>The chains' own words contradict each other, the endpoints disagree, or a contract is not ours.</summary>
    internal sealed record Contradicted(string What) : Verification;
}
