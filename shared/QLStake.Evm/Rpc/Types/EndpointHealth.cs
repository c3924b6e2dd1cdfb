namespace QLStake.Evm;

/// <summary>One endpoint's state as failover sees it.</summary>
/// <param name="Host">Host and port only: paths and queries of provider URLs hold keys.</param>
/// <param name="Usable">False while its circuit is open after repeated failures.</param>
/// <param name="Lagging">True while its head is further behind the best endpoint's than the options allow.</param>
/// <param name="Head">Its newest block when it was last probed; null before that, and where it is the only endpoint.</param>
/// <param name="LastFailure">What went wrong last; null once it answered again.</param>
public sealed record EndpointHealth(
    string Host,
    bool Usable,
    bool Lagging,
    int ConsecutiveFailures,
    ulong? Head,
    string? LastFailure
);
