using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using QLStake.Contracts;
using QLStake.Hosting;
using QLStake.MessageRouter;

namespace QLStake.Tests.MessageRouter;

/// <summary>Over chains, facts come in any order and any number of times: every schedule ends the same.</summary>
public sealed class ScheduleTests
{
    private static readonly object[] Source =
    [
        Story.LockBlock(100),
        Story.Orphaned(Story.Avalanche, 100),
        Story.LockBlock(101),
        Story.Orphaned(Story.Avalanche, 101),
        Story.LockBlock(100),
        Story.FinalTo(Story.Avalanche, 10),
        Story.FinalTo(Story.Avalanche, 15),
    ];

    private static readonly object[] Destination =
    [
        Story.CommitBlock(200),
        Story.ArrivalBlock(201),
        Story.Orphaned(Story.Ethereum, 200, 201),
        Story.CommitBlock(210),
        Story.Observed(Story.Ethereum, 51, 211, Story.Executed(ExecutionState.Failure)),
        Story.Orphaned(Story.Ethereum, 210),
        Story.CommitBlock(200),
        Story.ArrivalBlock(212),
    ];

    private static readonly string Expected = Told(Play(Interleave([true])));

    [Property(MaxTest = 300)]
    public Property Every_interleaving_of_the_chains_with_any_repetition_folds_to_the_same_state_and_commands() =>
        Prop.ForAll(Schedules().ToArbitrary(), schedule => Told(Play(schedule)) == Expected);

    /// <summary>A chain's own order is kept by its positions; an inbox that fell back says a piece of it again.</summary>
    private static Gen<List<(object Message, long Position)>> Schedules() =>
        from turns in Gen.Elements(true, false).ArrayOf(Source.Length + Destination.Length)
        let schedule = Interleave(turns)
        from repeats in Gen.Choose(0, schedule.Count - 1).Two().ArrayOf(4)
        select repeats.Aggregate(schedule, (played, pair) => SayAgain(played, pair.Item1, pair.Item2));

    private static List<(object, long)> Interleave(bool[] turns)
    {
        var (schedule, source, destination) = (new List<(object, long)>(), 0, 0);
        while (source < Source.Length || destination < Destination.Length)
        {
            var first = turns[(source + destination) % turns.Length];
            if (destination == Destination.Length || (first && source < Source.Length))
                schedule.Add((Source[source], ++source));
            else
                schedule.Add((Destination[destination], ++destination));
        }
        return schedule;
    }

    /// <summary>An entry of the past, said once more at a later moment with its own position.</summary>
    private static List<(object, long)> SayAgain(List<(object, long)> schedule, int from, int to)
    {
        var said = schedule[Math.Min(from, to)];
        var again = new List<(object, long)>(schedule);
        again.Insert(Math.Max(from, to) + 1, said);
        return again;
    }

    private static Given Play(IEnumerable<(object Message, long Position)> schedule)
    {
        var given = new Given(Story.OneGuard);
        foreach (var (message, position) in schedule)
            given.When(message, position);
        return given;
    }

    private static string Told(Given given)
    {
        var life = given.Life;
        return JsonSerializer.Serialize(
            new
            {
                life.State,
                life.Waiting,
                Facts = new[] { life.Stake.Seen, life.Root.Seen }.Select(seen => seen.Canonical),
                life.Root.FinalizedTo,
                given.Asked,
                given.Told,
            },
            MessageJson.Options
        );
    }
}
