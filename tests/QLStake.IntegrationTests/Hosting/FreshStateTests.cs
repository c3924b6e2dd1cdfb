using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using QLStake.Hosting;
using QLStake.IntegrationTests.Localnet;
using QLStake.IntegrationTests.Servers;
using QLStake.Localnet.Servers;
using Shouldly;
using Xunit;

namespace QLStake.IntegrationTests.Hosting;

/// <summary>
/// Whoever sees a row that a unit of work committed must not decide on the state before it: what decides nothing is fenced by
/// no version.
/// </summary>
[Collection(TestInstance.ServersOneAfterAnother)]
public sealed class FreshStateTests
{
    private const string Stream = "count-1";
    private const int Writers = 4;
    private const int Each = 60;

    [Fact]
    public async Task A_state_is_never_older_than_what_was_seen_committed()
    {
        using var instance = new TestInstance("fresh-state");
        await using var postgres = await TestServers.PostgresAsync(instance.Folder, new(Durable: false));
        await postgres.CreateDatabaseAsync("counts");
        await using var database = NpgsqlDataSource.Create(postgres.ConnectionString("counts"));
        await using var service = QLStakeService
            .Create(
                "counter",
                [$"--QLStake:Postgres={postgres.ConnectionString("counts")}", "--QLStake:RabbitMq=amqp://localhost"]
            )
            .Stores(store => store.Events.MapEventType<Counted>("test.counted.v1"))
            .Build();
        await service.Services.GetRequiredService<IDocumentStore>().BringUpToDateAsync(database, default);
        var streams = service.Services.GetRequiredService<StreamsFactory>();
        streams.KeepStates();
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(() => WriteAsync(streams))));

        var looks = 0;
        for (; !writing.IsCompleted; looks++)
        {
            var committed = await CommittedAsync(database);
            await using var unit = streams.Open();
            (await unit.LoadAsync<Count>(Stream, default)).Of.ShouldBeGreaterThanOrEqualTo(committed);
        }

        await writing;
        looks.ShouldBeGreaterThan(Each);
        (await CommittedAsync(database)).ShouldBe(Writers * Each);
    }

    private static async Task WriteAsync(StreamsFactory streams)
    {
        for (var written = 0; written < Each; )
            try
            {
                await streams.RunAsync(
                    async unit => await unit.DecideAsync<Count>(Stream, _ => [new Counted()], default),
                    default
                );
                written++;
            }
            catch (Exception error) when (StoreErrors.IsConflict(error))
            {
                // Others were first more often than a unit tries.
            }
    }

    private static async Task<long> CommittedAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand("select coalesce(max(version), 0) from mt_streams");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    internal sealed record Counted;

    internal sealed record Count(long Of) : IState<Count>
    {
        public static Count Initial { get; } = new(0);

        public Count Apply(object @event) => @event is Counted ? new(Of + 1) : this;
    }
}
