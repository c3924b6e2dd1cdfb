using Npgsql;
using QLStake.Contracts;

namespace QLStake.FeeAccounting;

/// <summary>How long the last ones took.</summary>
public sealed class LaneClock(NpgsqlDataSource database)
{
    /// <summary>The hundred that ended last. Clocks of two chains may differ by more than the way took.</summary>
    private const string Times = """
        select percentile_cont(array[0.5, 0.9]) within group (order by seconds), count(*) from (
            select greatest(0, (ended.data->>'at')::bigint - (began.data->>'at')::bigint) as seconds
            from mt_doc_passage began join mt_doc_passage ended
                on ended.data->>'about' = began.data->>'about' and (ended.data->>'isEnd')::boolean
            where began.data->>'way' = $1 and began.data->>'lane' = $2
            order by (ended.data->>'at')::bigint desc limit 100) as last
        """;

    public async Task<LaneTimes> ReadAsync(QuoteKind way, Lane lane)
    {
        await using var command = database.CreateCommand(Times);
        command.Parameters.AddWithValue($"{way}");
        command.Parameters.AddWithValue($"{lane}");
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        var samples = (int)row.GetInt64(1);
        if (samples == 0)
            return new(null, null, 0);
        var seconds = row.GetFieldValue<double[]>(0);
        return new(seconds[0], seconds[1], samples);
    }
}
