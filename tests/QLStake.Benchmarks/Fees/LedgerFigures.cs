using System.Globalization;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using QLStake.Contracts;
using QLStake.FeeAccounting;
using QLStake.Hosting;
using QLStake.Localnet;
using QLStake.Localnet.Servers;

namespace QLStake.Benchmarks.Fees;

/// <summary>How fast the books take postings in, by the production rules into a real PostgreSQL, and how fast they are compared.</summary>
internal sealed class LedgerFigures(StreamsFactory streams, NpgsqlDataSource database, TimeProvider time)
{
    private const int StakesPerBlock = 100;
    private const int BlocksAtOnce = 10;
    private static readonly ChainSelector Chain = new(14767482510784806043);

    /// <summary>Starts a database, prints its figures and takes it down.</summary>
    public static async Task PrintAsync(int postings)
    {
        var home = Path.Combine(Path.GetTempPath(), $"qls-ledger-{Environment.ProcessId}");
        using (var folder = InstanceFolder.Take(home, "ledger"))
        {
            await using var postgres = await PostgresServer.StartAsync(folder, new(), TimeProvider.System);
            await postgres.CreateDatabaseAsync("books");
            var connection = postgres.ConnectionString("books");
            // The service as it is deployed, composed and not started: its store, its streams, its cache.
            await using var service = QLStakeService
                .Create(
                    ServiceNames.FeeAccounting,
                    [$"--QLStake:Postgres={connection}", "--QLStake:RabbitMq=amqp://localhost"]
                )
                .Stores(FeeStore.Configure)
                .Build();
            await service
                .Services.GetRequiredService<IDocumentStore>()
                .Storage.ApplyAllConfiguredChangesToDatabaseAsync();
            await using var database = NpgsqlDataSource.Create(connection);
            var streams = service.Services.GetRequiredService<StreamsFactory>();
            await new LedgerFigures(streams, database, TimeProvider.System).RunAsync(postings);
        }
        Directory.Delete(home, recursive: true);
    }

    private async Task RunAsync(int postings)
    {
        var consumer = new ChainConsumer(new(TimeSpan.FromHours(1), TimeSpan.FromMinutes(10)), new([]));
        // Compiles what both measurements use.
        await TakeAsync(consumer, [.. Blocks(0, 3)]);
        var blocks = Blocks(3, postings / (StakesPerBlock * 4)).ToList();

        var began = time.GetTimestamp();
        foreach (var chunk in blocks.Chunk(BlocksAtOnce))
            await TakeAsync(consumer, chunk);
        var took = time.GetElapsedTime(began).TotalSeconds;
        Say($"| {postings} postings taken in | {took:f1} s | {postings / took:f0} a second |");

        began = time.GetTimestamp();
        var books = await new BooksReader(database).ReadAsync(Chain, 1_000_000, 0, CancellationToken.None);
        var flaws = ReconcileRules.Flaws(books);
        took = time.GetElapsedTime(began).TotalSeconds;
        Say($"| {postings} postings added up and compared | {took:f1} s | {flaws.Count} flaws |");
    }

    private Task TakeAsync(ChainConsumer consumer, IReadOnlyList<BlockObserved> blocks) =>
        streams.RunAsync(
            async unit =>
            {
                foreach (var block in blocks)
                    await consumer.ConsumeAsync(
                        block,
                        new("chain-watcher", (long)block.Block.Number, DateTimeOffset.UnixEpoch),
                        unit,
                        CancellationToken.None
                    );
            },
            CancellationToken.None
        );

    private static IEnumerable<BlockObserved> Blocks(int from, int count) =>
        Enumerable
            .Range(from, count)
            .Select(number => new BlockObserved(
                Chain,
                new((ulong)number + 1, Word(number, 1), 1_769_860_000),
                [
                    .. Enumerable
                        .Range(0, StakesPerBlock)
                        .Select(stake => Locked(number * StakesPerBlock + stake, (uint)stake)),
                ]
            ));

    private static ChainFact Locked(int stake, uint logIndex)
    {
        var (id, staker) = (new StakeId(Word(stake, 2)), Address.Parse("0x00000000000000000000000000000000000000a1"));
        var item = new StakeItem(
            new(Chain, new(16015286601757825753)),
            staker,
            staker,
            default,
            new(1_000_000_000),
            staker,
            staker,
            (ulong)stake,
            0
        );
        return new(
            Word(stake, 3),
            logIndex,
            new(210_000, new(25_000_000_000), staker),
            new StakeLocked(id, item, staker, default, new(700_000), new(50_000))
        );
    }

    private static B256 Word(int number, int kind) => ((U256)(ulong)(number + 1) * 1_000 + (ulong)kind).ToB256();

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
