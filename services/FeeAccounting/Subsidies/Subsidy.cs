using QLStake.Contracts;

namespace QLStake.FeeAccounting;

/// <summary>What the pot gives by (<c>subsidyTerms</c>). Amounts in wei.</summary>
/// <param name="ShareBps">Of CCIP's fee, in 1/10,000.</param>
/// <param name="PeriodSeconds">A period is the block's timestamp divided by it.</param>
public sealed record SubsidyTerms(
    ushort ShareBps,
    uint PeriodSeconds,
    U256 CapPerPeriod,
    U256 CapPerStake,
    U256 CapPerAccount
);

/// <summary>What the pot gave in a period, and to whom.</summary>
/// <param name="Left">Of the cap for everyone; zero where more was given under an earlier cap.</param>
public sealed record SubsidyPeriod(
    ulong Period,
    DateTimeOffset Begins,
    U256 Used,
    U256 Left,
    IReadOnlyList<SubsidyUse> Accounts
);

public sealed record SubsidyUse(Address Account, U256 Used, int Stakes);

/// <summary>A satellite's programme: what was put in, given and taken out, by the books, and what is left.</summary>
/// <param name="Budget">Put in, less what was taken out.</param>
/// <param name="Pot">What the satellite's own counter says at the block.</param>
/// <param name="BooksAgree">Budget less use is the pot. A posting that is not at that block yet makes it false for a moment.</param>
/// <param name="UsedLastDay">In the 24 hours before now.</param>
/// <param name="ExhaustedAt">At the rate of the last 24 hours; null where nothing was given in them.</param>
public sealed record SubsidyProgramme(
    ChainSelector Chain,
    string ChainName,
    SubsidyTerms Terms,
    U256 Budget,
    U256 Used,
    U256 Left,
    U256 Pot,
    bool BooksAgree,
    ulong Block,
    U256 UsedLastDay,
    DateTimeOffset? ExhaustedAt,
    IReadOnlyList<SubsidyPeriod> Periods
);

/// <summary>Adds up a programme from postings of its pot. Pure.</summary>
public static class SubsidyRules
{
    private const int ShownPeriods = 30;

    /// <param name="postings">All that stand and touch the pot.</param>
    public static SubsidyProgramme Of(
        (ChainSelector Selector, string Name) chain,
        SubsidyTerms terms,
        (U256 Amount, ulong Block) pot,
        IReadOnlyList<Posting> postings,
        DateTimeOffset now
    )
    {
        var used = postings.Where(posting => posting.Kind == PostingKind.Subsidy).ToList();
        var (given, budget) = (
            Sum(used),
            Sum(postings.Where(posting => posting.Kind == PostingKind.SubsidyFunded))
                - Sum(postings.Where(posting => posting.Kind == PostingKind.SubsidyWithdrawn))
        );
        var left = budget > given ? budget - given : U256.Zero;
        var lastDay = Sum(used.Where(posting => posting.Fact.At > now.AddDays(-1)));
        return new(
            chain.Selector,
            chain.Name,
            terms,
            budget,
            given,
            left,
            pot.Amount,
            left == pot.Amount,
            pot.Block,
            lastDay,
            Exhausted(left, lastDay, now),
            [.. Periods(terms, used)]
        );
    }

    private static DateTimeOffset? Exhausted(U256 left, U256 lastDay, DateTimeOffset now)
    {
        if (lastDay.IsZero)
            return null;
        var seconds = (double)left / (double)lastDay * TimeSpan.FromDays(1).TotalSeconds;
        return seconds < (DateTimeOffset.MaxValue - now).TotalSeconds ? now.AddSeconds(seconds) : null;
    }

    /// <summary>By the terms in force now; under other terms before, periods were cut otherwise.</summary>
    private static IEnumerable<SubsidyPeriod> Periods(SubsidyTerms terms, IEnumerable<Posting> used) =>
        used.GroupBy(posting => posting.Fact.Block.Timestamp / Math.Max(1, terms.PeriodSeconds))
            .OrderByDescending(period => period.Key)
            .Take(ShownPeriods)
            .Select(period =>
            {
                var sum = Sum(period);
                return new SubsidyPeriod(
                    period.Key,
                    DateTimeOffset.FromUnixTimeSeconds((long)(period.Key * Math.Max(1, terms.PeriodSeconds))),
                    sum,
                    terms.CapPerPeriod > sum ? terms.CapPerPeriod - sum : U256.Zero,
                    [
                        .. period
                            .GroupBy(posting => posting.PaidBy)
                            .Select(account => new SubsidyUse(account.Key, Sum(account), account.Count()))
                            .OrderByDescending(account => account.Used),
                    ]
                );
            });

    private static U256 Sum(IEnumerable<Posting> postings) =>
        postings.Aggregate(U256.Zero, (sum, posting) => sum + posting.Amount.Value);
}
