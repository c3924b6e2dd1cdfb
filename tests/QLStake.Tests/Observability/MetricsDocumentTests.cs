using Shouldly;
using Xunit;

namespace QLStake.Tests.Observability;

/// <summary><c>docs/metrics.md</c> against the code.</summary>
public sealed class MetricsDocumentTests
{
    [Fact]
    public void Every_instrument_is_documented_and_every_documented_metric_is_an_instrument() =>
        MetricTable
            .Rows.Select(row => row.Name)
            .ShouldBe(Instruments.All.Select(instrument => instrument.Name), ignoreOrder: true);

    [Fact]
    public void The_second_column_is_what_Prometheus_stores()
    {
        var stored = Instruments.All.ToDictionary(instrument => instrument.Name, Instruments.StoredName);

        foreach (var row in MetricTable.Rows)
            row.Stored.ShouldBe(stored[row.Name], row.Name);
    }

    [Fact]
    public void No_label_holds_an_id_of_a_single_stake_message_or_transaction()
    {
        string[] unbounded =
        [
            "stake",
            "stake_id",
            "message",
            "message_id",
            "transaction",
            "tx",
            "hash",
            "batch",
            "root",
        ];

        foreach (var row in MetricTable.Rows)
            row.Labels.ShouldAllBe(label => !unbounded.Contains(label), row.Name);
    }

    [Fact]
    public void Every_instrument_says_what_it_measures() =>
        Instruments.All.ShouldAllBe(instrument => instrument.Description!.Length > 10);
}
