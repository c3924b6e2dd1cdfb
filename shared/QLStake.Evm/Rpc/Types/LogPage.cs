using QLStake.Evm.Logs;

namespace QLStake.Evm;

/// <summary>The logs of the blocks <paramref name="From"/> to <paramref name="To"/>, both included.</summary>
public sealed record LogPage(ulong From, ulong To, IReadOnlyList<Log> Logs);
