using QLStake.Contracts;

namespace QLStake.MessageRouter;

/// <summary>A step and, for what a chain said, its place in that chain's log.</summary>
/// <param name="Turn">Where a stake's life has it, for what happened in one transaction.</param>
internal sealed record Step(TimelineEntry Entry, ChainSelector? Chain, long Position, uint LogIndex, int Turn)
{
    public static Step Decided(TimelineEntry entry) => new(entry, null, 0, 0, 0);
}

/// <summary>
/// Puts what a chain said into that chain's order, among decisions that stay where they were written. Facts meet their
/// stream in any order, and one transaction is told as a stake lives it: CCIP logs the message before the lock it carries.
/// </summary>
internal static class ChainOrder
{
    public static IEnumerable<Step> Of(IEnumerable<Step> written)
    {
        var moments = written.GroupBy(Moment).Select(steps => steps.ToList()).ToArray();
        var places = Enumerable.Range(0, moments.Length).Where(place => moments[place][0].Chain is not null);
        foreach (var chain in places.GroupBy(place => moments[place][0].Chain).Select(chain => chain.ToList()).ToList())
        foreach (var (place, moment) in chain.Zip(InOrder(chain.Select(place => moments[place])).ToList()))
            moments[place] = moment;
        return moments.SelectMany(steps => steps.OrderBy(step => step.Turn).ThenBy(step => step.LogIndex));
    }

    /// <summary>A transaction's facts are one moment; a decision is one by itself.</summary>
    private static object Moment(Step step) =>
        step.Chain is { } chain ? (chain, step.Position, step.Entry.TxHash) : (object)step.Entry;

    private static IEnumerable<List<Step>> InOrder(IEnumerable<List<Step>> chain) =>
        chain.OrderBy(steps => steps[0].Position).ThenBy(steps => steps.Min(step => step.LogIndex));
}
