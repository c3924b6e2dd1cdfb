using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using QLStake.Contracts;
using static QLStake.Tests.FeeAccounting.FeeStory;

namespace QLStake.Tests.FeeAccounting;

/// <summary>Whatever order, repetition and reorgs: the books balance, and end at what the chains say in the end.</summary>
public sealed class ScheduleTests
{
    [Property(MaxTest = 300)]
    public Property Every_schedule_ends_with_the_balances_of_the_canonical_facts_alone() =>
        Prop.ForAll(
            Histories().ToArbitrary(),
            history =>
            {
                var books = new Books();
                foreach (var (message, position) in history.Schedule)
                    books.When(message, position);
                return books.Ledgers.Values.All(ledger => ledger.Total.Debits == ledger.Total.Credits)
                    && books.Postings.Select(posting => posting.Id).Distinct().Count() == books.Postings.Count()
                    && books.Balances.SequenceEqual(Canonical(history.Told).Balances);
            }
        );

    [Property(MaxTest = 100)]
    public Property Saying_all_of_it_again_changes_nothing() =>
        Prop.ForAll(
            Histories().ToArbitrary(),
            history =>
            {
                var books = new Books();
                foreach (var (message, position) in history.Schedule)
                    books.When(message, position);
                var written = books.Events.Count;
                foreach (var (message, position) in history.Schedule)
                    books.When(message, position);
                return books.Events.Count == written;
            }
        );

    /// <summary>Only the blocks that hold after the last word, each said once and whole.</summary>
    private static Books Canonical(IReadOnlyList<object> told)
    {
        var holding = new Dictionary<B256, List<BlockObserved>>();
        foreach (var message in told)
            if (message is BlockObserved seen)
                (holding.TryGetValue(seen.Block.Hash, out var pieces) ? pieces : holding[seen.Block.Hash] = []).Add(
                    seen
                );
            else if (message is ChainReorged reorg)
                foreach (var hash in reorg.Orphaned)
                    holding.Remove(hash);
        var books = new Books();
        foreach (var pieces in holding.Values)
            books.When(
                pieces[0] with
                {
                    Facts = [.. pieces.SelectMany(piece => piece.Facts).DistinctBy(fact => fact.LogIndex)],
                }
            );
        return books;
    }

    /// <param name="Told">The log as its source wrote it.</param>
    /// <param name="Schedule">The log as it came: shuffled and with repetitions.</param>
    private sealed record History(IReadOnlyList<object> Told, IReadOnlyList<(object Message, long Position)> Schedule);

    private static Gen<History> Histories() =>
        from told in Gen.Elements(News).ListOf(8)
        let placed = told.Select((message, index) => (message, (long)index + 1)).ToArray()
        from repeats in Gen.Elements(placed).ListOf(4)
        from schedule in Gen.Shuffle(placed.Concat(repeats).ToArray())
        select new History([.. told], schedule);

    private static readonly MessageSent Message = new(
        new(Hash(60)),
        new(Avalanche, Ethereum),
        1,
        AddressOf(10),
        AddressOf(11),
        200_000,
        Link,
        new(77)
    );

    private static readonly RootSent Rewards = new(
        new(Hash(60)),
        Hash(61),
        MessageKind.Rewards,
        Address.Zero,
        1,
        new(5),
        Ethereum,
        AddressOf(11)
    );

    private static readonly object[] News =
    [
        Block(Avalanche, 100, Locked(1, 4), Locked(2, 5), Locked(3, 9, tx: 7, feeToken: Link)),
        Block(Avalanche, 101, Locked(1, 2, tx: 1)),
        Block(Avalanche, 102, Locked(4, 0, tx: 8, executionFee: 0, feeToken: Link)),
        Block(Ethereum, 200, Minted(1, 5), Minted(2, 6)),
        // The rest of the same block, and of the same transaction.
        Block(Ethereum, 200, Minted(3, 7), Skipped(4, 8)),
        Block(Ethereum, 201, Skipped(1, 1), Skipped(2, 2)),
        Block(Ethereum, 203),
        // A message whose fee is its own until its root is told, in another piece.
        Block(Avalanche, 104, Told(Message, 3)),
        Block(Avalanche, 104, Told(Rewards, 2), Told(new FloatMoved(MoneyFlow.Out, Staker, new(5)), 9, tx: 4)),
        Block(Avalanche, 102, Told(new PaidOut(Hash(50), Staker, Address.Zero, new(6)), 4)),
        Orphaned(Avalanche, 104),
        Orphaned(Avalanche, 100),
        Orphaned(Avalanche, 101, 102),
        Orphaned(Ethereum, 200),
        Orphaned(Ethereum, 200, 201),
    ];
}
