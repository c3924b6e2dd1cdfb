using System.Collections.Immutable;
using System.Text.Json.Serialization;
using QLStake.Contracts;

namespace QLStake.MessageRouter;

/// <summary>One asking of the guards to give a stake back, what they answered, and what the executor did.</summary>
public sealed record Refund(
    RefundApprovalAsked Asked,
    ImmutableSortedDictionary<Address, RefundAnswered> Answers,
    RefundAsked? Execution,
    OperationReported? Report
)
{
    [JsonIgnore]
    public int Number => Asked.Command.Round;

    [JsonIgnore]
    public IReadOnlyList<RefundApproved> Approvals =>
        [.. Answers.Values.Select(answer => answer.Approval).OfType<RefundApproved>()];

    [JsonIgnore]
    public bool IsApproved => Approvals.Count >= Asked.Threshold;

    [JsonIgnore]
    public Operation? Operation =>
        Execution is { } execution ? new(Number, execution.Attempt, execution.At, execution.Patience, Report) : null;

    /// <summary>When something has to be said again, or null while the next word is another's.</summary>
    [JsonIgnore]
    public DateTimeOffset? WakeAt => Operation is { } operation ? operation.WakeAt : Asked.At + Asked.Patience;

    public static Refund Of(RefundApprovalAsked asked) =>
        new(asked, ImmutableSortedDictionary<Address, RefundAnswered>.Empty, null, null);

    /// <summary>An event of this round; of another it says nothing.</summary>
    public Refund Apply(object @event) =>
        @event switch
        {
            RefundApprovalAsked asked => asked.Command.Round == Number ? this with { Asked = asked } : Of(asked),
            RefundAnswered answer when answer.Round == Number => this with
            {
                Answers = Answers.SetItem(answer.Guardian, answer),
            },
            RefundAsked asked when asked.Command.Round == Number => this with { Execution = asked },
            OperationReported report when Operation?.Awaits(report) == true => this with { Report = report },
            _ => this,
        };
}
