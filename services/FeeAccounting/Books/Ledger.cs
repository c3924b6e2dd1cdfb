using System.Collections.Immutable;
using QLStake.Hosting;

namespace QLStake.FeeAccounting;

/// <summary>What an account received and gave, in the token's smallest unit.</summary>
public readonly record struct Turnover(U256 Debits, U256 Credits)
{
    public Turnover Received(U256 amount) => this with { Debits = Debits + amount };

    public Turnover Gave(U256 amount) => this with { Credits = Credits + amount };

    public Turnover And(Turnover other) => new(Debits + other.Debits, Credits + other.Credits);

    /// <summary>Debits minus credits, with its sign.</summary>
    public string Balance() => Debits >= Credits ? $"{Debits - Credits}" : $"-{Credits - Debits}";
}

/// <summary>The accounts of one token of one chain on one day.</summary>
public sealed record Ledger(ImmutableDictionary<Account, Turnover> Accounts) : IState<Ledger>, IShown
{
    public static Ledger Initial { get; } = new(ImmutableDictionary<Account, Turnover>.Empty);

    /// <summary>All debits and all credits: equal, or the books are wrong.</summary>
    public Turnover Total => Accounts.Values.Aggregate(default(Turnover), (sum, account) => sum.And(account));

    public Turnover Of(Account account) => Accounts.GetValueOrDefault(account);

    public Ledger Apply(object @event) =>
        @event switch
        {
            LedgerMoved moved => Move(moved),
            Posted posted => Move(LedgerMoved.By(default, posted.Postings)),
            _ => this,
        };

    public IEnumerable<object> Documents(string stream) => [LedgerRow.Of(stream, this)];

    private Ledger Move(LedgerMoved moved)
    {
        var accounts = Accounts.ToBuilder();
        foreach (var (account, turnover) in moved.Accounts)
            accounts[account] = accounts.GetValueOrDefault(account).And(turnover);
        return new(accounts.ToImmutable());
    }
}
