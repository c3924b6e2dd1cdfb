using QLStake.Contracts;
using QLStake.MessageRouter;

namespace QLStake.Tests.MessageRouter;

/// <summary>Plays messages through the production intake and rules, and asks for what came of it.</summary>
internal sealed class Given(RouterSettings settings)
{
    private long _position;

    public MemoryUnit Unit { get; } = new();

    public DateTimeOffset Now { get; set; } = Story.Noon;

    public Life Life =>
        new(
            Unit.Load<Stake>(Story.StakeStream),
            Unit.Load<Root>(Story.RootStream),
            Unit.Load<HubStatus>(StreamNames.OfHub(Story.Ethereum))
        );

    public IReadOnlyList<ApprovalAsked> Asked => [.. Unit.Events.OfType<ApprovalAsked>()];

    public IReadOnlyList<MintAsked> Told => [.. Unit.Events.OfType<MintAsked>()];

    /// <summary>A stake whose root is on the hub and whose lock is final: the guards have been asked.</summary>
    public static Given Asked1(RouterSettings? settings = null) =>
        new Given(settings ?? Story.OneGuard)
            .When(Story.LockBlock())
            .When(Story.CommitBlock())
            .When(Story.ArrivalBlock())
            .When(Story.FinalTo(Story.Avalanche, 10));

    public Given When(object message) => When(message, ++_position);

    /// <summary>At a place of one's own choosing, to say something again or late.</summary>
    public Given When(object message, long position)
    {
        var done = message switch
        {
            BlockObserved seen => new BlockIntake(Unit, settings).ObserveAsync(seen, position, Now, default),
            ChainReorged reorg => new ReorgIntake(Unit).OrphanAsync(reorg, position, Now, default),
            ChainFinalized final => new FinalityIntake(Unit, settings).FinalizeAsync(final, Now, default),
            VerdictGiven verdict => Decide(stake => ApprovalRules.Judge(stake, verdict, settings)),
            RefundAnswered answer => Decide(stake => RefundRules.Answer(stake, answer, settings)),
            OperationReported report => Decide(stake => RefundRules.Report(stake, report)),
            ExecutionReported report => Decide(stake => ExecutionRules.Report(stake, report)),
            _ => throw new ArgumentException($"Expected a message the router takes, found {message}."),
        };
        // In memory everything completes at once.
        done.GetAwaiter().GetResult();
        return this;
    }

    public Given WhenTimeIs(DateTimeOffset now)
    {
        Now = now;
        Decide(stake => ExecutionRules.Wake(stake, settings, now));
        return this;
    }

    private Task Decide(Func<Stake, IEnumerable<object>> decide)
    {
        Unit.Decide(Story.StakeStream, decide);
        return Task.CompletedTask;
    }
}
