using System.Diagnostics.Metrics;
using Npgsql;
using QLStake.Hosting;

namespace QLStake.MintExecutor;

/// <summary>What waits for a transaction, by chain and kind.</summary>
internal sealed class QueueSample(NpgsqlDataSource database, AccountPlan plan, TimeProvider time) : ISampled
{
    private const string Mint = "Mint";

    private const string Open = """
        select data->>'hub', 'Mint', count(*), min((data->>'readyAt')::timestamptz)
        from mt_doc_queuedmintview where data->>'standing' in ('Ready', 'Claimed') group by 1
        union all
        select data->>'chain', data->>'kind', count(*), min((data->>'readyAt')::timestamptz)
        from mt_doc_operationview where data->>'standing' in ('Ready', 'Claimed') group by 1, 2
        """;

    private static readonly SampledGauge Pending = new(
        "qlstake.executor.pending",
        "{call}",
        "Mints and other calls that are not in a block yet, by chain and kind"
    );

    private static readonly SampledGauge Age = new(
        "qlstake.executor.pending.age",
        "s",
        "How long the oldest of them could have been sent, by chain and kind; 0 where none is ready"
    );

    public TimeSpan Every { get; } = TimeSpan.FromSeconds(5);

    public IReadOnlyList<SampledGauge> Gauges => [Pending, Age];

    public async Task SampleAsync(CancellationToken ct)
    {
        var open = await ReadAsync(ct);
        var (pending, age) = (new List<Measurement<double>>(), new List<Measurement<double>>());
        foreach (var account in plan.Accounts)
        foreach (var kind in Enum.GetNames<OperationKind>().Append(Mint))
        {
            var (count, first) = open.GetValueOrDefault((account.Chain.Selector.ToString(), kind));
            pending.Add(Measure.Of(count, ("chain", account.Chain.Name), ("kind", kind)));
            var waited = count == 0 ? 0 : Math.Max(0, (time.GetUtcNow() - first).TotalSeconds);
            age.Add(Measure.Of(waited, ("chain", account.Chain.Name), ("kind", kind)));
        }
        Pending.Tell(pending);
        Age.Tell(age);
    }

    private async Task<Dictionary<(string Chain, string Kind), (long Count, DateTimeOffset First)>> ReadAsync(
        CancellationToken ct
    )
    {
        await using var command = database.CreateCommand(Open);
        await using var row = await command.ExecuteReaderAsync(ct);
        var open = new Dictionary<(string, string), (long, DateTimeOffset)>();
        while (await row.ReadAsync(ct))
            open[(row.GetString(0), row.GetString(1))] = (row.GetInt64(2), row.GetFieldValue<DateTimeOffset>(3));
        return open;
    }
}
