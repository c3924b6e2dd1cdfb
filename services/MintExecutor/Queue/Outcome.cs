namespace QLStake.MintExecutor;

/// <summary>What became, or would become, of something that waits in the queue.</summary>
internal abstract record Outcome
{
    private Outcome() { }

    /// <summary>The contract takes it.</summary>
    internal sealed record Taken : Outcome;

    /// <summary>The effect is there already, by an earlier transaction or by someone else's.</summary>
    internal sealed record Consumed(bool Final) : Outcome;

    /// <summary>Later it may be taken.</summary>
    /// <param name="Until">Host time; null for the usual pause.</param>
    internal sealed record Delay(string Reason, DateTimeOffset? Until, bool UntilUnpaused = false) : Outcome
    {
        /// <summary>The moment the contract names, where it is looked at again before: what holds it may be lifted early.</summary>
        public DateTimeOffset? Named { get; init; }
    }

    /// <summary>Not with these approvals, or not as it was handed over.</summary>
    internal sealed record Return(string Reason) : Outcome;
}
