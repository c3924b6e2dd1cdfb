using JasperFx;
using JasperFx.Events;
using JasperFx.Events.Daemon;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Weasel.Core;

namespace QLStake.Hosting;

/// <summary>One database per service; the settings that make Marten stop rather than skip, and ship within milliseconds.</summary>
internal static class EventStoreSetup
{
    public static void AddEventStore(
        this IServiceCollection services,
        ServiceOptions options,
        Action<StoreOptions> configure
    )
    {
        var database = DataSource(options);
        services.AddSingleton(database);
        services
            .AddMarten(store => Shape(store, configure))
            .UseNpgsqlDataSource()
            .UseLightweightSessions()
            .AddAsyncDaemon(DaemonMode.HotCold)
            .AddSubscriptionWithServices<LogPublisher>(ServiceLifetime.Singleton);
    }

    /// <summary>Events, documents and how they are written; where they are stored is the caller's.</summary>
    public static void Shape(StoreOptions store, Action<StoreOptions> configure)
    {
        store.DisableNpgsqlLogging = true;
        store.AutoCreateSchemaObjects = AutoCreate.CreateOrUpdate;
        store.UseSystemTextJsonForSerialization(
            EnumStorage.AsString,
            Casing.CamelCase,
            json => MessageJson.Configure(json)
        );
        ConfigureEvents(store);
        store.Schema.For<Due>().Index(due => due.At);
        store.RegisterDocumentType<InboxPosition>();
        store.RegisterDocumentType<LogHead>();
        configure(store);
    }

    private static void ConfigureEvents(StoreOptions store)
    {
        var events = store.Events;
        events.StreamIdentity = StreamIdentity.AsString;
        events.AppendMode = EventAppendMode.QuickWithServerTimestamps;
        events.EnableBigIntEvents = true;
        events.UseListenNotifyForEventAppends = true;
        events.MetadataConfig.HeadersEnabled = true;
        foreach (var (name, type) in InboxEvents.Names)
            events.MapEventType(type, name);
        // The leader's lock is a transaction of its own: the default needs a package that is not to be had.
        events.UseAdvisoryLockTransaction = true;

        // A killed writer leaves a gap in the sequence that stalls the daemon for this long.
        store.Projections.StaleSequenceThreshold = TimeSpan.FromMilliseconds(500);
        store.Projections.LeadershipPollingTime = 1_000;
        foreach (var errors in new[] { store.Projections.Errors, store.Projections.RebuildErrors })
        {
            errors.SkipApplyErrors = false;
            errors.SkipSerializationErrors = false;
            errors.SkipUnknownEvents = false;
        }
    }

    private static NpgsqlDataSource DataSource(ServiceOptions options) =>
        NpgsqlDataSource.Create(ConnectionString(options));

    /// <exception cref="ConfigurationException">It is none.</exception>
    public static string ConnectionString(ServiceOptions options)
    {
        NpgsqlConnectionStringBuilder connection;
        try
        {
            connection = new(options.Postgres);
        }
        catch (ArgumentException error)
        {
            throw ConfigurationException.Of(
                "Postgres",
                $"a PostgreSQL connection string ({error.Message})",
                "another text"
            );
        }
        connection.ApplicationName = options.Service;
        connection.MaxPoolSize = 20;
        // Without it a killed leader's backend keeps its lock for the better part of a minute.
        connection.Options = "-c client_connection_check_interval=500";
        return connection.ConnectionString;
    }
}
