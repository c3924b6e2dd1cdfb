using Marten;

namespace QLStake.Hosting;

/// <summary>
/// A second store of the same shape whose tables stand in a schema of their own. It is built outside of the host: without
/// subscriptions, daemon or listeners, it can write rows and nothing else.
/// </summary>
internal sealed class Shadow(ServiceOptions options, Action<StoreOptions> configure)
{
    public const string Schema = "rebuild";
    public const string LiveSchema = "public";

    /// <param name="rows">The types whose tables are needed.</param>
    public async Task<DocumentStore> OpenAsync(IEnumerable<Type> rows, CancellationToken ct)
    {
        var store = DocumentStore.For(shape =>
        {
            shape.Connection(EventStoreSetup.ConnectionString(options));
            EventStoreSetup.Shape(shape, configure);
            shape.Listeners.Clear();
            shape.DatabaseSchemaName = Schema;
            shape.Events.DatabaseSchemaName = LiveSchema;
        });
        foreach (var type in rows)
            await store.Storage.Database.EnsureStorageExistsAsync(type, ct);
        return store;
    }
}
