using Marten;

namespace QLStake.Hosting;

/// <summary>A row of which one block can bring hundreds: they are written with one statement, not each with one of its own.</summary>
public interface IManyRow
{
    /// <summary>Unique among the rows of its type.</summary>
    string Id { get; }
}

/// <summary>Writes rows in the unit of work that they belong to.</summary>
public static class Rows
{
    /// <summary>As many as still make a statement of moderate size.</summary>
    private const int AtOnce = 2_000;

    /// <summary>Inserts or replaces; of several rows with one id, the last.</summary>
    public static void StoreRows(this IDocumentSession session, IEnumerable<object> rows)
    {
        foreach (var same in rows.GroupBy(row => row.GetType()))
            if (same.Key.IsAssignableTo(typeof(IManyRow)))
                StoreMany(session, same.Key, same.Cast<IManyRow>());
            else
                session.StoreObjects(same);
    }

    /// <summary>Writes what Marten's own upsert writes.</summary>
    private static void StoreMany(IDocumentSession session, Type type, IEnumerable<IManyRow> rows)
    {
        var options = session.DocumentStore.Options;
        var statement = $"""
            insert into {options.Schema.For(type)} (id, data, mt_dotnet_type)
            select id, data::jsonb, ? from unnest(?::varchar[], ?::text[]) as row(id, data) order by id
            on conflict (id) do update set data = excluded.data, mt_dotnet_type = excluded.mt_dotnet_type,
                mt_version = excluded.mt_version, mt_last_modified = excluded.mt_last_modified
            """;
        var last = rows.GroupBy(row => row.Id).Select(same => same.Last());
        foreach (var chunk in last.Chunk(AtOnce))
        {
            var texts = chunk.Select(row => options.Serializer().ToJson(row)).ToArray();
            session.QueueSqlCommand(statement, type.FullName!, chunk.Select(row => row.Id).ToArray(), texts);
        }
    }
}
