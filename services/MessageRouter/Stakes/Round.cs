using System.Collections.Immutable;
using System.Text.Json.Serialization;
using QLStake.Contracts;

namespace QLStake.MessageRouter;

/// <summary>One asking of the guards, what they said, and what became of it.</summary>
public sealed record Round(
    ApprovalAsked Asked,
    ImmutableSortedDictionary<Address, VerdictGiven> Verdicts,
    MintAsked? Execution,
    ExecutionReported? Report
)
{
    [JsonIgnore]
    public int Number => Asked.Command.Round;

    /// <summary>The executor gave it back: only a new round goes on.</summary>
    [JsonIgnore]
    public bool IsReturned => Report?.Kind == ReportKind.Returned;

    public static Round Of(ApprovalAsked asked) =>
        new(asked, ImmutableSortedDictionary<Address, VerdictGiven>.Empty, null, null);

    public Round With(VerdictGiven verdict) =>
        Verdicts.TryGetValue(verdict.Guardian, out var known) && known.Position >= verdict.Position
            ? this
            : this with
            {
                Verdicts = Verdicts.SetItem(verdict.Guardian, verdict),
            };

    public Round With(ExecutionReported report) =>
        Report is { } known && known.Position >= report.Position ? this : this with { Report = report };

    /// <summary>When something has to be said again, or null while the next word is another's.</summary>
    [JsonIgnore]
    public DateTimeOffset? WakeAt =>
        IsReturned ? Report!.Until
        : Execution is { } execution ? (Report is null ? execution.At + execution.Patience : null)
        : Agreement.Of(this) switch
        {
            { Outcome: Outcome.Held or Outcome.Rejected } => null,
            { Until: { } until } when until > Asked.At => until + Asked.Patience,
            _ => Asked.At + Asked.Patience,
        };
}
