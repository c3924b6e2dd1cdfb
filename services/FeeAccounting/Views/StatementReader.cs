using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.FeeAccounting;

/// <summary>Reads a day's books: as they were closed, or as they stand while they are open.</summary>
public sealed class StatementReader(StreamsFactory streams, FeeChains chains)
{
    public async Task<Statement> ReadAsync(ChainSelector chain, Address token, DateOnly day, CancellationToken ct)
    {
        await using var unit = streams.Open();
        var periods = await unit.LoadAsync<Periods>(FeeStreams.Periods(chain), ct);
        var before = periods.ClosedUpTo(day);
        if (before?.Period == day)
            return Of(chain, token, day, before, before.Ledgers);
        if (day < periods.LastClosed)
            return Of(chain, token, day, before, PeriodRules.Accounts(before, new Dictionary<Address, Ledger>()));
        // Open days carry over to each other as they would if they were closed one after another.
        foreach (var earlier in periods.Open.Keys.Where(open => open < day))
            before = new(
                chain,
                earlier,
                new(0, B256.Zero, 0),
                [.. await DayAsync(unit, periods, chain, earlier, before, ct)]
            );
        return Of(chain, token, day, null, await DayAsync(unit, periods, chain, day, before, ct));
    }

    private static async Task<IEnumerable<ClosedLedger>> DayAsync(
        Streams unit,
        Periods periods,
        ChainSelector chain,
        DateOnly day,
        PeriodClosed? before,
        CancellationToken ct
    )
    {
        var ledgers = new Dictionary<Address, Ledger>();
        foreach (var token in periods.Open.GetValueOrDefault(day, []))
            ledgers[token] = await unit.LoadAsync<Ledger>(FeeStreams.Ledger(chain, token, day), ct);
        return PeriodRules.Accounts(before, ledgers);
    }

    private Statement Of(
        ChainSelector chain,
        Address token,
        DateOnly day,
        PeriodClosed? closed,
        IEnumerable<ClosedLedger> ledgers
    )
    {
        List<ClosedAccount> accounts =
        [
            .. ledgers.Where(ledger => ledger.Token == token).SelectMany(ledger => ledger.Accounts),
        ];
        var before = accounts.Aggregate(default(Turnover), (sum, account) => sum.And(account.Before));
        var during = accounts.Aggregate(default(Turnover), (sum, account) => sum.And(account.During));
        return new(
            chain,
            chains.NameOf(chain),
            token,
            day,
            closed is not null,
            closed?.UpTo,
            [.. accounts.Select(StatementLine.Of)],
            before.Debits == before.Credits && during.Debits == during.Credits
        );
    }
}
