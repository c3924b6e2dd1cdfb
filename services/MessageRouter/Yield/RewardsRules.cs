using QLStake.Contracts;

namespace QLStake.MessageRouter;

/// <summary>Rewards are asked about, judged and carried like a mint; nothing is given back where they are refused.</summary>
public static class RewardsRules
{
    /// <summary>Money moves on final: the first asking waits for a final funding and for its root on the hub.</summary>
    public static IEnumerable<object> Ask(Rewards rewards, Root root, RouterSettings settings, DateTimeOffset now) =>
        rewards is { Round: null, Credited: null, Funded: { } funded }
        && root is { IsReady: true, Sent.Fact: { } sent, Message.Fact: { } message }
            ?
            [
                AskRound(
                    new(
                        new(funded.Fact.Leaf),
                        1,
                        funded.Fact.Item,
                        sent.Root,
                        [],
                        new(sent.MessageId, message.SequenceNumber, funded.Block, funded.TxHash, sent.Count),
                        MessageKind.Rewards
                    ),
                    settings,
                    now
                ),
            ]
            : [];

    /// <summary>Folds an answer, and tells the executor when it is the k-th approval.</summary>
    public static IEnumerable<object> Judge(Rewards rewards, VerdictGiven verdict, RouterSettings settings)
    {
        if (rewards is not { Round: { } round } || !ApprovalRules.Counts(round, verdict))
            yield break;
        yield return verdict;
        var after = round.With(verdict);
        if (rewards is { Asked: null, Credited: null } && Agreement.Of(after).Outcome == Outcome.Approved)
            yield return new CreditAsked(Command(after), 1, verdict.At, settings.Patience(1));
    }

    public static IEnumerable<object> Report(Rewards rewards, OperationReported report) =>
        rewards.Operation?.Awaits(report) == true ? [report] : [];

    /// <summary>A moment has passed: returned approvals are asked for anew, unanswered commands are said again.</summary>
    public static IEnumerable<object> Wake(Rewards rewards, RouterSettings settings, DateTimeOffset now)
    {
        if (rewards is not { Round: { } round, WakeAt: { } at } || at > now)
            yield break;
        if (rewards.Operation is { IsReturned: true })
            yield return AskRound(round.Asked.Command with { Round = round.Number + 1 }, settings, now);
        else if (rewards.Asked is { } asked)
            yield return asked with
            {
                Attempt = asked.Attempt + 1,
                At = now,
                Patience = settings.Patience(asked.Attempt + 1),
            };
        else
            yield return round.Asked with
            {
                Attempt = round.Asked.Attempt + 1,
                At = now,
                Patience = settings.Patience(round.Asked.Attempt + 1),
            };
    }

    private static ApprovalAsked AskRound(ApproveMint command, RouterSettings settings, DateTimeOffset now) =>
        new(command, settings.Guardians, settings.Threshold, 1, now, settings.Patience(1));

    private static ExecuteRewards Command(Round round)
    {
        var asked = round.Asked.Command;
        return new(asked.StakeId.Value, asked.Round, asked.Item, asked.Root, ApprovalRules.Strongest(round));
    }
}
