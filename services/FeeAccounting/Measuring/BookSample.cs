using System.Diagnostics.Metrics;
using System.Numerics;
using Npgsql;
using QLStake.Hosting;

namespace QLStake.FeeAccounting;

/// <summary>What each kind of account has received and given since the books began.</summary>
internal sealed class BookSample(NpgsqlDataSource database, FeeChains chains, Tokens tokens) : ISampled
{
    private const string Sums = """
        select data->>'chain', data->>'token', account->>'kind',
            sum((account->>'debits')::numeric), sum((account->>'credits')::numeric)
        from mt_doc_ledgerrow cross join lateral jsonb_array_elements(data->'accounts') as account
        group by 1, 2, 3
        """;

    private static readonly SampledGauge Debits = new(
        "qlstake.fees.debits",
        "{token}",
        "What a kind of account received, whole tokens, by chain, token, symbol and account"
    );

    private static readonly SampledGauge Credits = new(
        "qlstake.fees.credits",
        "{token}",
        "What a kind of account gave, whole tokens, by chain, token, symbol and account"
    );

    public TimeSpan Every { get; } = TimeSpan.FromSeconds(15);

    public IReadOnlyList<SampledGauge> Gauges => [Debits, Credits];

    public async Task SampleAsync(CancellationToken ct)
    {
        var (debits, credits) = (new List<Measurement<double>>(), new List<Measurement<double>>());
        foreach (var sum in await ReadAsync(ct))
        {
            if (chains.Find(sum.Chain) is not { } chain)
                continue;
            var token = await tokens.FindAsync(chain, Address.Parse(sum.Token), ct);
            debits.Add(Of(sum, token, sum.Debits));
            credits.Add(Of(sum, token, sum.Credits));
        }
        Debits.Tell(debits);
        Credits.Tell(credits);
    }

    private static Measurement<double> Of(Sum sum, TokenInfo token, BigInteger amount) =>
        Measure.Of(
            (double)amount / Math.Pow(10, token.Decimals),
            ("chain", token.ChainName),
            ("token", sum.Token),
            ("symbol", token.Symbol),
            ("account", sum.Account)
        );

    private async Task<List<Sum>> ReadAsync(CancellationToken ct)
    {
        await using var command = database.CreateCommand(Sums);
        await using var row = await command.ExecuteReaderAsync(ct);
        var sums = new List<Sum>();
        while (await row.ReadAsync(ct))
            sums.Add(
                new(
                    row.GetString(0),
                    row.GetString(1),
                    row.GetString(2),
                    row.GetFieldValue<BigInteger>(3),
                    row.GetFieldValue<BigInteger>(4)
                )
            );
        return sums;
    }

    private sealed record Sum(string Chain, string Token, string Account, BigInteger Debits, BigInteger Credits);
}
