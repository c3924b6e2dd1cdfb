namespace QLStake.Cli;

/// <summary>Something that is not as it must be.</summary>
/// <param name="Check">Which comparison found it: events, facts, approvals or postings.</param>
/// <param name="Service">Whose database it is in.</param>
/// <param name="Sequence">The event's place among all of that database; null where no event is meant.</param>
/// <param name="Stream">Its stream.</param>
/// <param name="What">What was expected, and what was found.</param>
public sealed record AuditFinding(string Check, string Service, long? Sequence, string? Stream, string What);

/// <summary>What one comparison looked at.</summary>
/// <param name="Examined">How many events, facts, approvals or postings.</param>
/// <param name="Notes">What it could not look at, and why; no finding.</param>
public sealed record AuditCheck(string Name, string Service, long Examined, IReadOnlyList<string> Notes);

/// <param name="From">Only what was written since is compared; null for everything.</param>
/// <param name="To">Only what was written until then; null for everything.</param>
public sealed record AuditReport(
    DateTimeOffset? From,
    DateTimeOffset? To,
    IReadOnlyList<AuditCheck> Checks,
    IReadOnlyList<AuditFinding> Findings
)
{
    public bool IsClean => Findings.Count == 0;
}

/// <summary>The time that is audited; what lies before is read all the same, since later things follow from it.</summary>
public sealed record AuditScope(DateTimeOffset? From, DateTimeOffset? To)
{
    public bool Covers(DateTimeOffset at) => (From is null || at >= From) && (To is null || at <= To);
}

/// <summary>Gathers what one comparison finds.</summary>
internal sealed class AuditNotes(string check, string service, AuditScope scope)
{
    private readonly List<AuditFinding> findings = [];
    private readonly SortedSet<string> notes = new(StringComparer.Ordinal);
    private long examined;

    public AuditScope Scope => scope;

    public IReadOnlyList<AuditFinding> Findings => findings;

    public AuditCheck Check => new(check, service, examined, [.. notes]);

    public void Examine(long count = 1) => examined += count;

    public void Note(string note) => notes.Add(note);

    public void Find(string what) => findings.Add(new(check, service, null, null, what));

    public void Find(long sequence, string? stream, string what) =>
        findings.Add(new(check, service, sequence, stream, what));
}
