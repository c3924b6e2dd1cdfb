using System.Data;
using System.Numerics;
using Npgsql;
using QLStake.Contracts;

namespace QLStake.FeeAccounting;

/// <summary>Adds up a chain's books in the database, all of it in one snapshot.</summary>
public sealed class BooksReader(NpgsqlDataSource database)
{
    /// <summary>Each posting has two sides; counter-entries are postings like any other.</summary>
    private const string Postings = """
        select data->>'ledger', data#>>'{posting,token}', side.kind, side.holder,
            (data#>>'{posting,fact,block,number}')::bigint <= $2, sum(side.amount)
        from mt_doc_postingrow cross join lateral (values
            (data#>>'{posting,debit,kind}', data#>>'{posting,debit,holder}', (data#>>'{posting,amount}')::numeric),
            (data#>>'{posting,credit,kind}', data#>>'{posting,credit,holder}', -(data#>>'{posting,amount}')::numeric)
        ) as side(kind, holder, amount)
        where data->>'chain' = $1 group by 1, 2, 3, 4, 5
        """;

    private const string Ledgers = """
        select id, account->>'kind', account->>'holder', (account->>'debits')::numeric - (account->>'credits')::numeric
        from mt_doc_ledgerrow cross join lateral jsonb_array_elements(data->'accounts') as account
        where data->>'chain' = $1
        """;

    private const string CcipFees = """
        select data#>>'{posting,fact,txHash}',
            sum(case data#>>'{posting,debit,kind}' when 'CcipFees' then 1 else -1 end * (data#>>'{posting,amount}')::numeric)
        from mt_doc_postingrow
        where data->>'chain' = $1 and (data#>>'{posting,fact,block,number}')::bigint between $3 and $2
            and 'CcipFees' in (data#>>'{posting,debit,kind}', data#>>'{posting,credit,kind}')
        group by 1
        """;

    /// <param name="height">Postings of blocks above it are told apart.</param>
    /// <param name="from">From which block on CCIP's fees are told by transaction.</param>
    public async Task<BooksSight> ReadAsync(ChainSelector chain, ulong height, ulong from, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        object[] parameters = [$"{chain}", (long)height, (long)from];
        return new(
            await ListAsync(
                connection,
                Postings,
                parameters[..2],
                row => new PostingSum(
                    row.GetString(0),
                    Address.Parse(row.GetString(1)),
                    Account(row, 2),
                    row.GetBoolean(4),
                    new(row.GetFieldValue<BigInteger>(5))
                ),
                ct
            ),
            await ListAsync(
                connection,
                Ledgers,
                parameters[..1],
                row => new LedgerSum(row.GetString(0), Account(row, 1), new(row.GetFieldValue<BigInteger>(3))),
                ct
            ),
            (
                await ListAsync(
                    connection,
                    CcipFees,
                    parameters,
                    row =>
                        KeyValuePair.Create(
                            B256.Parse(row.GetString(0)),
                            new Balance(row.GetFieldValue<BigInteger>(1))
                        ),
                    ct
                )
            )
                .Where(paid => paid.Value != default)
                .ToDictionary()
        );
    }

    private static Account Account(NpgsqlDataReader row, int at) =>
        new(
            Enum.Parse<AccountKind>(row.GetString(at)),
            row.IsDBNull(at + 1) ? null : Address.Parse(row.GetString(at + 1))
        );

    private static async Task<IReadOnlyList<T>> ListAsync<T>(
        NpgsqlConnection connection,
        string sql,
        object[] parameters,
        Func<NpgsqlDataReader, T> read,
        CancellationToken ct
    )
    {
#pragma warning disable CA2100 // One of three texts written here.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        foreach (var parameter in parameters)
            command.Parameters.AddWithValue(parameter);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var list = new List<T>();
        while (await rows.ReadAsync(ct))
            list.Add(read(rows));
        return list;
    }
}
