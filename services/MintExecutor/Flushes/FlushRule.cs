using QLStake.Contracts;

namespace QLStake.MintExecutor;

/// <summary>Why an open batch is sent now.</summary>
internal enum FlushReason
{
    Full,
    Deadline,
    CheapEnough,
}

/// <summary>An open batch as its contract keeps it (<c>IQLOutbox.Batch</c>).</summary>
/// <param name="Generation">Batches of its key sent before it.</param>
/// <param name="OpenedAt">Block time of its first leaf.</param>
internal sealed record OpenBatch(uint Generation, uint Count, DateTimeOffset OpenedAt, Assets Total);

/// <summary>What sending it costs now.</summary>
/// <param name="CcipFee">In native coin.</param>
/// <param name="ToPay">The part that the executor pays; its leaves' shares and what is left of earlier ones pay the rest.</param>
/// <param name="BaseFee">Of the newest block, per gas.</param>
internal sealed record FlushQuote(Wei CcipFee, Wei ToPay, Wei BaseFee);

/// <summary>What is promised, and what it may cost.</summary>
/// <param name="MaxWait">How long a leaf waits at most.</param>
/// <param name="FullAt">So many leaves are enough.</param>
/// <param name="CheapBelow">Sent early where sending costs less for each leaf, gas included; null for never.</param>
/// <param name="MaxTopUp">Most that the executor pays of CCIP's fee.</param>
internal sealed record FlushTerms(TimeSpan MaxWait, uint FullAt, Wei? CheapBelow, Wei MaxTopUp);

/// <summary>Flush now, or wait.</summary>
internal abstract record FlushDecision
{
    private FlushDecision() { }

    internal sealed record Flush(FlushReason Reason) : FlushDecision;

    /// <param name="Complaint">What an operator must know: the promise is broken; null while it is not.</param>
    internal sealed record Wait(DateTimeOffset Until, string? Complaint) : FlushDecision;
}

/// <summary>When an open batch is sent: as few messages as the promised time allows.</summary>
internal static class FlushRule
{
    /// <summary>Part of a fee that is sent on top of it, and comes back where it is not needed: fees move between blocks.</summary>
    public const uint ValueMargin = 8;

    /// <summary>Gas of a flush (contracts/snapshots: 191,000 for 64 leaves, 203,000 for 1,000).</summary>
    private const uint FlushGas = 203_000;

    private static readonly TimeSpan Again = TimeSpan.FromSeconds(30);

    /// <param name="now">Block time.</param>
    public static FlushDecision Decide(OpenBatch batch, FlushQuote quote, FlushTerms terms, DateTimeOffset now)
    {
        var deadline = batch.OpenedAt + terms.MaxWait;
        FlushReason? reason =
            batch.Count == 0 ? null
            : batch.Count >= terms.FullAt ? FlushReason.Full
            : now >= deadline ? FlushReason.Deadline
            : terms.CheapBelow is { } cheap && PerLeafUp(quote, batch.Count) < cheap.Value ? FlushReason.CheapEnough
            : null;
        if (reason is not { } why)
            return new FlushDecision.Wait(batch.Count == 0 ? DateTimeOffset.MaxValue : deadline, null);
        if (quote.ToPay.Value <= terms.MaxTopUp.Value)
            return new FlushDecision.Flush(why);
        return now < deadline
            ? new FlushDecision.Wait(deadline, null)
            : new FlushDecision.Wait(
                now + Again,
                $"A batch of {batch.Count} waits since {batch.OpenedAt:u}, longer than promised: sending it would cost "
                    + $"{quote.ToPay} wei, at most {terms.MaxTopUp} may be spent (QLStake:Executor:Batching:MaxTopUp)."
            );
    }

    /// <summary>What one leaf's way costs, gas included, in wei.</summary>
    public static U256 PerLeafUp(FlushQuote quote, uint count)
    {
        var cost = quote.CcipFee.Value + quote.BaseFee.Value * FlushGas;
        return (cost + count - U256.One) / count;
    }

    /// <summary>What each stake saves against a message of its own; nothing where that would be cheaper.</summary>
    public static Wei SavedPerStakeDown(Wei direct, Wei ccipFee, uint count)
    {
        var share = (ccipFee.Value + count - U256.One) / count;
        return new(direct.Value > share ? direct.Value - share : U256.Zero);
    }
}
