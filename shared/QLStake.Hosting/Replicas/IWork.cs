namespace QLStake.Hosting;

/// <summary>
/// What only one replica of a service does at a time: reading logs and chains, waking streams, sending transactions. It is
/// begun when this replica becomes the one that works (<see cref="Replica"/>).
/// </summary>
public interface IWork
{
    /// <summary>What it says in the service's status; forgotten when another replica works.</summary>
    IEnumerable<string> Parts { get; }

    /// <summary>
    /// Works until it is told to stop, and returns when nothing is under way any more. May be begun again later: what it knew
    /// then has grown old. Says before its first await which of its parts are not ready yet.
    /// </summary>
    Task RunAsync(CancellationToken ct);
}
