using QLStake.Hosting;

namespace QLStake.FeeAccounting;

/// <summary>What is known of a chain from comparisons so far.</summary>
/// <param name="Last">The last one.</param>
/// <param name="Agreed">How far OnRamp's fees need not be read again.</param>
public sealed record Reconciliation(Reconciled? Last, OnRampFees? Agreed) : IState<Reconciliation>, IShown
{
    public static Reconciliation Initial { get; } = new(null, null);

    public Reconciliation Apply(object @event) => @event is Reconciled news ? new(news, news.OnRamp ?? Agreed) : this;

    public IEnumerable<object> Documents(string stream) => Last is null ? [] : [ReconciliationRow.Of(Last)];
}

/// <summary>A comparison as it is listed.</summary>
/// <param name="At">Seconds since 1970, by the clock of this service.</param>
public sealed record ReconciliationRow(string Id, string Chain, long At, bool Agrees, Reconciled Reconciled)
{
    public static ReconciliationRow Of(Reconciled done) =>
        new(
            $"{done.Chain}:{done.Height.Number}:{done.At.ToUnixTimeMilliseconds()}",
            $"{done.Chain}",
            done.At.ToUnixTimeSeconds(),
            done.Agrees,
            done
        );
}
