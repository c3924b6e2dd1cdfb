using System.Collections.Immutable;
using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.FeeAccounting;

/// <summary>The days of one chain's books: which are open, and how the closed ones ended.</summary>
/// <param name="Open">The tokens with postings, of each day that is not closed.</param>
/// <param name="Closed">In order.</param>
public sealed record Periods(
    ImmutableSortedDictionary<DateOnly, ImmutableHashSet<Address>> Open,
    ImmutableList<PeriodClosed> Closed
) : IState<Periods>
{
    public static Periods Initial { get; } =
        new(ImmutableSortedDictionary<DateOnly, ImmutableHashSet<Address>>.Empty, []);

    /// <summary>The last closed day.</summary>
    public DateOnly? LastClosed => Closed.IsEmpty ? null : Closed[^1].Period;

    public bool IsOpen(DateOnly day, Address token) => Open.TryGetValue(day, out var tokens) && tokens.Contains(token);

    /// <summary>The last closed day that is not after this one.</summary>
    public PeriodClosed? ClosedUpTo(DateOnly day) => Closed.LastOrDefault(closed => closed.Period <= day);

    public Periods Apply(object @event) =>
        @event switch
        {
            LedgerOpened news => this with
            {
                Open = Open.SetItem(news.Period, Open.GetValueOrDefault(news.Period, []).Add(news.Token)),
            },
            PeriodClosed news => new(Open.RemoveRange(Open.Keys.Where(day => day <= news.Period)), Closed.Add(news)),
            _ => this,
        };
}
