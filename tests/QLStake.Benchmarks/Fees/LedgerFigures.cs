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

    // Each chain's log is taken in by itself, beside the others.
    private static readonly ChainSelector[] Chains =
    [
        new(14767482510784806043),
        new(16015286601757825753),
        new(3478487238524512106),
    ];

    /// <summary>Starts a database, prints its figures and takes it down.</summary>
    public static async Task PrintAsync(int postings)
    {
        var home = Path.Combine(Path.GetTempPath(), $"qls-ledger-{Environment.ProcessId}");
        using (var folder = InstanceFolder.Take(home, "ledger"))
        {
            var host = new NativeServers(TimeProvider.System).Postgres(folder);
            await using var postgres = await PostgresServer.StartAsync(host, new(), TimeProvider.System);
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
            await using var database = NpgsqlDataSource.Create(connection);
            await service
                .Services.GetRequiredService<IDocumentStore>()
                .BringUpToDateAsync(database, CancellationToken.None);
            var streams = service.Services.GetRequiredService<StreamsFactory>();
            await new LedgerFigures(streams, database, TimeProvider.System).RunAsync(postings);
        }
        Directory.Delete(home, recursive: true);
    }

    private async Task RunAsync(int postings)
    {
        var consumer = new ChainConsumer(new(TimeSpan.FromHours(1), TimeSpan.FromMinutes(10)), new([]));
        var blocks = postings / (StakesPerBlock * 4 * Chains.Length);
        // Compiles what both measurements use.
        await Task.WhenAll(Chains.Select(chain => TakeAsync(consumer, chain, 0, BlocksAtOnce)));

        var began = time.GetTimestamp();
        await Task.WhenAll(Chains.Select(chain => TakeAsync(consumer, chain, BlocksAtOnce, blocks)));
        postings = blocks * StakesPerBlock * 4 * Chains.Length;
        var took = time.GetElapsedTime(began).TotalSeconds;
        Say($"| {postings} postings taken in | {took:f1} s | {postings / took:f0} a second |");

        began = time.GetTimestamp();
        var flaws = 0;
        foreach (var chain in Chains)
            flaws += ReconcileRules
                .Flaws(await new BooksReader(database).ReadAsync(chain, 1_000_000, 0, CancellationToken.None))
                .Count;
        took = time.GetElapsedTime(began).TotalSeconds;
        Say($"| {postings} postings added up and compared | {took:f1} s | {flaws} flaws |");
    }

    private async Task TakeAsync(ChainConsumer consumer, ChainSelector chain, int from, int count)
    {
        foreach (var blocks in Blocks(chain, from, count).Chunk(BlocksAtOnce))
            await streams.RunAsync(
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
    }

    private static IEnumerable<BlockObserved> Blocks(ChainSelector chain, int from, int count) =>
        Enumerable
            .Range(from, count)
            .Select(number => new BlockObserved(
                chain,
                new((ulong)number + 1, Word(number, 1), 1_769_860_000),
                [
                    .. Enumerable
                        .Range(0, StakesPerBlock)
                        .Select(stake => Locked(chain, number * StakesPerBlock + stake, (uint)stake)),
                ]
            ));

    private static ChainFact Locked(ChainSelector chain, int stake, uint logIndex)
    {
        var (id, staker) = (
            new StakeId(Word(stake, 10 + Array.IndexOf(Chains, chain))),
            Address.Parse("0x00000000000000000000000000000000000000a1")
        );
        var item = new StakeItem(
            new(chain, Chains[1]),
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
