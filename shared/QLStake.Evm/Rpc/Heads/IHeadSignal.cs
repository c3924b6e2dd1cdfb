namespace QLStake.Evm;

/// <summary>
/// Says when it is worth looking at the chain again. A hint only: it may come early, late, twice or for a block that is gone,
/// and says nothing about what is there. The blocks themselves are read through <see cref="IEvmChain"/>.
/// </summary>
public interface IHeadSignal : IAsyncDisposable
{
    /// <summary>True while a subscription delivers; false while this signal only polls.</summary>
    bool Subscribed { get; }

    /// <summary>Completes at the next hint since the last call, and at the latest after the poll interval. Never faults for want of a connection.</summary>
    Task Next(CancellationToken cancel = default);
}
