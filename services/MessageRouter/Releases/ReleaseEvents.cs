using QLStake.Contracts;

namespace QLStake.MessageRouter;

/// <summary>The satellite has the root, and the executor was told to have the leaf paid.</summary>
public sealed record ReleaseAsked(ExecuteRelease Command, int Attempt, DateTimeOffset At, TimeSpan Patience);

/// <summary>A part waits for room in the payout bucket, and the executor was told to have it paid.</summary>
public sealed record RestAsked(ExecuteRest Command, int Attempt, DateTimeOffset At, TimeSpan Patience);

/// <summary>The last payment is in a final block of the satellite's chain: the end of the way back.</summary>
public sealed record ReleaseFinalized(ChainSelector Chain, ulong UpTo, DateTimeOffset At);
